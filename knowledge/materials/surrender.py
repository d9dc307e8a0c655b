"""One original, several services: which comes first when one of them takes the paper away.

Worked out from prerequisites alone. A service that need not wait for the taker goes before it; one that must wait for
the taker finds the paper gone, and the line says so; two takers of one original are told to ask first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge.materials import words
from knowledge.materials.lines import Line, Use

#: Modes for which the original has to be there.
AT_COUNTER = ("submit", "show", "surrender", "exempt_if_verified", "produced")


@dataclass(frozen=True)
class Conflict:
    """`kind`: order (`first` before `taken_by`), taken_before (`later` find it gone), taken_twice. Service ids."""

    kind: str
    taken_by: tuple[str, ...]
    first: tuple[str, ...]
    later: tuple[str, ...]
    text: str


def conflict_of(line: Line, before: Mapping[str, frozenset[str]]) -> Conflict | None:
    """The conflict over the original of `line`, or None. `before`: service -> services that come before it."""
    uses = [use for use in line.uses if use.definite and use.mode in AT_COUNTER]
    takers = [use for use in uses if use.requirement.mode == "surrender" and use.requirement.takes is None]
    for taker in sorted(takers, key=lambda use: use.key):
        rivals = [use for use in uses if use.service.id != taker.service.id and _paper(use) == _paper(taker)]
        twice = [use for use in rivals if use in takers]
        if twice:
            both = _named([taker, *twice])
            return Conflict(
                "taken_twice", tuple(both), (), (), words.TAKEN_TWICE.format(takers="、".join(both.values()))
            )
        first = _named(use for use in rivals if taker.service.id not in before.get(use.service.id, ()))
        later = _named(use for use in rivals if taker.service.id in before.get(use.service.id, ()))
        if first or later:
            return _told(taker, first, later)
    return None


def _told(taker: Use, first: dict[str, str], later: dict[str, str]) -> Conflict:
    name = taker.service.name
    said = []
    if first:
        said.append(words.HAND_OVER_LAST.format(first="、".join(first.values()), taker=name))
    if later:
        said.append(words.TAKEN_BEFORE.format(taker=name, later="、".join(later.values())))
    kind = "taken_before" if later else "order"
    return Conflict(kind, (taker.service.id,), tuple(first), tuple(later), "。".join(said))


def _paper(use: Use) -> str | None:
    """Which sheet of paper: what a service produces is another one than what the citizen has at home."""
    return use.requirement.result_of if use.mode == "produced" else None


def _named(uses: Iterable[Use]) -> dict[str, str]:
    return {use.service.id: use.service.name for use in uses}
