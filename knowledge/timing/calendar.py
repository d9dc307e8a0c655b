"""Days and periods: working days with make-up days, months, and the last day of a period.

The holidays of a year are known once the State Council has published them (`catalogue/calendar/<year>.yml`). Outside
the published years there is no working day and no last day: `UnpublishedYear` says so.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from knowledge.model import Year

#: Units of a period; on_the_spot ends on its first day.
UNITS = ("on_the_spot", "working_day", "natural_day", "month", "year")
#: Year id ("2026") -> its holidays, as `Bundle.calendar` holds them.
Years = Mapping[str, Year]


class UnpublishedYear(LookupError):
    """The holidays of this year are not published yet, or lie before the first year that is kept."""

    def __init__(self, year: int, years: Years) -> None:
        self.year = year
        past = any(year < int(known) for known in years)
        super().__init__(f"{year} 年的放假安排{'没有收录' if past else '还没有公布'}")


def is_working_day(years: Years, day: date) -> bool:
    """Whether offices work that day. Raises UnpublishedYear."""
    year = years.get(str(day.year))
    if year is None:
        raise UnpublishedYear(day.year, years)
    text = day.isoformat()
    return text in year.work_days or (day.weekday() < 5 and text not in year.days_off)


def add_working_days(years: Years, start: date, days: int) -> date:
    """The day on which `days` working days after `start` end; the start day does not count (行政许可法 82, 民法典 201).

    Raises UnpublishedYear when the count runs into a year without published holidays.
    """
    return count(start, days, lambda day: is_working_day(years, day))


def count(start: date, days: int, counts: Callable[[date], bool]) -> date:
    """The day after `start` that is the `days`-th for which `counts` holds; `start` itself for none."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        days -= counts(day)
    return day


def add_months(start: date, months: int) -> date:
    """The same day `months` later, or the last day of that month (民法典 202)."""
    year, month = divmod(start.month - 1 + months, 12)
    last = calendar.monthrange(start.year + year, month + 1)[1]
    return date(start.year + year, month + 1, min(start.day, last))


def add_period(start: date, amount: int, unit: str) -> date:
    """The last day of `amount` natural days, months or years counted from the day after `start` (民法典 201, 202).

    Rest days are not looked at: see `last_day`. Raises ValueError for another unit.
    """
    if unit == "natural_day":
        return start + timedelta(days=amount)
    if unit not in ("month", "year"):
        raise ValueError(f"不认识的时限单位 {unit}，可以用：{'、'.join(UNITS)}")
    return add_months(start, amount * (12 if unit == "year" else 1))


def last_day(years: Years, nominal: date) -> date:
    """A period that would end on a rest day ends on the first working day after it (民法典 203). Raises UnpublishedYear."""
    return count(nominal - timedelta(days=1), 1, lambda day: is_working_day(years, day))
