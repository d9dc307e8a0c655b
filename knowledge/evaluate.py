"""Three-valued evaluation (Kleene's strong logic) with reasons.

A verdict is yes, no or unknown. `because` holds the leaves that decided it; `missing` the facts that, once known,
could still change it; `local` the regional figures that nobody has stated yet. A leaf of a fact that is unsure or
declined is unknown too: both worlds are kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.condition import All, AnyOf, Bound, Condition, Leaf, Not
from knowledge.model import Fact, Parameter


@dataclass(frozen=True)
class Verdict:
    value: bool | None
    because: tuple[Leaf, ...] = ()
    missing: frozenset[str] = frozenset()
    local: frozenset[str] = frozenset()


def is_unknown(value: Any) -> bool:
    """Whether a stored answer says that it is not known (unsure or declined)."""
    return isinstance(value, dict) and set(value) == {"unknown"}


class World:
    """What is known about one person on one day in one place: facts, figures of the region, date of the guidance."""

    def __init__(
        self, facts: Mapping[str, Any], definitions: Mapping[str, Fact], parameters: Mapping[str, Parameter], on: date
    ) -> None:
        self.facts = facts
        self.definitions = definitions
        self.parameters = parameters
        self.on = on
        self._known: dict[int, Verdict] = {}

    def evaluate(self, condition: Condition) -> Verdict:
        """Return the verdict of `condition` in this world."""
        if isinstance(condition, Leaf):
            return self._leaf(condition)
        # Conditions live as long as the catalogue, longer than a world: their identity is a safe key.
        verdict = self._known.get(id(condition))
        if verdict is None:
            verdict = self._known[id(condition)] = self._combined(condition)
        return verdict

    def _combined(self, condition: All | AnyOf | Not) -> Verdict:
        if isinstance(condition, Not):
            inner = self.evaluate(condition.part)
            return Verdict(None if inner.value is None else not inner.value, inner.because, inner.missing, inner.local)
        decisive = isinstance(condition, AnyOf)  # one yes decides any, one no decides all
        verdicts = [self.evaluate(part) for part in condition.parts]
        for verdict in verdicts:
            if verdict.value is decisive:
                return verdict
        if any(v.value is None for v in verdicts):
            open_ones = [v for v in verdicts if v.value is None]
            return Verdict(
                None,
                tuple(leaf for v in open_ones for leaf in v.because),
                frozenset().union(*(v.missing for v in open_ones)),
                frozenset().union(*(v.local for v in open_ones)),
            )
        return Verdict(not decisive, tuple(leaf for v in verdicts for leaf in v.because))

    def _leaf(self, leaf: Leaf) -> Verdict:
        definition = self.definitions[leaf.fact]
        if definition.condition is not None:
            inner = self.evaluate(definition.condition)
            if inner.value is None:
                return inner
            return Verdict(holds(leaf.operator, inner.value, leaf.value), inner.because)
        bound = leaf.value
        if isinstance(bound, Bound):
            bound = self.parameters[bound.parameter].value
            if bound is None:
                # The figure is missing, so asking the person would decide nothing.
                return Verdict(None, (leaf,), frozenset(), frozenset({leaf.value.parameter}))
        value = self.facts.get(definition.source_fact)
        if value is None or is_unknown(value):
            return Verdict(None, (leaf,), frozenset({definition.source_fact}))
        if definition.source_fact != leaf.fact:
            value = (self.on - date.fromisoformat(value)).days
        return Verdict(holds(leaf.operator, value, bound), (leaf,))


def holds(operator: str, value: Any, bound: Any) -> bool:
    """Whether `value operator bound` for a known value (dates as ISO text compare as text)."""
    if operator == "is":
        return bool(value == bound)
    if operator == "in":
        return value in bound
    if operator == "has":
        return bound in value
    if operator == "at_least":
        return bool(value >= bound)
    if operator == "at_most":
        return bool(value <= bound)
    if operator in ("above", "after"):
        return bool(value > bound)
    return bool(value < bound)
