"""Truth tables: the plainest way to say what a condition means, for every completion at once.

A table is one whole number with a bit for each combination of places of the axes it spans. A condition is worked out
test by test on the values themselves; nothing of the diagram is used, so the two can be held against each other.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from knowledge.condition import ALWAYS, All, AnyOf, Bound, Condition, Leaf, Not, leaves
from knowledge.engine.axes import Axis, figure_key
from knowledge.engine.diagram import TRUE, Node
from knowledge.engine.relevance import Engine
from knowledge.evaluate import World
from knowledge.persons import NEVER
from tests.knowledge.interviews import stored

#: Combinations that one table may span.
MOST = 1 << 21


def levels_of(engine: Engine, conditions: Iterable[Condition]) -> list[int]:
    """The axes that the tests of some resolved conditions read, whether or not anything hangs on them."""
    facts = engine.view.facts
    read = {
        (leaf.fact, leaf.value.parameter)
        if isinstance(leaf.value, Bound)
        else (facts[leaf.fact].source_fact, leaf.value if leaf.operator == "has" else None)
        for condition in conditions
        for leaf in leaves(condition)
    }
    return [level for level, axis in enumerate(engine.axes) if (axis.fact, axis.figure or axis.member) in read]


class Grid:
    """Every combination of the places of some axes on one day."""

    def __init__(self, engine: Engine, levels: Iterable[int], on: date) -> None:
        """Raises OverflowError when there are more than MOST combinations."""
        self._engine, self._on = engine, on
        self.levels = sorted(levels)
        self.size = math.prod(len(engine.axes[level].values) for level in self.levels)
        if self.size > MOST:
            raise OverflowError(self.size)
        self.everywhere = (1 << self.size) - 1
        self._marks: dict[int, list[int]] = {}
        stride = 1
        for level in self.levels:
            number = len(engine.axes[level].values)
            marks = [((1 << stride) - 1) << stride * place for place in range(number)]
            stride *= number
            self._marks[level] = [_repeated(mark, stride, self.size) for mark in marks]
        self._of_leaf: dict[Leaf, int] = {}
        self._of_node: dict[Node, int] = {}

    def at(self, level: int, place: int) -> int:
        """Where an axis has one place."""
        return self._marks[level][place]

    def known(self, places: Mapping[int, int]) -> int:
        """Where all the axes of the grid that are known have their places."""
        table = self.everywhere
        for level in self.levels:
            if level in places:
                table &= self.at(level, places[level])
        return table

    def of(self, condition: Condition) -> int:
        """Where a resolved condition holds."""
        if isinstance(condition, Leaf):
            if condition not in self._of_leaf:
                self._of_leaf[condition] = self._tested(condition)
            return self._of_leaf[condition]
        if isinstance(condition, Not):
            return self.everywhere & ~self.of(condition.part)
        assert isinstance(condition, (All, AnyOf))
        if isinstance(condition, All):
            table = self.everywhere
            for part in condition.parts:
                table &= self.of(part)
            return table
        table = 0
        for part in condition.parts:
            table |= self.of(part)
        return table

    def _tested(self, leaf: Leaf) -> int:
        engine = self._engine
        if isinstance(leaf.value, Bound):
            (fact, operator, figure), opposite = figure_key(leaf)
            level = next(
                n for n in self.levels if _is_figure(engine.axes[n], fact=fact, operator=operator, figure=figure)
            )
            return self.at(level, int(not opposite))
        source = engine.view.facts[leaf.fact].source_fact
        member = leaf.value if leaf.operator == "has" else None
        (level,) = (n for n in engine.levels[source] if engine.axes[n].member == member)
        if member is not None:
            return self.at(level, 1)
        table = 0
        for place in range(len(engine.axes[level].values)):
            person = {source: stored(engine.axes[level], place, engine.view.facts)}
            if World(person, engine.view.facts, self._on).evaluate(leaf).value is True:
                table |= self.at(level, place)
        return table

    def of_node(self, node: Node) -> int:
        """Where a function of the diagram says yes."""
        if not node.children:
            return self.everywhere if node is TRUE else 0
        found = self._of_node.get(node)
        if found is None:
            found = 0
            for place, child in enumerate(node.children):
                found |= self.at(node.level, place) & self.of_node(child)
            self._of_node[node] = found
        return found


def _repeated(pattern: int, length: int, size: int) -> int:
    """`pattern` of `length` bits again and again, up to `size` bits (a multiple of `length`)."""
    while length < size:
        pattern |= pattern << length
        length *= 2
    return pattern & (1 << size) - 1


def _is_figure(axis: Axis, *, fact: str, operator: str, figure: str) -> bool:
    return axis.figure == figure and axis.fact == fact and axis.member == operator


def folded(condition: Condition, world: World, figures: Mapping[Any, bool] = {}) -> Condition:
    """What is left of a condition once the tests that the answers decide are put in."""
    if isinstance(condition, Leaf):
        if isinstance(condition.value, Bound):
            key, opposite = figure_key(condition)
            return condition if key not in figures else ALWAYS if figures[key] != opposite else NEVER
        value = world.evaluate(condition).value
        return condition if value is None else ALWAYS if value else NEVER
    if isinstance(condition, Not):
        inner = folded(condition.part, world, figures)
        return NEVER if inner == ALWAYS else ALWAYS if inner == NEVER else Not(inner)
    assert isinstance(condition, (All, AnyOf))
    parts = [folded(part, world, figures) for part in condition.parts]
    decisive, idle = (NEVER, ALWAYS) if isinstance(condition, All) else (ALWAYS, NEVER)
    left = tuple(part for part in parts if part != idle)
    return decisive if decisive in left else type(condition)(left) if left else idle
