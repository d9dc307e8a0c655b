"""Working days against an independent calendar, months, levels, and years that are not published."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.bundle import Bundle
from knowledge.schedule import UnpublishedYear, add_months, add_working_days, is_working_day, own_deadline, service_due

DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))


def test_every_published_day_agrees_with_an_independent_calendar(shipped: Bundle) -> None:
    day = date(2024, 1, 1)
    while day.year <= 2026:
        assert is_working_day(shipped, day) == chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


@given(start=st.dates(date(2024, 1, 1), date(2026, 10, 1)), days=st.integers(0, 45))
def test_the_count_holds_exactly_that_many_working_days(shipped: Bundle, start: date, days: int) -> None:
    end = add_working_days(shipped, start, days)
    between = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    assert sum(chinese_calendar.is_workday(d) for d in between) == days


def test_an_unpublished_year_gives_no_date(shipped: Bundle) -> None:
    with pytest.raises(UnpublishedYear, match="2027"):
        add_working_days(shipped, date(2026, 12, 30), 5)


@given(start=DAYS, months=st.integers(0, 24))
def test_months_keep_the_day_or_take_the_last(start: date, months: int) -> None:
    end = add_months(start, months)
    assert (end.year - start.year) * 12 + end.month - start.month == months
    assert end.day == start.day or (end + timedelta(days=1)).day == 1


def test_own_deadlines_need_a_known_start() -> None:
    assert own_deadline(1, "month", "2026-01-31") == date(2026, 2, 28)
    assert own_deadline(90, "natural_day", "2026-01-31") == date(2026, 5, 1)
    assert own_deadline(1, "month", {"unknown": "unsure"}) is None


def test_a_service_without_a_stated_time_says_so(shop: Bundle) -> None:
    place = shop.at("620102")
    assert service_due(shop, place, "gas_alarm", date(2026, 11, 20)) == (None, "办理时限以当地窗口为准")
