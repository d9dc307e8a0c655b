"""Check digits as the standards define them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import identifiers as ids


def test_the_example_of_the_standard_is_right() -> None:
    assert ids.is_id_number("11010519491231002X")  # GB 11643-1999, annex
    assert not ids.is_id_number("110105194912310021")


@given(
    st.sampled_from(sorted(ids.PROVINCES)),
    st.from_regex(r"[0-9]{4}", fullmatch=True),
    st.dates(date(1900, 1, 1), date(2026, 11, 20)),
    st.integers(0, 999),
    st.integers(0, 16),
    st.integers(1, 9),
)
def test_one_wrong_digit_is_noticed(province: str, county: str, born: date, order: int, place: int, shift: int) -> None:
    first = f"{province}{county}{born:%Y%m%d}{order:03}"
    number = first + ids.id_check_digit(first)
    assert ids.is_id_number(number)
    assert ids.birth_date(number) == born
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    assert not ids.is_id_number(wrong)


@pytest.mark.parametrize(
    "number", ["", "11010519491331002X", "99010519491231002X", "1101051949123100", "110105194912310O2X", "１" * 18]
)
def test_what_is_no_identity_number(number: str) -> None:
    assert not ids.is_id_number(number)


def test_credit_codes() -> None:
    assert ids.is_credit_code("91350100M000100Y43")  # GB 32100-2015, example
    assert not ids.is_credit_code("91350100M000100Y44")
    assert not ids.is_credit_code("91350100M000100I43")
    assert not ids.is_credit_code("")


@pytest.mark.parametrize(
    ("text", "mobile", "landline"),
    [
        ("13912345678", True, False),
        ("12912345678", False, False),
        ("1391234567", False, False),
        ("0931-8123456", False, True),
        ("01066001234", False, True),
        ("12345", False, False),
    ],
)
def test_phones(text: str, mobile: bool, landline: bool) -> None:
    assert ids.is_phone(text) is mobile
    assert ids.is_landline(text) is landline


@given(st.from_regex(r"[1-9][0-9]{14,17}", fullmatch=True))
def test_exactly_one_last_digit_makes_a_card(first: str) -> None:
    assert sum(ids.is_bank_card(first + str(digit)) for digit in range(10)) == 1


def test_masks_show_little() -> None:
    assert ids.masked("11010519491231002X") == "110***********002X"
    assert ids.masked("12345") == "*****"
