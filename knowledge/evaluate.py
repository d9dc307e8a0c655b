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

from knowledge.condition import AnyOf, Bound, Condition, Leaf, Not, parse
from knowledge.model import Fact, Parameter


@dataclass(frozen=True)
class Verdict:
    value: bool | None
    because: tuple[Leaf, ...] = ()
    missing: frozenset[str] = frozenset()
    local: frozenset[str] = frozenset()


YES = Verdict(True)


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
        self._derived: dict[str, Verdict] = {}
        self._parsed: dict[str, Condition] = {}

    def evaluate(self, condition: Condition) -> Verdict:
        """Return the verdict of `condition` in this world."""
        if isinstance(condition, Leaf):
            return self._leaf(condition)
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
        if definition.kind == "derived" and definition.derive and "when" in definition.derive:
            return self._named(leaf, definition)
        source, value = leaf.fact, self.facts.get(leaf.fact)
        if definition.derive and "days_since" in definition.derive:
            source = definition.derive["days_since"]
            value = self.facts.get(source)
            if isinstance(value, str):
                value = (self.on - date.fromisoformat(value)).days
        bound = leaf.value
        if isinstance(bound, Bound):
            bound = self.parameters[bound.parameter].value
            if bound is None:
                # The figure is missing, so asking the person would decide nothing.
                return Verdict(None, (leaf,), frozenset(), frozenset({leaf.value.parameter}))
        if value is None or is_unknown(value):
            return Verdict(None, (leaf,), frozenset({source}))
        return Verdict(holds(leaf.operator, value, bound), (leaf,))

    def _named(self, leaf: Leaf, definition: Fact) -> Verdict:
        if definition.id not in self._derived:
            assert definition.derive is not None
            self._derived[definition.id] = self.evaluate(parse(definition.derive["when"]))
        inner = self._derived[definition.id]
        if inner.value is None:
            return inner
        return Verdict(holds(leaf.operator, inner.value, leaf.value), inner.because)


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
