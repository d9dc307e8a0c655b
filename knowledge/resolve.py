"""Conditions as they stand in one place: figures filled in, named conditions and tests of lists written out.

What is left is `all / any / not` over tests of facts that somebody is asked (or whose days are counted). A figure that
nobody has stated stays a Bound, and keeps its test open.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from knowledge.bundle import Place
from knowledge.condition import ALWAYS, All, AnyOf, Bound, Condition, ConditionError, Leaf, Members, Not
from knowledge.evaluate import holds
from knowledge.persons import NEVER, expand


class Resolver:
    """Resolves conditions in one place. The same condition comes back as the same object, so work on it is shared."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._named: dict[str, Condition] = {}
        self._open: list[str] = []
        # The condition is kept beside its result: its identity stays its own while the key lives.
        self._done: dict[int, tuple[Condition, Condition]] = {}
        # Which names are open belongs to one thread at a time.
        self._alone = threading.RLock()

    def __call__(self, condition: Condition) -> Condition:
        """The resolved condition. Raises ConditionError when named conditions go in a circle."""
        if condition is ALWAYS:
            return ALWAYS
        found = self._done.get(id(condition))
        if found is None:
            with self._alone:
                found = self._done.get(id(condition)) or (condition, self._resolve(condition))
                self._done[id(condition)] = found
        return found[1]

    def _resolve(self, condition: Condition) -> Condition:
        if isinstance(condition, Leaf):
            return self._leaf(condition)
        if isinstance(condition, Not):
            return Not(self(condition.part))
        if isinstance(condition, Members):
            fact = self._place.facts[condition.fact]
            return self(expand(condition, fact, self._place.parameters))
        kind: Callable[[Any], Condition] = All if isinstance(condition, All) else AnyOf
        return kind(tuple(self(part) for part in condition.parts))

    def _leaf(self, leaf: Leaf) -> Condition:
        fact = self._place.facts[leaf.fact]
        if fact.condition is not None:
            named = self._name(leaf.fact, fact.condition)
            yes, no = holds(leaf.operator, True, leaf.value), holds(leaf.operator, False, leaf.value)
            return (ALWAYS if no else named) if yes else (Not(named) if no else NEVER)
        if isinstance(leaf.value, Bound):
            figure = self._place.parameters[leaf.value.parameter]
            if figure.value is not None:
                return replace(leaf, value=figure.value, parameter=figure.id)
            if not leaf.value.of.startswith(self._place.region):
                return replace(leaf, value=Bound(figure.id, f"{self._place.region}{leaf.value.of}"))
        return leaf

    def _name(self, name: str, condition: Condition) -> Condition:
        if name not in self._named:
            if name in self._open:
                raise ConditionError(f"派生情形互相引用，成了圈：{' → '.join([*self._open, name])}")
            self._open.append(name)
            self._named[name] = self(condition)
            self._open.pop()
        return self._named[name]


def resolver(place: Place) -> Resolver:
    """The one resolver of a place."""
    found: Resolver = place.cache.setdefault("resolver", None) or Resolver(place)
    place.cache["resolver"] = found
    return found
