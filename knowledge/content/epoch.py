"""Effective dates: the days on which the catalogue changes, and the stretches between them.

A service or an overlay may carry `from` (first day in force) and `to` (last day in force), ISO dates; without them it
has no beginning, or no end. Between two days on which something begins or has ended everything stays the same: such a
stretch is an `Epoch`, and the catalogue of a region is worked out once per epoch and not once per day.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol


class Dated(Protocol):
    """What may be in force from a day and until a day."""

    @property
    def starts(self) -> str | None: ...

    @property
    def ends(self) -> str | None: ...


@dataclass(frozen=True)
class Epoch:
    """A stretch in which nothing begins or ends: first and last day, None where there is no bound."""

    starts: date | None
    ends: date | None

    @property
    def day(self) -> date:
        """A day in it, which stands for all of them."""
        return self.starts or self.ends or date.min


def day(text: str) -> date:
    """The day of an ISO date written as 2026-01-31. Raises ValueError for any other way of writing it."""
    read = date.fromisoformat(text)
    if read.isoformat() != text:  # newer Pythons read more ways than older ones
        raise ValueError(text)
    return read


def undated(item: Dated) -> bool:
    """Whether `item` is in force on every day."""
    return item.starts is None and item.ends is None


def in_force(item: Dated, on: date) -> bool:
    """Whether `item` is in force on the day `on`; both its first and its last day count."""
    return (item.starts is None or day(item.starts) <= on) and (item.ends is None or on <= day(item.ends))


def overlap(one: Dated, other: Dated) -> bool:
    """Whether there is a day on which both are in force."""
    starts = max(day(x.starts) if x.starts else date.min for x in (one, other))
    ends = min(day(x.ends) if x.ends else date.max for x in (one, other))
    return starts <= ends


def boundaries(items: Iterable[Dated]) -> tuple[date, ...]:
    """First days of all epochs but the first, in order: where an item begins, and the day after one ends."""
    days = set()
    for item in items:
        if item.starts is not None:
            days.add(day(item.starts))
        if item.ends is not None and day(item.ends) < date.max:
            days.add(day(item.ends) + timedelta(days=1))
    return tuple(sorted(days))


def epochs(bounds: Sequence[date]) -> tuple[Epoch, ...]:
    """All epochs between `bounds`, in order; one without bounds."""
    last_days = [bound - timedelta(days=1) if bound > date.min else bound for bound in bounds]
    return tuple(Epoch(*pair) for pair in zip((None, *bounds), (*last_days, None), strict=True))


def epoch_of(bounds: Sequence[date], on: date) -> Epoch:
    """The epoch between `bounds` in which the day `on` lies."""
    return epochs(bounds)[bisect_right(bounds, on)]
