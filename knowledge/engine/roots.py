"""Conditions to nodes: what a resolved condition says, as a function over given axes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from knowledge.condition import All, AnyOf, Bound, Condition, Leaf, Not
from knowledge.engine.axes import Axis, figure_key, truth
from knowledge.engine.diagram import FALSE, TRUE, Diagram, Node
from knowledge.model import Fact


class Roots:
    """Compiles conditions over `axes`, which `axes.lay_out` made of them; one that is shared is compiled once."""

    def __init__(self, diagram: Diagram, axes: Sequence[Axis], facts: Mapping[str, Fact], on: date) -> None:
        self._diagram, self._axes, self._facts, self._on = diagram, axes, facts, on
        self._by_fact: dict[str, dict[Any, int]] = {}
        self._figures: dict[tuple[str, Any, str], int] = {}
        for level, axis in enumerate(axes):
            if axis.figure is not None:
                self._figures[axis.fact, axis.member, axis.figure] = level
            else:
                self._by_fact.setdefault(axis.fact, {})[axis.member] = level
        # The condition is kept beside its node: its identity stays its own while the key lives.
        self._done: dict[int, tuple[Condition, Node]] = {}

    def __call__(self, condition: Condition) -> Node:
        """The function that the condition says. Raises TooLarge, and TypeError for a test of a list."""
        found = self._done.get(id(condition))
        if found is None:
            found = self._done[id(condition)] = (condition, self._compile(condition))
        return found[1]

    def _compile(self, condition: Condition) -> Node:
        if isinstance(condition, Leaf):
            return self._leaf(condition)
        if isinstance(condition, Not):
            return self._diagram.negate(self(condition.part))
        if isinstance(condition, (All, AnyOf)):
            conjunction = isinstance(condition, All)
            join = self._diagram.conjoin if conjunction else self._diagram.disjoin
            found = TRUE if conjunction else FALSE
            for part in condition.parts:
                found = join(found, self(part))
            return found
        raise TypeError(f"a test of the list {condition.fact} must be resolved first")

    def _leaf(self, leaf: Leaf) -> Node:
        if isinstance(leaf.value, Bound):
            key, opposite = figure_key(leaf)
            return self._diagram.literal(self._figures[key], (opposite, not opposite))
        levels = self._by_fact[self._facts[leaf.fact].source_fact]
        level = levels[leaf.value if leaf.operator == "has" else None]
        return self._diagram.literal(level, truth(self._axes[level], leaf, self._facts, self._on))
