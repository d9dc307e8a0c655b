"""Order and time: parallel levels, how long everything takes, due days and the citizen's own deadlines."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.bundle import Bundle
from knowledge.model import Deadline, LegalRegime, Time
from knowledge.timing.calendar import UnpublishedYear, add_period, add_working_days, last_day
from knowledge.timing.clock import Pause, clock, start_event, stated_time
from knowledge.timing.prerequisites import Applies, CircularServices, Finish, HasServices, finishes, needs
from knowledge.words import LOCAL, UNIT

#: How long a unit is against the others, only to tell which of two paths is the longer one.
WEIGHT = {"natural_day": 5, "working_day": 7, "month": 150, "year": 1825}
#: The events from which times run, as they are told.
STARTS = {"accepted": "受理", "applied": "申请", "submitted": "提交", "received": "收到材料", "born": "出生"}


@dataclass(frozen=True)
class Length:
    """An amount of time by unit, because working days and months have no common measure without a date."""

    units: tuple[tuple[str, int], ...] = ()

    def __add__(self, other: Length) -> Length:
        total = dict(self.units)
        for unit, amount in other.units:
            total[unit] = total.get(unit, 0) + amount
        return Length(tuple((unit, total[unit]) for unit in WEIGHT if total.get(unit)))

    @property
    def weight(self) -> int:
        """For comparing lengths; it is never told."""
        return sum(WEIGHT[unit] * amount for unit, amount in self.units)


def levels(place: HasServices, services: Iterable[str], applies: Applies | None = None) -> list[list[str]]:
    """Services in parallel levels: each level waits only for earlier ones. Raises CircularServices."""
    names = list(services)
    steps = _finishes(place, names, applies, dict.fromkeys(names, 1))
    found: dict[int, list[str]] = {}
    for name in names:
        found.setdefault(steps[name].end, []).append(name)
    return [found[step] for step in sorted(found)]


def overall_time(place: HasServices, services: Iterable[str], applies: Applies | None = None) -> dict[str, Any]:
    """How long everything takes at most: in parallel along the critical path, and one after the other.

    `{days_min, days_total, unit, text_min, text_total, critical: [service], unknown: [service]}`. Times are limits, not
    forecasts. Days are whole and in `unit`; None when units mix, then only the texts tell. Services in `unknown` state
    no time and are left out of both figures, and the texts say so. Raises CircularServices.
    """
    names = list(services)
    times = {name: stated_time(place.services[name]) for name in names}
    lengths = {name: length_of(time) for name, time in times.items()}
    ended = _finishes(place, names, applies, {name: length.weight for name, length in lengths.items()})
    last = max(ended, key=lambda name: ended[name].end, default=None)
    critical: list[str] = []
    while last is not None and ended[last].end:
        critical.insert(0, last)
        last = ended[last].waited_for
    longest = sum((lengths[name] for name in critical), Length())
    total = sum(lengths.values(), Length())
    units = [unit for unit, _ in total.units]
    unknown = [name for name in names if times[name] is None]
    return {
        "days_min": _single(longest, units),
        "days_total": _single(total, units),
        "unit": units[0] if len(units) == 1 else None,
        "text_min": _told(longest, unknown),
        "text_total": _told(total, unknown),
        "critical": critical,
        "unknown": unknown,
    }


def length_of(time: Time | None) -> Length:
    """The length of a time, nothing when it is not stated; half days count as whole ones."""
    return Length(((time.unit, math.ceil(time.days)),)) if time is not None and time.days else Length()


def _single(length: Length, units: list[str]) -> int | None:
    if len(units) > 1:
        return None
    return dict(length.units).get(units[0], 0) if units else 0


def _told(length: Length, unknown: list[str]) -> str:
    said = "加".join(f"{amount}{UNIT[unit]}" for unit, amount in length.units)
    if not unknown:
        return f"最长{said}" if said else "当场"
    return f"写明时限的最长{said}；没写的{LOCAL}" if said else f"办理时限{LOCAL}"


def _finishes(
    place: HasServices, names: list[str], applies: Applies | None, length: Mapping[str, int]
) -> dict[str, Finish]:
    try:
        return finishes(needs(place, names, applies), length)
    except CircularServices as circle:
        raise CircularServices(circle.services, [place.services[s].name for s in circle.services]) from None


def service_due(
    bundle: Bundle,
    place: HasServices,
    service: str,
    accepted_on: date,
    events: Mapping[str, date] | None = None,
    pauses: Iterable[Pause] = (),
) -> tuple[date | None, str]:
    """(due date or None, what to tell): the promised time where one is stated, else the statutory one.

    `events`: the days of other events that times run from (`applied`, `received`, `born`). Raises PauseRefused.
    """
    record = place.services[service]
    regime = bundle.regimes.get(record.legal_regime, LegalRegime(record.legal_regime, record.legal_regime, "", False))
    time = stated_time(record)
    if time is None:
        return None, f"办理时限{LOCAL}"
    event = start_event(regime, time)
    start = {"accepted": accepted_on, **(events or {})}.get(event or "")
    if time.unit == "on_the_spot":
        start = start or accepted_on
    if start is None and event is None:
        return None, f"办理时限从哪天算起，{LOCAL}"
    if start is None:
        return None, f"办理时限从{STARTS.get(event or '', event)}那天算起，日期以部门通知为准"
    try:
        due = clock(bundle.calendar, regime, time, start, tuple(pauses))
    except UnpublishedYear as missing:
        return None, f"{missing}，日期以部门通知为准"
    if due is None:
        return None, "办理时限已经停表，恢复后再算日期"
    mark = "" if time.verified else f"（{LOCAL}）"
    return due, f"预计{_say(due)}前办结{mark}"


def own_deadline(amount: int | None, unit: str | None, start: Any) -> date | None:
    """The last day by count alone, from a date fact (ISO text); None when something is open or it needs the calendar."""
    if amount is None or not isinstance(start, str) or unit == "working_day":
        return None
    return add_period(date.fromisoformat(start), amount, unit or "natural_day")


def deadline_due(bundle: Bundle, deadline: Deadline, facts: Mapping[str, Any]) -> tuple[date | None, str | None]:
    """(the day by which the citizen must act, what to tell about that day); (None, None) while its start is open.

    A last day that is a rest day moves to the next working day (民法典 203). Where the holidays of its year are not
    published there is no day, and the text says which day is surely early enough.
    """
    start = facts.get(deadline.starts or "")
    nominal = own_deadline(deadline.amount, deadline.unit, start)
    try:
        if nominal is not None:
            due = last_day(bundle.calendar, nominal)
        elif deadline.unit == "working_day" and deadline.amount is not None and isinstance(start, str):
            return add_working_days(bundle.calendar, date.fromisoformat(start), deadline.amount), None
        else:
            return None, None
    except UnpublishedYear as missing:
        safe = f"最后一天还不能算准；{_say(nominal)}前办，一定不晚" if nominal else f"日期{LOCAL}"
        return None, f"{missing}，{safe}"
    if due == nominal:
        return due, None
    return due, f"{_say(nominal)}是休息日，顺延到{_say(due)}"


def _say(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
