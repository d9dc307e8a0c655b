"""Exemption by holdings 免提交: does what was found about this very person spare the paper?

A holding counts only when the holder authorised the look-up, something was found, it is valid, it is the same person or
thing, it is in force today and still on the day the decision is due, and it is as fresh as the requirement asks. Three
states stay apart: found and good (exempt), not looked up (exempt_if_verified, never shown as 免), looked up and no good
(the requirement's own mode, with the reason).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.content.epoch import day
from knowledge.materials import words
from knowledge.model import Period, Requirement
from knowledge.timing.calendar import add_period

#: Nothing is issued later than this.
LAST_YEAR = 2100


class HoldingError(ValueError):
    """A holding does not read. `field` names what is wrong with it."""

    def __init__(self, field: str, value: Any) -> None:
        self.field = field
        super().__init__(words.BAD_HOLDING.format(field=field, value=value))


@dataclass(frozen=True)
class Holding:
    """持有情况: what a look-up told about one licence or data query of one subject.

    `index`: which member of a group of persons, from 1. `match` False: found, and not the same person or thing.
    """

    licence: str
    subject: str
    index: int | None = None
    authorised: bool = False
    found: bool = True
    valid: bool = True
    match: bool = True
    issued_on: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True)
class Exemption:
    """`mode` of the paper; why it is not spared; what to know although it is."""

    mode: str
    not_exempt: str | None = None
    caveat: str | None = None


#: (due date of the service's decision or None, what to tell) when handed in today.
Due = Callable[[], tuple[date | None, str]]


def read_holdings(raw: Iterable[Mapping[str, Any]]) -> tuple[Holding, ...]:
    """Holdings from mappings with the field names of `Holding` (dates as ISO text). Raises HoldingError."""
    return tuple(_read(item) for item in raw)


def _read(raw: Mapping[str, Any]) -> Holding:
    known = {key: value for key, value in raw.items() if value is not None}
    if unknown := sorted(set(known) - set(Holding.__dataclass_fields__)):
        raise HoldingError(unknown[0], known[unknown[0]])
    for name in ("licence", "subject"):
        if not isinstance(known.get(name), str):
            raise HoldingError(name, known.get(name))
    for name in ("authorised", "found", "valid", "match"):
        if not isinstance(known.get(name, True), bool):
            raise HoldingError(name, known[name])
    index = known.get("index", 1)
    if isinstance(index, bool) or not isinstance(index, int) or index < 1:
        raise HoldingError("index", index)
    for name in ("issued_on", "valid_until"):
        if name in known:
            known[name] = _date(name, known[name])
    if "issued_on" in known and known["issued_on"].year > LAST_YEAR:  # what is valid for ever may end in 9999
        raise HoldingError("issued_on", known["issued_on"])
    return Holding(**known)


def _date(name: str, value: Any) -> date:
    if isinstance(value, date):
        return value
    try:
        return day(value)
    except (TypeError, ValueError):
        raise HoldingError(name, value) from None


def exemption(
    requirement: Requirement, index: int, holdings: Iterable[Holding], names: Mapping[str, str], on: date, due: Due
) -> Exemption:
    """Whether one of the licences of `requirement.exempt_by` spares the paper of member `index` (0: the only one).

    `names`: what the licences are called. `due` is asked only when an expiry date has to be compared with it.
    """
    mine = [h for h in holdings if h.subject == requirement.subject and _same_member(h, index)]
    reasons: list[str] = []
    looked_up: set[str] = set()
    for licence in requirement.exempt_by:
        for holding in (h for h in mine if h.licence == licence):
            fault, caveat = judge(holding, names[licence], requirement.issued_within, on, due)
            if fault is None:
                return Exemption("exempt", None, caveat)
            reasons.append(fault)
            if holding.authorised:
                looked_up.add(licence)
    told = "；".join(dict.fromkeys(reasons)) or None
    if looked_up == set(requirement.exempt_by):
        return Exemption(requirement.mode, told)
    return Exemption("exempt_if_verified", told)


def _same_member(holding: Holding, index: int) -> bool:
    """One of several persons must be named; the only one may go without a number."""
    return holding.index == index if index else holding.index in (None, 1)


def judge(holding: Holding, name: str, fresh: Period | None, on: date, due: Due) -> tuple[str | None, str | None]:
    """(why `holding` does not count or None, what to know although it does or None)."""
    if not holding.authorised:
        return words.NOT_AUTHORISED.format(name=name), None
    if not holding.found:
        return words.NOT_FOUND.format(name=name), None
    if not holding.match:
        return words.NO_MATCH.format(name=name), None
    if not holding.valid:
        return words.NOT_VALID.format(name=name), None
    if fresh is not None:
        span = words.period(fresh)
        if holding.issued_on is None:
            return words.ISSUE_UNKNOWN.format(name=name, period=span), None
        if add_period(holding.issued_on, fresh.amount, fresh.unit) < on:
            return words.TOO_OLD.format(name=name, day=words.day(holding.issued_on), period=span), None
    if holding.valid_until is None:
        return None, None
    until = words.day(holding.valid_until)
    if holding.valid_until < on:
        return words.EXPIRED.format(name=name, day=until), None
    decided, told = due()
    if decided is None:
        return None, words.DUE_UNKNOWN.format(name=name, day=until, told=told)
    if holding.valid_until < decided:
        return words.EXPIRES_BEFORE.format(name=name, day=until, due=words.day(decided)), None
    return None, None
