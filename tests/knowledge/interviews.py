"""Persons drawn for a view, and their interviews."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from knowledge.engine.axes import Axis
from knowledge.engine.diagram import TRUE
from knowledge.engine.questions import samples, waiting
from knowledge.engine.relevance import Engine, Standing
from knowledge.facts import options
from knowledge.model import Fact
from knowledge.view import View
from tests.knowledge.chance import Chance

#: Of a hundred persons, how many tick an option of a set.
TICKED = 25
#: Persons drawn before one is possible.
TRIES = 1000


def drawn(view: View, engine: Engine, on: date, chance: Chance) -> dict[str, Any]:
    """A stored value for every question of the view; numbers and dates from every band that can matter.

    The answers may contradict one another.
    """
    return {fact.id: _value(view, engine, fact, on, chance) for _, fact in view.asking_order()}


def possible(view: View, engine: Engine, on: date, chance: Chance) -> dict[str, Any]:
    """A person whose answers can all be so."""
    return consistent(view, engine, on, chance, {})


def consistent(view: View, engine: Engine, on: date, chance: Chance, known: Mapping[str, Any]) -> dict[str, Any]:
    """Another person with the answers `known`; theirs can all be so."""
    for _ in range(TRIES):
        person = drawn(view, engine, on, chance) | dict(known)
        if engine.admissible is TRUE or not engine.standing(person, on).contradiction:
            return person
    raise AssertionError("nobody else has these answers")


def _value(view: View, engine: Engine, fact: Fact, on: date, chance: Chance) -> Any:
    if fact.type == "set":
        return [o.value for o in fact.options if not o.exclusive and chance.percent(TICKED)]
    if fact.type in ("bool", "enum"):
        return chance.pick([o.value for o in options(fact)])
    if fact.type == "region":
        return chance.pick(sorted(view.bundle.regions))
    if fact.type == "text":
        return "说明"
    return chance.pick(samples(engine, fact, on))


def interview(view: View, engine: Engine, on: date, person: Mapping[str, Any]) -> tuple[dict[str, Any], Standing]:
    """Ask until nothing is left to ask; the answers in the order of asking, and where the person stands then."""
    known: dict[str, Any] = {}
    while True:
        standing = engine.standing(known, on)
        left = waiting(view, standing, known, on)
        if not left:
            return known, standing
        known[left[0].id] = person[left[0].id]


def from_places(engine: Engine, places: Mapping[int, int]) -> dict[str, Any]:
    """The stored values of a person who stands at these places of the axes (level -> place)."""
    person: dict[str, Any] = {}
    for level, place in sorted(places.items()):
        axis = engine.axes[level]
        if axis.figure is not None:
            continue
        if axis.member is not None:
            ticked = person.setdefault(axis.fact, [])
            if place:
                ticked.append(axis.member)
        else:
            person[axis.fact] = stored(axis, place, engine.view.facts)
    return person


def stored(axis: Axis, place: int, facts: Mapping[str, Fact]) -> Any:
    """The value that a person of one place of an axis has."""
    value = axis.values[place]
    return date.fromordinal(value).isoformat() if facts[axis.fact].type == "date" else value
