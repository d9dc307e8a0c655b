"""What may still change the answer: exact, for every target of the outcome together.

Each condition becomes one root of a decision diagram (`knowledge.engine.diagram`) over the axes of the facts. The answers
restrict the roots. A target is determined when its root is constant on every completion that the catalogue admits; a
question is relevant when a root that is not determined still depends on its fact. Comparing three-valued results
instead would be unsound, and asking whether two values of a fact differ would stall on `x <-> y`.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from knowledge.condition import Condition, leaves
from knowledge.engine.axes import Axis, lay_out, place_on, position
from knowledge.engine.diagram import FALSE, TRUE, Diagram, Node, Restriction, TooLarge
from knowledge.engine.outcome import Element, elements, targets
from knowledge.engine.roots import Roots
from knowledge.evaluate import Verdict, World, is_unknown
from knowledge.model import Fact
from knowledge.view import View

#: Nodes that one root may need when a bundle is built; a condition beyond it is named and refused.
ROOT_BUDGET = 20_000
#: Nodes after which an engine that has served for long starts anew.
ENGINE_BUDGET = 300_000
#: Standings kept; most people share their first answers.
KEPT = 2048


class Entangled(ValueError):
    """A condition cannot be laid out within the budget. `element` is the offending one."""

    def __init__(self, element: Element) -> None:
        self.element = element
        super().__init__(f"{element.kind} {element.service} {element.id}")


class Engine:
    """The diagram of one view for one layout of its axes: roots by element, what counts, what is impossible."""

    def __init__(self, view: View, on: date, order: Sequence[str]) -> None:
        """Compile every condition of the view. Raises Entangled when one needs more nodes than the budget."""
        self.view = view
        self.order = tuple(order)
        self.elements = {element.key: element for element in (*targets(view), *elements(view))}
        impossible = [
            Element("impossible", event.id, i.because, view.resolved(i.condition))
            for event in view.events
            for i in event.impossible
        ]
        conditions = [element.condition for element in (*self.elements.values(), *impossible)]
        self.axes: Sequence[Axis] = lay_out(conditions, view.facts, order, on)
        self.diagram = Diagram([axis.weights for axis in self.axes], ENGINE_BUDGET * 2)
        self.levels: dict[str, tuple[int, ...]] = {}
        for level, axis in enumerate(self.axes):
            if axis.figure is None:
                self.levels[axis.fact] = (*self.levels.get(axis.fact, ()), level)
        self.blocks = {level: self.levels.get(a.fact, (level,)) for level, a in enumerate(self.axes) if not a.figure}
        self.blocks |= {level: (level,) for level, axis in enumerate(self.axes) if axis.figure is not None}
        self.fact_masks = {fact: sum(1 << level for level in levels) for fact, levels in self.levels.items()}
        compiler = Roots(self.diagram, self.axes, view.facts, on)
        self.roots: dict[tuple[str, str, str], Node] = {}
        for key, element in self.elements.items():
            self.roots[key] = self._laid_out(element, compiler)
        #: Every target's root that is not constant, once each, in reading order.
        self.target_roots = tuple(dict.fromkeys(r for r in (self.roots[t.key] for t in targets(view)) if r.children))
        self.admissible = TRUE
        for element in impossible:
            self.admissible = self._laid_out(
                element, lambda c: self.diagram.conjoin(self.admissible, self.diagram.negate(compiler(c)))
            )
        self._starts: tuple[date, list[list[int] | None]] | None = None
        self._standings: OrderedDict[tuple[tuple[int, int], ...], Standing] = OrderedDict()
        self._facts_of: dict[str, tuple[str, ...]] = {}
        self._resting: dict[str, tuple[tuple[str, str, str], ...]] = {}
        #: Needs by fact and gains by node, filled by `knowledge.engine.needs`.
        self.need_parts: Mapping[str, tuple[Node, ...]] = {}
        self.gains: dict[Node, dict[int, int]] = {}

    def _laid_out(self, element: Element, compile: Callable[[Condition], Node]) -> Node:
        """The function of one element. Raises Entangled when it needs more nodes than the budget."""
        made = len(self.diagram)
        try:
            root = compile(element.condition)
        except TooLarge as error:
            raise Entangled(element) from error
        if len(self.diagram) - made > ROOT_BUDGET:
            raise Entangled(element)
        return root

    def resting_on(self, fact: str) -> tuple[tuple[str, str, str], ...]:
        """The elements whose condition depends on a fact, in reading order."""
        if fact not in self._resting:
            mask = self.fact_masks.get(fact, 0)
            self._resting[fact] = tuple(key for key, root in self.roots.items() if root.support & mask)
        return self._resting[fact]

    def facts_of(self, service: str) -> tuple[str, ...]:
        """The facts on which what is said of a service rests: its conditions test them, or those of a service whose
        result it uses, or its deadlines count from them, or what is impossible ties them to others."""
        if service not in self._facts_of:
            record = self.view.services[service]
            names = {service, *(r.result_of for r in record.requirements if r.result_of)}
            tested = {
                self.view.facts[leaf.fact].source_fact
                for element in self.elements.values()
                if element.service in names
                for leaf in leaves(element.condition)
            }
            starts = {d.starts for d in record.deadlines if d.starts}
            tied = {fact for fact, mask in self.fact_masks.items() if self.admissible.support & mask}
            self._facts_of[service] = tuple(sorted(tested | starts | tied))
        return self._facts_of[service]

    def fits(self, axes: Sequence[Axis]) -> bool:
        """Whether the same layout holds for these axes: bounds in the same order, the same bands empty, same weights."""
        return all(
            a.cuts == b.cuts and a.weights == b.weights and a.empty == b.empty
            for a, b in zip(self.axes, axes, strict=True)
        )

    def known(self, facts: Mapping[str, Any], on: date) -> dict[int, int]:
        """Level -> place of the axis, for every answer that matters and is known."""
        starts = self.starts(on)
        return {
            level: place_on(self.axes[level], value, starts[level])
            for fact, value in facts.items()
            if value is not None and not is_unknown(value)
            for level in self.levels.get(fact, ())
        }

    def starts(self, on: date) -> list[list[int] | None]:
        """Where the second and later bands of every axis start on a day (numbers, ordinals); None for no bands."""
        ready = self._starts
        if ready is None or ready[0] != on:
            ready = (on, [None if a.cuts is None else [position(cut, on) for cut in a.cuts] for a in self.axes])
            self._starts = ready
        return ready[1]

    def standing(self, facts: Mapping[str, Any], on: date) -> Standing:
        """Where a person stands after these answers."""
        known = self.known(facts, on)
        key = tuple(sorted(known.items()))
        found = self._standings.get(key)
        if found is None:
            found = self._standings[key] = Standing.of(self, known, self._before(known))
            if len(self._standings) > KEPT:
                self._standings.popitem(last=False)
        return found

    def _before(self, known: Mapping[int, int]) -> Standing | None:
        """The standing before the last answer, when it is at hand."""
        if not known:
            return None
        last = self.blocks[next(reversed(known))]
        return self._standings.get(tuple(sorted((x, v) for x, v in known.items() if x not in last)))


@dataclass(frozen=True)
class Standing:
    """Where a person stands: `live` holds the roots of targets that are not determined, once each.

    `contradiction`: the answers together are among the combinations that the catalogue calls impossible; the
    constraint is then left aside, and nothing else changes.
    """

    engine: Engine
    restriction: Restriction
    admissible: Node
    live: tuple[Node, ...]
    support: int
    contradiction: bool
    #: What waits, by whether few are answered and which relevant facts have an answer that is not known.
    waiting: dict[tuple[bool, frozenset[str]], tuple[Fact, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )

    @staticmethod
    def of(engine: Engine, known: Mapping[int, int], before: Standing | None) -> Standing:
        """Restrict the roots by the known places of the axes; from the standing `before` the last answer if given."""
        restriction = Restriction(engine.diagram, known)
        admissible = restriction(engine.admissible)
        contradiction = admissible is FALSE
        if contradiction:
            admissible = TRUE
        simple = admissible is TRUE and before is not None and before.admissible is TRUE
        roots: Iterable[Node] = before.live if simple and before is not None else engine.target_roots
        simplify = engine.diagram.simplify
        live = dict.fromkeys(r for root in roots if (r := simplify(restriction(root), admissible)).children)
        support = 0
        for root in live:
            support |= root.support
        return Standing(engine, restriction, admissible, tuple(live), support, contradiction)

    def root(self, key: tuple[str, str, str]) -> Node:
        """What is left of one element. Raises KeyError when there is no such element."""
        return self.engine.diagram.simplify(self.restriction(self.engine.roots[key]), self.admissible)

    def value(self, key: tuple[str, str, str]) -> bool | None:
        """Yes, no, or None while it is not determined."""
        root = self.root(key)
        return None if root.children else root is TRUE

    def facts_in(self, support: int) -> frozenset[str]:
        """The facts of a support."""
        return frozenset(fact for fact, mask in self.engine.fact_masks.items() if mask & support)

    def figures_in(self, support: int) -> frozenset[str]:
        """The unstated regional figures of a support."""
        axes = self.engine.axes
        return frozenset(str(a.figure) for level, a in enumerate(axes) if a.figure and support >> level & 1)

    @property
    def relevant(self) -> frozenset[str]:
        """The facts whose answer can still change what counts."""
        return self.facts_in(self.support)


def engine_of(view: View, on: date) -> Engine:
    """The engine of a view for a day. One serves every day with the same layout of its bands."""
    order = asking_order(view)
    engines: list[Engine] = view.cache.setdefault("engines", [])
    ready: dict[date, Engine] = view.cache.setdefault("engine_by_day", {})
    engine = ready.get(on)
    if engine is not None and len(engine.diagram) < ENGINE_BUDGET:
        return engine
    conditions = [element.condition for element in (*targets(view), *elements(view))]
    impossible = [view.resolved(i.condition) for event in view.events for i in event.impossible]
    axes = lay_out([*conditions, *impossible], view.facts, order, on)
    engine = next((e for e in engines if len(e.diagram) < ENGINE_BUDGET and e.fits(axes)), None)
    if engine is None:
        engine = Engine(view, on, order)
        engines[:] = [*engines[-3:], engine]
    if len(ready) > 16:
        ready.clear()
    ready[on] = engine
    return engine


def asking_order(view: View) -> tuple[str, ...]:
    """The order of the facts in the diagram: the one found when the bundle was built, else that of the questions."""
    built = [name for event in view.names for name in view.bundle.orders.get(event, ())]
    return tuple(dict.fromkeys([*built, *(fact.id for _, fact in view.asking_order())]))


class Outcome:
    """The verdict of every element for one person: exact, with the leaves that decided."""

    def __init__(self, standing: Standing, world: World) -> None:
        self.standing = standing
        self.world = world
        self._verdicts: dict[tuple[str, str, str], Verdict] = {}

    def of(self, kind: str, service: str, identity: str) -> Verdict:
        """The verdict of one element. Raises KeyError when there is no such element."""
        key = (kind, service, identity)
        verdict = self._verdicts.get(key)
        if verdict is None:
            verdict = self._verdicts[key] = self._decide(key)
        return verdict

    def get(self, key: tuple[str, str, str]) -> Verdict | None:
        """The verdict of one element, None when there is no such element."""
        return self.of(*key) if key in self.standing.engine.elements else None

    def _decide(self, key: tuple[str, str, str]) -> Verdict:
        condition = self.standing.engine.elements[key].condition
        verdict = self.world.evaluate(condition)
        if verdict.value is not None:
            return verdict
        root = self.standing.root(key)
        if not root.children:
            # Kleene's logic does not see it, every completion agrees: all that was answered has its part.
            told = (leaf for leaf in leaves(condition) if self.world.evaluate(leaf).value is not None)
            return Verdict(root is TRUE, tuple(dict.fromkeys(told)))
        standing = self.standing
        return Verdict(None, verdict.because, standing.facts_in(root.support), standing.figures_in(root.support))
