"""Three-valued evaluation (Kleene's strong logic) with reasons.

A verdict is yes, no or unknown. `because` holds the leaves that decided it; `missing` the facts that, once known,
could still change it; `local` the regional figures that nobody has stated yet. Not asked, unsure, declined, not
applicable and told differently by two sources are reasons of one unknown: the algebra stays Kleene's. Sound, not
complete: `(a and b) or (a and not b)` stays unknown here when a holds; `knowledge.engine.relevance` decides such cases.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.condition import All, AnyOf, Bound, Condition, Leaf, Members, Not
from knowledge.model import Fact


@dataclass(frozen=True)
class Verdict:
    value: bool | None
    because: tuple[Leaf, ...] = ()
    missing: frozenset[str] = frozenset()
    local: frozenset[str] = frozenset()


def is_unknown(value: Any) -> bool:
    """Whether a stored answer says that it is not known (`facts.UNKNOWN_REASONS`)."""
    return isinstance(value, dict) and "unknown" in value


class World:
    """What is known about one person on one day: stored facts, what they mean, the date of the guidance."""

    def __init__(self, facts: Mapping[str, Any], definitions: Mapping[str, Fact], on: date) -> None:
        self.facts = facts
        self.definitions = definitions
        self.on = on
        self._known: dict[int, Verdict] = {}
        #: What each test decided, in words (`words.leaf_line`), by the identity of the leaf.
        self.said: dict[int, str] = {}

    def evaluate(self, condition: Condition) -> Verdict:
        """The verdict of a resolved condition (`knowledge.resolve`) in this world."""
        # Conditions live as long as the catalogue, longer than a world: their identity is a safe key.
        verdict = self._known.get(id(condition))
        if verdict is None:
            verdict = self._leaf(condition) if isinstance(condition, Leaf) else self._combined(condition)
            self._known[id(condition)] = verdict
        return verdict

    def _combined(self, condition: All | AnyOf | Not | Members) -> Verdict:
        if isinstance(condition, Not):
            inner = self.evaluate(condition.part)
            return Verdict(None if inner.value is None else not inner.value, inner.because, inner.missing, inner.local)
        if isinstance(condition, Members):
            raise TypeError(f"a test of the list {condition.fact} must be resolved first")
        decisive = isinstance(condition, AnyOf)  # one yes decides any, one no decides all
        verdicts = []
        for part in condition.parts:
            verdict = self.evaluate(part)
            if verdict.value is decisive:
                return verdict
            verdicts.append(verdict)
        open_ones = [v for v in verdicts if v.value is None]
        if len(open_ones) == 1:
            return open_ones[0]
        if open_ones:
            return Verdict(
                None,
                tuple(leaf for v in open_ones for leaf in v.because),
                frozenset().union(*(v.missing for v in open_ones)),
                frozenset().union(*(v.local for v in open_ones)),
            )
        return Verdict(not decisive, tuple(leaf for v in verdicts for leaf in v.because))

    def _leaf(self, leaf: Leaf) -> Verdict:
        if isinstance(leaf.value, Bound):
            # The figure is missing, so asking the person would decide nothing.
            return Verdict(None, (leaf,), frozenset(), frozenset({leaf.value.parameter}))
        source = self.definitions[leaf.fact].source_fact
        value = self.facts.get(source)
        if value is None or is_unknown(value):
            return Verdict(None, (leaf,), frozenset({source}))
        if source != leaf.fact:
            value = (self.on - date.fromisoformat(value)).days
        return Verdict(holds(leaf.operator, value, leaf.value), (leaf,))


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
