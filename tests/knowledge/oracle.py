"""The same functions in `dd`, a library of binary decision diagrams by others: what ours is held against.

An axis of n values takes as many bits as n - 1 needs; codes beyond the last value stand for the last one, so that a
function depends on an axis exactly when it depends on one of its bits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from dd.autoref import BDD

from knowledge.condition import All, AnyOf, Bound, Condition, Leaf, Not
from knowledge.engine.axes import figure_key, truth
from knowledge.engine.diagram import TRUE, Node
from knowledge.engine.relevance import Engine

Test = Callable[[Leaf], tuple[int, Sequence[bool]]]


class Oracle:
    """Functions over axes with the given numbers of values, as nodes of `dd.autoref`."""

    def __init__(self, sizes: Sequence[int]) -> None:
        self.sizes = tuple(sizes)
        self.bdd = BDD()
        self.bits = [[f"x{level}_{n}" for n in range((size - 1).bit_length())] for level, size in enumerate(sizes)]
        self.bdd.declare(*(bit for bits in self.bits for bit in bits))
        self._places = [[self._place(level, place) for place in range(size)] for level, size in enumerate(sizes)]
        #: Where every axis has a code of its own: for counting.
        self.plain = self.bdd.true
        for level, size in enumerate(sizes):
            self.plain &= self._any(self._code(level, place) for place in range(size))
        self._done: dict[Node, Any] = {}

    def _code(self, level: int, number: int) -> Any:
        return self.bdd.cube({bit: bool(number >> n & 1) for n, bit in enumerate(self.bits[level])})

    def _any(self, functions: Any) -> Any:
        found = self.bdd.false
        for function in functions:
            found |= function
        return found

    def _place(self, level: int, place: int) -> Any:
        last = place == self.sizes[level] - 1
        codes = range(place, 1 << len(self.bits[level])) if last else (place,)
        return self._any(self._code(level, number) for number in codes)

    def at(self, level: int, places: Sequence[bool]) -> Any:
        """Where an axis has one of the marked places."""
        return self._any(self._places[level][place] for place, marked in enumerate(places) if marked)

    def of(self, condition: Condition, test: Test) -> Any:
        """The function of a condition; `test(leaf)` gives the axis and the marked places of a leaf."""
        if isinstance(condition, Leaf):
            return self.at(*test(condition))
        if isinstance(condition, Not):
            return ~self.of(condition.part, test)
        assert isinstance(condition, (All, AnyOf))
        found = self.bdd.true if isinstance(condition, All) else self.bdd.false
        for part in condition.parts:
            other = self.of(part, test)
            found = found & other if isinstance(condition, All) else found | other
        return found

    def of_node(self, node: Node) -> Any:
        """The function of a node of ours."""
        if not node.children:
            return self.bdd.true if node is TRUE else self.bdd.false
        if node not in self._done:
            self._done[node] = self._any(
                self._places[node.level][place] & self.of_node(child) for place, child in enumerate(node.children)
            )
        return self._done[node]

    def restricted(self, function: Any, known: Mapping[int, int]) -> Any:
        """What is left of a function once some axes have their places."""
        values = {bit: bool(place >> n & 1) for level, place in known.items() for n, bit in enumerate(self.bits[level])}
        return self.bdd.let(values, function) if values else function

    def support(self, function: Any) -> int:
        """The axes that a function depends on, as a bit mask."""
        bits = self.bdd.support(function)
        return sum(1 << level for level, own in enumerate(self.bits) if bits.intersection(own))

    def count(self, function: Any) -> int:
        """For how many combinations of places the function says yes."""
        return int(self.bdd.count(function & self.plain, nvars=sum(map(len, self.bits))))


def reader(engine: Engine, on: date) -> Test:
    """The axis and the marked places of a leaf, as `Oracle.of` asks for them, for the axes of an engine."""
    figures = {(axis.fact, axis.member, axis.figure): level for level, axis in enumerate(engine.axes)}

    def test(leaf: Leaf) -> tuple[int, tuple[bool, ...]]:
        if isinstance(leaf.value, Bound):
            key, opposite = figure_key(leaf)
            return figures[key], (opposite, not opposite)
        facts = engine.view.facts
        member = leaf.value if leaf.operator == "has" else None
        (level,) = (n for n in engine.levels[facts[leaf.fact].source_fact] if engine.axes[n].member == member)
        return level, truth(engine.axes[level], leaf, facts, on)

    return test
