"""Two views in one space: the facts of both as axes, the conditions of both as functions over them, and counting.

A fact that only one side has is an axis on which only its side depends. Options and bounds of a fact that both have are
put together; a fact whose kind of answer changed is two facts. Regional figures that nobody has stated are no matter of
who the person is: they are quantified away (`surely`, `maybe`), so that what hangs on them is told as open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from knowledge.condition import All, AnyOf, Condition, Leaf, Not
from knowledge.engine.axes import Axis, lay_out, position
from knowledge.engine.diagram import FALSE, LAST, TRUE, WEIGHT_BITS, Diagram, Node
from knowledge.engine.relevance import asking_order
from knowledge.engine.roots import Roots
from knowledge.model import Fact
from knowledge.view import View

#: Added to the id of a fact of the old side whose kind of answer is another one now.
FORMERLY = "@"
#: Put before its name.
FORMER_NAME = "原先的"
BUDGET = 1_000_000


@dataclass(frozen=True)
class Share:
    """How many of the combinations of answers: `count` of `total`, and `weight` of `whole` by their likelihood."""

    count: int
    total: int
    weight: int
    whole: int

    def percent(self) -> tuple[int, int]:
        """(of the combinations, by likelihood) in tenths of a percent, rounded to the nearest."""
        return _tenths(self.count, self.total), _tenths(self.weight, self.whole)


def _tenths(part: int, whole: int) -> int:
    return (2000 * part + whole) // (2 * whole) if whole else 0


class JointSpace:
    """Axes, diagram and functions of two views on one day. Combinations that the new side calls impossible are left out.

    Raises TooLarge when a function needs more nodes than the budget allows.
    """

    def __init__(self, old: View, new: View, conditions: Sequence[Sequence[Condition]], on: date) -> None:
        """`conditions`: every resolved condition of the old and of the new side that will be asked about."""
        self.on = on
        self.facts, self._former = joined_facts(old.facts, new.facts)
        self._renamed: dict[int, tuple[Condition, Condition]] = {}
        impossible = [new.resolved(i.condition) for event in new.events for i in event.impossible]
        written = [*impossible, *conditions[1], *(self.on_old_side(c) for c in conditions[0])]
        levels = self._merged(asking_order(new), asking_order(old))
        self.axes: Sequence[Axis] = lay_out(written, self.facts, levels, on)
        #: The facts in the order in which people are asked.
        self.order = self._merged(*([fact.id for _, fact in view.asking_order()] for view in (new, old)))
        self.diagram = Diagram([axis.weights for axis in self.axes], BUDGET)
        self.starts = [None if a.cuts is None else [position(cut, on) for cut in a.cuts] for a in self.axes]
        self._roots = Roots(self.diagram, self.axes, self.facts, on)
        figures = [level for level, axis in enumerate(self.axes) if axis.figure is not None]
        # Figures come last, so that the persons' own axes are 0 .. asked - 1.
        self.asked = min(figures, default=len(self.axes))
        self.admissible = TRUE
        for condition in impossible:
            kept = self.surely(self.diagram.negate(self._roots(condition)))
            self.admissible = self.diagram.conjoin(self.admissible, kept)
        self._total = self._counted(self.admissible)

    def old(self, condition: Condition) -> Node:
        return self._roots(self.on_old_side(condition))

    def new(self, condition: Condition) -> Node:
        return self._roots(condition)

    def on_old_side(self, condition: Condition) -> Condition:
        """A condition of the old side, its facts named as they are in this space."""
        if not self._former:
            return condition
        found = self._renamed.get(id(condition))
        if found is None:
            found = self._renamed[id(condition)] = (condition, self._rename(condition))
        return found[1]

    def _merged(self, new: Sequence[str], old: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*new, *(self._former.get(fact, fact) for fact in old)]))

    def _rename(self, condition: Condition) -> Condition:
        if isinstance(condition, Leaf):
            return replace(condition, fact=self._former.get(condition.fact, condition.fact))
        if isinstance(condition, Not):
            return Not(self.on_old_side(condition.part))
        if isinstance(condition, (All, AnyOf)):
            return type(condition)(tuple(self.on_old_side(part) for part in condition.parts))
        raise TypeError(f"a test of the list {condition.fact} must be resolved first")

    def surely(self, root: Node) -> Node:
        """Yes where the answer is yes whatever the figures are that nobody has stated."""
        return self._quantified(root, every=True, done={})

    def maybe(self, root: Node) -> Node:
        """Yes where the answer may be yes, as those figures turn out."""
        return self._quantified(root, every=False, done={})

    def _quantified(self, root: Node, every: bool, done: dict[Node, Node]) -> Node:
        if root.support >> self.asked == 0:
            return root
        found = done.get(root)
        if found is None:
            children = [self._quantified(child, every, done) for child in root.children]
            if root.level < self.asked:
                found = self.diagram.node(root.level, tuple(children))
            else:
                found = TRUE if every else FALSE
                for child in children:
                    found = self.diagram.conjoin(found, child) if every else self.diagram.disjoin(found, child)
            done[root] = found
        return found

    def share(self, root: Node) -> Share:
        """How many combinations that can be the (quantified) function says yes to."""
        count, weight = self._counted(self.diagram.conjoin(root, self.admissible))
        return Share(count, self._total[0], weight, self._total[1])

    def _counted(self, root: Node) -> tuple[int, int]:
        """(combinations, their weight) to which `root` says yes."""
        sizes = [len(axis.values) for axis in self.axes[: self.asked]]
        done: dict[Node, tuple[int, int]] = {FALSE: (0, 0), TRUE: (1, 1)}

        def under(node: Node, level: int) -> tuple[int, int]:
            """What `node` comes to over the axes from `level` on; those that it does not ask are free."""
            top = self.asked if node.level == LAST else node.level
            free = 1
            for size in sizes[level:top]:
                free *= size
            count, weight = below(node)
            return count * free, weight << WEIGHT_BITS * (top - level)

        def below(node: Node) -> tuple[int, int]:
            found = done.get(node)
            if found is None:
                parts = [under(child, node.level + 1) for child in node.children]
                weights = self.diagram.weights[node.level]
                weighed = sum(w * part[1] for w, part in zip(weights, parts, strict=True))
                found = done[node] = (sum(part[0] for part in parts), weighed)
            return found

        return under(root, 0)


def joined_facts(old: Mapping[str, Fact], new: Mapping[str, Fact]) -> tuple[dict[str, Fact], dict[str, str]]:
    """The facts of both sides by id, and the ids that facts of the old side have got because they are no longer alike."""
    former = {name: f"{name}{FORMERLY}" for name, fact in old.items() if name in new and fact.type != new[name].type}
    for name, fact in old.items():
        source = fact.source_fact
        if name in new and (source != new[name].source_fact or (source != name and source in former)):
            former[name] = f"{name}{FORMERLY}"
    facts = dict(new)
    for name, fact in old.items():
        if name in former:
            derive: dict[str, Any] | None = fact.derive
            if fact.source_fact != name:
                derive = {"days_since": former.get(fact.source_fact, fact.source_fact)}
            facts[former[name]] = replace(fact, id=former[name], name=f"{FORMER_NAME}{fact.name}", derive=derive)
        else:
            facts[name] = _joined(fact, new[name]) if name in new else fact
    return facts, former


def _joined(old: Fact, new: Fact) -> Fact:
    """A fact with the options and bounds of both; what people are thought to answer is the new one's."""
    known = {option.value for option in new.options}
    gone = tuple(option for option in old.options if option.value not in known)
    low = None if old.min is None or new.min is None else min(old.min, new.min)
    high = None if old.max is None or new.max is None else max(old.max, new.max)
    prior = new.prior
    if isinstance(old.prior, dict) and isinstance(new.prior, dict):
        prior = {**old.prior, **new.prior}
    if not gone and (low, high) == (new.min, new.max) and prior == new.prior:
        return new
    return replace(new, options=(*new.options, *gone), min=low, max=high, prior=prior)
