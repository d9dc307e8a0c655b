"""What a proof takes as given: the conditions of a view as nodes that share their parts, and the domains of the facts.

Nodes: ["all", parts], ["any", parts], ["not", part], ["test", fact, operator, value], ["days", date, operator, value]
(whole days from the date to the day of the guidance), ["figure", fact, operator, parameter] (a figure that nobody has
stated); parts come before what is made of them. A domain is a list of values (null: any that no condition names), a
list of bands [first, last], or {"any_of": options} of a set. A target is [kind, service, id, node].
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from math import ceil, floor
from typing import Any

from knowledge.condition import All, AnyOf, Bound, Condition, Leaf, Not
from knowledge.engine.axes import OTHER, Axis, figure_key
from knowledge.engine.diagram import FALSE, TRUE, Node
from knowledge.engine.outcome import targets
from knowledge.engine.relevance import Engine
from knowledge.model import Fact
from knowledge.proof.check_proof import follows
from knowledge.view import View

#: What a date or a number may be at all (`knowledge.facts`).
DAYS = (date(1900, 1, 1).toordinal(), date(2100, 12, 31).toordinal())
NUMBER = 10**12
#: Days whose premises are kept with a view.
KEPT = 16


@dataclass(frozen=True)
class Premises:
    """`document` is what stands in the proof; the rest leads from its nodes to the engine's diagram.

    `tests`: node of a set's option or an unstated figure -> its level. `places`: fact -> the place on its axis of each
    cell of its domain. `roots`: the function of every node.
    """

    engine: Engine
    document: dict[str, Any]
    tests: dict[int, int]
    places: dict[str, list[int]]
    roots: list[Node]
    _under: dict[int, list[int]] = field(default_factory=dict)

    @property
    def nodes(self) -> list[list[Any]]:
        found: list[list[Any]] = self.document["nodes"]
        return found

    def parts(self, i: int) -> list[int]:
        """The nodes that node `i` is directly made of."""
        kind, rest = self.nodes[i][:2]
        found: list[int] = rest if kind in ("all", "any") else [rest] if kind == "not" else []
        return found

    def under(self, i: int) -> list[int]:
        """Node `i` and all that it is made of, parts first."""
        if i not in self._under:
            seen, waiting = {i}, [i]
            while waiting:
                new = [part for part in self.parts(waiting.pop()) if part not in seen]
                seen.update(new)
                waiting += new
            self._under[i] = sorted(seen)
        return self._under[i]


def premises_of(engine: Engine, on: date) -> Premises:
    """The premises of a view on a day, made once."""
    kept: dict[date, Premises] = engine.view.cache.setdefault("premises", {})
    found = kept.get(on)
    if found is None or found.engine is not engine:
        if len(kept) >= KEPT:
            kept.clear()
        found = kept[on] = _premises(engine, on)
    return found


def _premises(engine: Engine, on: date) -> Premises:
    view = engine.view
    table = _Table(view)
    impossible = [table(view.resolved(i.condition)) for event in view.events for i in event.impossible]
    goals = [[*element.key, table(element.condition)] for element in targets(view)]
    tests: dict[int, int] = {}
    domains: dict[str, Any] = {}
    places: dict[str, list[int]] = {}
    levels = {(axis.fact, axis.member, axis.figure): level for level, axis in enumerate(engine.axes)}
    for i, (kind, *rest) in enumerate(table.nodes):
        if kind == "figure":
            fact, operator, parameter = rest
            tests[i] = levels[fact, operator, parameter]
        elif kind in ("test", "days"):
            fact = view.facts[rest[0]]
            if fact.type == "set":
                tests[i] = levels[fact.id, rest[2], None]
                domains[fact.id] = {"any_of": [o.value for o in fact.options if not o.exclusive]}
            elif fact.id not in domains:
                level = engine.levels[fact.id][0]
                cells = _cells(fact, engine.axes[level], engine.starts(on)[level])
                domains[fact.id] = [cell for _, cell in cells]
                places[fact.id] = [place for place, _ in cells]
    document = {"domains": domains, "impossible": impossible, "nodes": table.nodes, "targets": goals}
    roots = _roots(engine, document, tests, places, on)
    return Premises(engine, document, tests, places, roots)


def _roots(
    engine: Engine, document: dict[str, Any], tests: dict[int, int], places: dict[str, list[int]], on: date
) -> list[Node]:
    """The function of every node, put together from what each test is for each cell of its domain."""
    diagram, roots = engine.diagram, list[Node]()
    for i, (kind, rest, *bound) in enumerate(document["nodes"]):
        if kind == "not":
            found = diagram.negate(roots[rest])
        elif kind in ("all", "any"):
            join = diagram.conjoin if kind == "all" else diagram.disjoin
            found = reduce(join, [roots[part] for part in rest], TRUE if kind == "all" else FALSE)
        elif i in tests:
            found = diagram.literal(tests[i], (False, True))
        else:
            level = engine.levels[rest][0]
            holds = [False] * len(engine.axes[level].values)
            for cell, place in zip(document["domains"][rest], places[rest], strict=True):
                told = {rest: cell if isinstance(cell, list) else [cell, cell]}
                holds[place] = follows([kind, rest, *bound], {}, told, {"on": on.isoformat()}) == "yes"
            found = diagram.literal(level, holds)
        roots.append(found)
    return roots


class _Table:
    """Conditions to nodes, equal ones once. `done`: identity of a condition -> its node."""

    def __init__(self, view: View) -> None:
        self._view = view
        self.nodes: list[list[Any]] = []
        self._index: dict[Any, int] = {}
        # The identity of a condition stays its own only while it lives.
        self._alive: list[Condition] = []
        self.done: dict[int, int] = {}

    def __call__(self, condition: Condition) -> int:
        found = self.done.get(id(condition))
        if found is None:
            self._alive.append(condition)
            found = self.done[id(condition)] = self._place(condition)
        return found

    def _place(self, condition: Condition) -> int:
        if isinstance(condition, Leaf):
            return self._leaf(condition)
        if isinstance(condition, Not):
            return self._node("not", self(condition.part))
        if isinstance(condition, (All, AnyOf)):
            return self._node("all" if isinstance(condition, All) else "any", tuple(map(self, condition.parts)))
        raise TypeError(f"a test of the list {condition.fact} must be resolved first")

    def _leaf(self, leaf: Leaf) -> int:
        if isinstance(leaf.value, Bound):
            key, opposite = figure_key(leaf)
            figure = self._node("figure", *key)
            return self._node("not", figure) if opposite else figure
        source = self._view.facts[leaf.fact].source_fact
        return self._node("test" if source == leaf.fact else "days", source, leaf.operator, leaf.value)

    def _node(self, *parts: Any) -> int:
        # True is equal to 1: what is tested must be of one kind to be the same test.
        key = (*parts, type(parts[-1]))
        if key not in self._index:
            self._index[key] = len(self.nodes)
            self.nodes.append([list(part) if isinstance(part, tuple) else part for part in parts])
        return self._index[key]


def _cells(fact: Fact, axis: Axis, starts: Sequence[int] | None) -> list[tuple[int, Any]]:
    """(place on the axis, value or band) for everything that an answer may be; bands empty on this day are left out."""
    if starts is None:
        return [(n, None if value == OTHER else value) for n, value in enumerate(axis.values)]
    if fact.type == "date":
        low, high = DAYS
    else:
        low = -NUMBER if fact.min is None else ceil(fact.min)
        high = NUMBER if fact.max is None else floor(fact.max)
    bands = zip([low, *(max(low, s) for s in starts)], [*(min(high, s - 1) for s in starts), high], strict=True)
    return [
        (n, [date.fromordinal(a).isoformat(), date.fromordinal(b).isoformat()] if fact.type == "date" else [a, b])
        for n, (a, b) in enumerate(bands)
        if a <= b
    ]
