"""The legal clock: when a time runs out, by the rules of its regime; when a correction may be asked for.

Only what the regime names stops the clock, and only with written notice: for permits the eight procedures of
行政许可法 45. A site check, a payment or a correction stops nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.model import LegalRegime, ServiceItem, Time
from knowledge.timing.calendar import Years, add_period, add_working_days, count, is_working_day

#: The time that is told first: what the department promises, else what the law sets, else what is usual.
TOLD_FIRST = ("promised", "statutory", "typical")


@dataclass(frozen=True)
class Pause:
    """Days from `begins` to `ends` (both included; None: it still lasts) of a procedure (its id or Chinese name).

    `noticed`: the day of the written notice to the applicant.
    """

    procedure: str
    begins: date
    ends: date | None
    noticed: date | None


class PauseRefused(ValueError):
    """This does not stop the clock of that regime; the message says what does."""


def stated_time(service: ServiceItem) -> Time | None:
    """The first of promised, statutory and typical time whose length is stated; None when none is."""
    stated = [time for time in service.times if time.days is not None or time.unit == "on_the_spot"]
    return next((time for kind in TOLD_FIRST for time in stated if time.kind == kind), None)


def start_event(regime: LegalRegime | None, time: Time) -> str | None:
    """The event from which a time runs: its own, else that of its regime; None when neither says."""
    return time.starts or (regime.starts if regime is not None else None)


def clock(years: Years, regime: LegalRegime, time: Time, start: date, pauses: Sequence[Pause] = ()) -> date | None:
    """The last day of a time that starts on `start`; None when its length is not stated or the clock stands still.

    The start day does not count. Working days: 行政许可法 82. Natural days, months and years: 民法典 201-203, so a
    period that would end on a rest day ends on the next working day. Half days count as whole ones.
    Raises PauseRefused, UnpublishedYear.
    """
    for pause in pauses:
        check_pause(regime, pause)
    if time.unit == "on_the_spot":
        return start
    if time.days is None:
        return None
    ended = [(p.begins, p.ends) for p in pauses if p.ends is not None]
    due = _run(years, time.unit, math.ceil(time.days), start, ended)
    return None if any(p.ends is None and p.begins <= due for p in pauses) else due


def _run(years: Years, unit: str, amount: int, start: date, pauses: list[tuple[date, date]]) -> date:
    def runs(day: date) -> bool:
        return not any(begins <= day <= ends for begins, ends in pauses)

    def works(day: date) -> bool:
        return runs(day) and is_working_day(years, day)

    if unit == "working_day":
        return count(start, amount, works)
    days = (add_period(start, amount, unit) - start).days
    return count(count(start, days, runs) - timedelta(days=1), 1, works)


def check_pause(regime: LegalRegime, pause: Pause) -> None:
    """Raises PauseRefused unless the regime lets this procedure stop the clock and the applicant was told in writing."""
    named = next((p for p in regime.stops if pause.procedure in (p.id, p.name)), None)
    if named is None:
        allowed = "、".join(p.name for p in regime.stops)
        rule = f"只有{allowed}可以停表" if allowed else "没有可以停表的环节"
        raise PauseRefused(f"“{pause.procedure}”不能停表：{regime.name}{rule}。请照常计算时限。")
    if pause.noticed is None:
        raise PauseRefused(f"{named.name}要书面告知申请人以后才能停表。请先发告知书，再记下日期。")
    if pause.ends is not None and pause.ends < pause.begins:
        raise PauseRefused(f"{named.name}的结束日期早于开始日期，请检查。")


def correction_day(years: Years, regime: LegalRegime, received: date) -> date | None:
    """The last day on which a correction may be asked for what came in on `received`; None where no term is set.

    Raises UnpublishedYear.
    """
    term = regime.correction
    if term is None or term.days is None:
        return None
    if term.unit == "working_day":
        return add_working_days(years, received, term.days)
    return add_period(received, term.days, term.unit)


def shortest_correction_day(years: Years, regimes: Iterable[LegalRegime], received: date) -> date | None:
    """The day by which one merged notice of correction must go out when several regimes meet in one case."""
    days = [day for regime in regimes if (day := correction_day(years, regime, received)) is not None]
    return min(days, default=None)


def deemed_accepted(years: Years, regime: LegalRegime, received: date, today: date) -> bool:
    """Whether, nobody having asked for a correction, the application counts as accepted on `received` (行政许可法 32).

    Raises UnpublishedYear.
    """
    if regime.correction is None or regime.correction.otherwise != "deemed_accepted":
        return False
    day = correction_day(years, regime, received)
    return day is not None and today > day
