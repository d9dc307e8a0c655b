"""Everybody there can be, one by one, and where they stand: the slow and plain way to what the recursion works out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

from knowledge.engine.relevance import Engine
from tests.knowledge.scenarios import ON

Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Everybody:
    """All persons of an engine whose facts are yes/no or sets, with their share."""

    engine: Engine
    persons: Sequence[tuple[Answers, Fraction]]

    def open_facts(self, facts: Answers) -> frozenset[str]:
        return self.engine.standing(facts, ON).relevant

    def least(self, choose: Callable[[Answers], Sequence[str]]) -> Fraction:
        """The expected number of questions of the best of the orders that `choose` allows."""
        return _least(self, {}, self.persons, choose, {})

    def smallest_set(self, person: Answers) -> int:
        """How many facts of a person are enough to know what counts."""
        names = list(person)
        subsets = sorted(product((False, True), repeat=len(names)), key=sum)
        enough = (
            taken
            for taken in subsets
            if not self.open_facts({n: person[n] for n, kept in zip(names, taken, strict=True) if kept})
        )
        return sum(next(enough))


def everybody(engine: Engine) -> Everybody:
    found = [(answers, share) for answers, share in _persons(engine) if not engine.standing(answers, ON).contradiction]
    whole = sum(share for _, share in found)
    return Everybody(engine, [(answers, share / whole) for answers, share in found])


def _persons(engine: Engine) -> Iterator[tuple[Answers, Fraction]]:
    for places in product(*(range(len(axis.values)) for axis in engine.axes)):
        answers: dict[str, Any] = {}
        share = Fraction(1)
        for axis, place in zip(engine.axes, places, strict=True):
            share *= Fraction(axis.weights[place], 1 << 16)
            value = axis.values[place]
            if axis.member is None:
                answers[axis.fact] = value
            else:
                answers[axis.fact] = (*answers.get(axis.fact, ()), *([axis.member] if value else []))
        yield answers, share


def _least(
    people: Everybody,
    known: Answers,
    persons: Sequence[tuple[Answers, Fraction]],
    choose: Callable[[Answers], Sequence[str]],
    found: dict[frozenset[tuple[str, Any]], Fraction],
) -> Fraction:
    """Questions still to come, times the share of the persons who have answered so."""
    if not people.open_facts(known):
        return Fraction(0)
    key = frozenset(known.items())
    if key not in found:
        orders = []
        for fact in choose(known):
            after: dict[Any, list[tuple[Answers, Fraction]]] = {}
            for person, share in persons:
                after.setdefault(person[fact], []).append((person, share))
            asked = sum((share for _, share in persons), Fraction(0))
            orders.append(
                asked + sum(_least(people, {**known, fact: v}, some, choose, found) for v, some in after.items())
            )
        found[key] = min(orders)
    return found[key]
