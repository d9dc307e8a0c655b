"""Times that can be counted: known regimes, units and start events, and holidays that are days of their year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from knowledge.content.records import Problem
from knowledge.lint.checked import Checked
from knowledge.lint.rule import structure
from knowledge.timing.calendar import UNITS
from knowledge.timing.clock import TOLD_FIRST
from knowledge.timing.schedule import STARTS

#: What follows when nobody asks for a correction in time, or when a file is incomplete.
OTHERWISE = ("deemed_accepted", "returned")


@structure
def times_can_be_counted(c: Checked) -> Iterator[Problem]:
    """A time has a known kind, unit and start, and is not below nothing; so has a deadline."""
    for key, service in c.services.items():
        if service.legal_regime not in c.bundle.regimes:
            text = f"legal_regime {service.legal_regime} 在 regimes/ 里没有，请补上那一条或改正编号"
            yield c.wrong("services", key, text, "legal_regime")
        for n, time in enumerate(service.times):
            here = ("times", str(n))
            yield from _word(c, "services", key, time.kind, TOLD_FIRST, *here, "kind")
            yield from _word(c, "services", key, time.unit, UNITS, *here, "unit")
            yield from _word(c, "services", key, time.starts, tuple(STARTS), *here, "from")
            if time.days is not None and time.days < 0:
                yield c.wrong("services", key, "时限的 days 不能小于 0，请改正", *here, "days")
        for deadline in service.deadlines:
            yield from _word(c, "services", key, deadline.unit, UNITS, "deadlines", deadline.id, "unit")


@structure
def regimes_can_be_followed(c: Checked) -> Iterator[Problem]:
    """A regime speaks of known units and events, names laws that exist, and stops a clock only with a basis."""
    for key, regime in c.of("regimes"):
        yield from _word(c, "regimes", key, regime.starts, tuple(STARTS), "starts")
        yield from _word(c, "regimes", key, regime.unit, UNITS, "unit")
        correction = regime.correction
        if correction is not None:
            yield from _word(c, "regimes", key, correction.unit, UNITS, "correction", "unit")
            yield from _word(c, "regimes", key, correction.otherwise, OTHERWISE, "correction", "otherwise")
        for basis in (*regime.basis, *(correction.basis if correction else ())):
            if basis.law not in c.bundle.laws:
                yield c.wrong("regimes", key, f"提到的 {basis.law} 在 laws/ 里没有，请补上那一条或改正编号", "basis")
        if regime.stops and not regime.basis:
            yield c.wrong("regimes", key, "写了能停表的环节，请写明依据（许可是行政许可法第45条）", "stops")


@structure
def holidays_are_days_of_their_year(c: Checked) -> Iterator[Problem]:
    """Days off are weekdays and work days are weekend days, all of the year that the record is named by."""
    for key, year in c.of("calendar"):
        for part, weekend in (("days_off", False), ("work_days", True)):
            for text in getattr(year, part):
                if not _fits(text, key, weekend):
                    what = "周末上班" if weekend else "工作日放假"
                    yield c.wrong(
                        "calendar", key, f"{part} 里的 {text} 不是 {key} 年{what}的日子，请核对放假安排", part
                    )


def _fits(text: str, year: str, weekend: bool) -> bool:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return False
    return str(day.year) == year and (day.weekday() > 4) == weekend


def _word(
    c: Checked, kind: str, key: str, value: str | None, allowed: tuple[str, ...], *path: str
) -> Iterator[Problem]:
    if value is not None and value not in allowed:
        yield c.wrong(kind, key, f"{path[-1]} 写成了 {value}，可以写：{'、'.join(allowed)}", *path)
