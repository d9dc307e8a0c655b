"""Working days against an independent calendar, months by the Civil Code, and years that are not published."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.timing.calendar import (
    UnpublishedYear,
    add_months,
    add_period,
    add_working_days,
    is_working_day,
    last_day,
)
from tests.knowledge.published import CATALOGUE, years

YEARS = years()
FIRST, LAST = date(int(min(YEARS)), 1, 1), date(int(max(YEARS)), 12, 31)
DAYS = st.dates(FIRST, LAST)


def test_every_published_day_agrees_with_an_independent_calendar() -> None:
    every = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    assert {day.year for day in every} == {int(year) for year in YEARS}
    assert [day for day in every if is_working_day(YEARS, day) != chinese_calendar.is_workday(day)] == []


def test_each_year_is_one_file_named_by_it_and_holds_its_own_days_only() -> None:
    assert [path.stem for path in sorted((CATALOGUE / "calendar").glob("*.yml"))] == sorted(YEARS)
    for name, year in YEARS.items():
        assert all(day.startswith(f"{name}-") for day in (*year.days_off, *year.work_days))
        assert all(date.fromisoformat(day).weekday() < 5 for day in year.days_off)
        assert all(date.fromisoformat(day).weekday() > 4 for day in year.work_days)


@given(start=st.dates(FIRST, date(LAST.year, 10, 1)), days=st.integers(0, 45))
def test_the_count_holds_exactly_that_many_working_days_and_ends_on_one(start: date, days: int) -> None:
    end = add_working_days(YEARS, start, days)
    between = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(chinese_calendar.is_workday(day) for day in between) == days
    assert days == 0 or chinese_calendar.is_workday(end)


def test_a_weekend_that_is_worked_counts_and_a_holiday_does_not() -> None:
    assert add_working_days(YEARS, date(2026, 2, 13), 1) == date(2026, 2, 14), "a Saturday made up"
    assert add_working_days(YEARS, date(2026, 2, 14), 1) == date(2026, 2, 24), "after the Spring Festival"


@pytest.mark.parametrize("day", [date(LAST.year + 1, 1, 4), date(FIRST.year - 1, 6, 5)])
def test_a_day_outside_the_published_years_is_neither(day: date) -> None:
    with pytest.raises(UnpublishedYear, match=str(day.year)):
        is_working_day(YEARS, day)


def test_a_count_into_an_unpublished_year_gives_no_day_and_says_which_year() -> None:
    assert add_working_days(YEARS, date(2026, 12, 30), 1) == date(2026, 12, 31)
    with pytest.raises(UnpublishedYear, match="2027 年的放假安排还没有公布"):
        add_working_days(YEARS, date(2026, 12, 30), 2)
    with pytest.raises(UnpublishedYear, match="2020 年的放假安排没有收录"):
        add_working_days(YEARS, date(2020, 12, 30), 2)


@given(start=DAYS, months=st.integers(0, 24))
def test_months_end_on_the_same_day_or_on_the_last_of_the_month(start: date, months: int) -> None:
    end = add_months(start, months)
    assert (end.year - start.year) * 12 + end.month - start.month == months
    assert end.day == start.day or (end.day < start.day and (end + timedelta(days=1)).day == 1)


@pytest.mark.parametrize(
    ("start", "amount", "unit", "end"),
    [
        (date(2026, 1, 31), 1, "month", date(2026, 2, 28)),
        (date(2024, 1, 31), 1, "month", date(2024, 2, 29)),
        (date(2024, 2, 29), 1, "year", date(2025, 2, 28)),
        (date(2024, 2, 29), 4, "year", date(2028, 2, 29)),
        (date(2024, 2, 28), 1, "natural_day", date(2024, 2, 29)),
        (date(2026, 12, 15), 1, "month", date(2027, 1, 15)),
        (date(2026, 3, 31), 0, "month", date(2026, 3, 31)),
        (date(2026, 1, 31), 90, "natural_day", date(2026, 5, 1)),
    ],
)
def test_a_period_ends_by_the_civil_code(start: date, amount: int, unit: str, end: date) -> None:
    assert add_period(start, amount, unit) == end


def test_an_unknown_unit_is_named() -> None:
    with pytest.raises(ValueError, match="fortnight"):
        add_period(date(2026, 1, 1), 1, "fortnight")


@given(day=st.dates(FIRST, date(LAST.year, 12, 20)))
def test_a_last_day_is_never_a_rest_day_and_moves_no_further_than_it_must(day: date) -> None:
    end = last_day(YEARS, day)
    assert chinese_calendar.is_workday(end)
    assert not any(chinese_calendar.is_workday(day + timedelta(days=n)) for n in range((end - day).days))
