"""Order and time: prerequisite levels, the citizen's own deadlines, working days with make-up days.

Outside the published years there is no date, and the text says so (GB: the State Council publishes each year's
holidays late in the year before).
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date, timedelta
from graphlib import TopologicalSorter
from typing import Any

from knowledge.bundle import Bundle, Place
from knowledge.model import Time
from knowledge.words import LOCAL, UNIT


class UnpublishedYear(LookupError):
    """The holidays of this year are not published yet."""

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(f"{year} 年的放假安排还没有公布")


def levels(place: Place, services: Iterable[str]) -> list[list[str]]:
    """Services in parallel levels: each level waits only for earlier ones."""
    names = list(services)
    graph = {name: {a for a in place.services[name].after if a in names} for name in names}
    sorter = TopologicalSorter(graph)
    sorter.prepare()
    found: list[list[str]] = []
    while sorter.is_active():
        ready = sorter.get_ready()
        found.append(sorted(ready, key=names.index))
        sorter.done(*ready)
    return found


def add_months(start: date, months: int) -> date:
    """The same day `months` later, or the last day of that month (民法典 202)."""
    year, month = divmod(start.month - 1 + months, 12)
    last = calendar.monthrange(start.year + year, month + 1)[1]
    return date(start.year + year, month + 1, min(start.day, last))


def add_working_days(bundle: Bundle, start: date, days: int) -> date:
    """The day on which `days` working days after `start` end; the start day does not count (行政许可法 82).

    Raises UnpublishedYear when the count runs into a year without published holidays.
    """
    day = start
    while days > 0:
        day += timedelta(days=1)
        days -= is_working_day(bundle, day)
    return day


def is_working_day(bundle: Bundle, day: date) -> bool:
    """Whether offices work that day. Raises UnpublishedYear."""
    year = bundle.calendar.get(str(day.year))
    if year is None:
        raise UnpublishedYear(day.year)
    text = day.isoformat()
    return text in year.work_days or (day.weekday() < 5 and text not in year.days_off)


def due_date(bundle: Bundle, time: Time, start: date) -> date | None:
    """When a service's time that starts on `start` ends; None when its length is not known. Raises UnpublishedYear."""
    if time.unit == "on_the_spot":
        return start
    if time.days is None:
        return None
    if time.unit == "working_day":
        # Half days count as whole ones.
        return add_working_days(bundle, start, int(-(-time.days // 1)))
    if time.unit == "month":
        return add_months(start, int(time.days))
    return start + timedelta(days=int(-(-time.days // 1)))


def service_due(bundle: Bundle, place: Place, service: str, accepted_on: date) -> tuple[date | None, str]:
    """(due date or None, what to tell): the promised time where one is stated, else the statutory one."""
    times = {t.kind: t for t in reversed(place.services[service].times)}
    time = next((times[k] for k in ("promised", "statutory", "typical") if k in times and _counts(times[k])), None)
    if time is None:
        return None, f"办理时限{LOCAL}"
    try:
        due = due_date(bundle, time, accepted_on)
    except UnpublishedYear as missing:
        return None, f"{missing}，日期以部门通知为准"
    if due is None:
        return None, f"办理时限{LOCAL}"
    mark = "" if time.verified else f"（{LOCAL}）"
    return due, f"预计{due.year}年{due.month}月{due.day}日前办结{mark}"


def _counts(time: Time) -> bool:
    return time.days is not None or time.unit == "on_the_spot"


def own_deadline(amount: int | None, unit: str | None, start: Any) -> date | None:
    """The day by which the citizen must act, counted from a date fact (ISO text); None when something is open."""
    if amount is None or not isinstance(start, str):
        return None
    first = date.fromisoformat(start)
    if unit == "month":
        return add_months(first, amount)
    if unit == "year":
        return add_months(first, 12 * amount)
    return first + timedelta(days=amount)


def span(amount: float | None, unit: str | None) -> str:
    """10 个工作日, 1 个月; empty when not stated."""
    return "" if amount is None or unit is None else f"{amount:g}{UNIT.get(unit, unit)}"
