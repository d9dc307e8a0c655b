"""办件编号: its shape, and what its check digit finds."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.applications.case_number import NumbersUsedUp, case_number, check_digit, is_case_number

numbers = st.builds(
    case_number,
    st.from_regex(r"[1-9][0-9]{5}", fullmatch=True),
    st.dates(date(2000, 1, 1), date(2100, 12, 31)),
    st.integers(1, 999_999),
)


def test_a_number_reads_division_day_and_sequence() -> None:
    number = case_number("620102", date(2026, 11, 20), 7)
    assert number == f"YJS-620102-20261120-000007-{check_digit('62010220261120000007')}"


def test_the_check_digit_is_that_of_the_standard() -> None:
    assert check_digit("0794") == "5"  # ISO 7064, example of MOD 11,10


@given(numbers)
def test_every_number_given_out_is_right(number: str) -> None:
    assert is_case_number(number)


@given(numbers, st.data())
def test_every_single_wrong_digit_is_found(number: str, data: st.DataObject) -> None:
    places = [n for n, sign in enumerate(number) if sign.isdigit()]
    place, step = data.draw(st.sampled_from(places)), data.draw(st.integers(1, 9))
    wrong = number[:place] + str((int(number[place]) + step) % 10) + number[place + 1 :]
    assert not is_case_number(wrong)


@given(st.text(max_size=30))
def test_nothing_else_is_a_number(text: str) -> None:
    assert not is_case_number(text)


@pytest.mark.parametrize("sequence", [0, 1_000_000])
def test_there_are_only_so_many_a_day(sequence: int) -> None:
    with pytest.raises(NumbersUsedUp):
        case_number("620102", date(2026, 11, 20), sequence)
