"""The fewest questions: what the best order of questions would ask, exactly, and a bound where that is too much.

need(f) (`knowledge.engine.needs`) says for a person whether fact f counts although everything else is known. Whoever needs f
is asked f in every order that finds the answer: with less, two persons who differ only in f would be told the same. So
an order expects sum over f of cost(f) * P(need(f)), whatever it is, plus cost(f) * (1 - P(need(f) | answers)) each time
it asks f: what it asks for nothing. The optimum is the least expectation of the second part, by dynamic programming over
the needs as the answers leave them. It follows that

- a fact whose need has become certain is asked at once: it costs nothing more now, it would be asked in the end, and
  what it tells can only help. A fact that alone carries a root is one of these;
- facts are open exactly while their need is not impossible, so the needs alone are the state; many answers lead to one;
- facts whose needs do not depend on one another fall apart, and their optima add up;
- a question dearer than the best order found so far is not followed.

Under the rules (`knowledge.engine.questions`) a tier is finished before the next begins, so that nothing of a later tier can
spare a question of this one; there the need of a fact is what is left of it whatever the later facts are. Once the first
questions are over, a certain need of the tier is asked at once there too, by the same argument, unless questions wait
for others (`after`).

All this holds while every combination of answers is possible. Where the catalogue names impossible ones, answers tell
about each other: the states are those of the roots, the needs are counted among what is admissible, and nothing is
asked at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from knowledge.engine.diagram import FALSE, ONE, ONE_BITS, TRUE, Node, Restriction
from knowledge.engine.needs import needs
from knowledge.engine.relevance import Engine
from knowledge.optimum.paths import RootPaths, joined, support

#: States in which a sufficient set may be sought for one person; beyond it the bound found so far stands.
SEARCHED = 2_000
#: The facts still open with their needs, in the authors' order.
Needs = tuple[tuple[str, Node], ...]


class NeedPaths:
    """States by what is left of the needs. Only for engines to which every combination is admissible.

    `later` holds for a fact the levels that no order answers while it is open: what they would tell cannot spare it.
    """

    def __init__(
        self, engine: Engine, asked: Iterable[str], costs: Mapping[str, int], later: Mapping[str, int] | None = None
    ) -> None:
        if engine.admissible is not TRUE:
            raise ValueError("needs decide what is open only where every combination is admissible")
        self.engine, self.costs = engine, costs
        self.masks = {fact: engine.fact_masks[fact] for fact in asked if fact in engine.fact_masks}
        self._restrictions: dict[tuple[int, int], Restriction] = {}
        never = support(engine.target_roots) & ~sum(self.masks.values())
        late = {fact: never | (later or {}).get(fact, 0) for fact in self.masks}
        every = {fact: engine.diagram.exists(needs(engine)[fact], late[fact]) for fact in self.masks}
        self.start: Needs = tuple((fact, need) for fact, need in every.items() if need is not FALSE)
        self.base = sum(costs[fact] * need.probability for fact, need in self.start)

    def facts(self, state: Needs) -> list[str]:
        """See Paths."""
        return [fact for fact, _ in state]

    def price(self, state: Needs, fact: str) -> int:
        """See Paths: how likely the fact is asked for nothing."""
        return self.costs[fact] * (ONE - dict(state)[fact].probability)

    def certain(self, state: Needs, among: Sequence[str]) -> Sequence[str]:
        """Of some facts, one that everybody here needs, if there is one; else all of them."""
        return next(([fact] for fact, need in state if need is TRUE and fact in among), among)

    def answers(self, state: Needs, fact: str) -> list[tuple[int, Needs]]:
        """See Paths. A set is answered with all its options at once."""
        found = {tuple(pair for pair in state if pair[0] != fact): 1}
        for level in self.engine.levels[fact]:
            if not support(need for _, need in state) >> level & 1:
                continue
            earlier, found = found, {}
            for before, mass in earlier.items():
                for value, weight in enumerate(self.engine.diagram.weights[level]):
                    after = self._answered(before, level, value)
                    found[after] = found.get(after, 0) + mass * weight
        return [(mass, after) for after, mass in found.items()]

    def parts(self, state: Needs) -> list[Needs]:
        """See Paths."""
        masks = self.masks
        tied = [sum(m for f, m in masks.items() if f == fact or m & need.support) for fact, need in state]
        return [tuple(state[n] for n in group) for group in joined(tied)]

    def _answered(self, state: Needs, level: int, value: int) -> Needs:
        restriction = self._restrictions.get((level, value))
        if restriction is None:
            restriction = self._restrictions[level, value] = Restriction(self.engine.diagram, {level: value})
        left = ((fact, restriction(need)) for fact, need in state)
        return tuple((fact, need) for fact, need in left if need is not FALSE)


class AdmissiblePaths(RootPaths):
    """States by what is left of the roots, priced by what is asked for nothing. For engines with impossible answers."""

    def __init__(self, engine: Engine, asked: Iterable[str], costs: Mapping[str, int]) -> None:
        super().__init__(engine, asked, costs)
        self._never = support((engine.admissible, *engine.target_roots)) & ~sum(self.masks.values())
        self._prices: dict[tuple[tuple[Node, ...], str], int] = {}
        self.base = sum((costs[fact] << ONE_BITS) - self.price(self.start, fact) for fact in self.masks)

    def price(self, state: tuple[Node, ...], fact: str) -> int:
        """See Paths: how likely the fact is asked for nothing."""
        found = self._prices.get((state, fact))
        if found is None:
            needed = self._needed(state, fact)
            found = self._prices[state, fact] = self.costs[fact] * (ONE - needed)
        return found

    def _needed(self, state: tuple[Node, ...], fact: str) -> int:
        """How likely two admissible values of a fact lead to different targets; in units of 1 << ONE_BITS."""
        diagram, mask = self.engine.diagram, self.masks[fact]
        found = FALSE
        for root in state[1:]:
            if root.support & mask:
                yes, no = diagram.conjoin(root, state[0]), diagram.conjoin(diagram.negate(root), state[0])
                both = diagram.conjoin(diagram.exists(yes, mask), diagram.exists(no, mask))
                found = diagram.disjoin(found, diagram.exists(both, self._never))
        if found is FALSE:
            return 0
        return diagram.conjoin(found, state[0]).probability * ONE // state[0].probability


def smallest(paths: RootPaths, person: Mapping[int, int]) -> int:
    """What the cheapest set of facts costs that suffices for a person (level -> value): no interview is shorter.

    Facts that the person needs are in every such set. The rest is found by asking for ever more: some fact of each root
    that is not determined has to be asked, and roots that share no fact need one each. Where that takes more than
    SEARCHED states the answer is what is proved by then, which is less.
    """
    state, price = paths.start, 0
    for fact, need in needs(paths.engine).items():
        if state and fact in paths.masks and _holds(need, person):
            price += paths.price(state, fact)
            state = paths.follow(state, fact, person)
    search = _Search(paths, person)
    room = search.bound(state)
    while not search.suffices(state, room) and search.left >= 0:
        room += ONE
    return price + room


def _holds(need: Node, person: Mapping[int, int]) -> bool:
    """A figure that nobody has stated may have either value."""
    if not need.children:
        return need is TRUE
    if need.level in person:
        return _holds(need.children[person[need.level]], person)
    return any(_holds(child, person) for child in need.children)


class _Search:
    """Whether some set of facts within a price suffices, depth first."""

    def __init__(self, paths: RootPaths, person: Mapping[int, int]) -> None:
        self.paths, self.person, self.left = paths, person, SEARCHED

    def suffices(self, state: tuple[Node, ...], room: int) -> bool:
        if not state:
            return True
        self.left -= 1
        if self.left < 0 or self.bound(state) > room:
            return False
        for fact in min(self._choices(state), key=len):
            price = self.paths.price(state, fact)
            if price <= room and self.suffices(self.paths.follow(state, fact, self.person), room - price):
                return True
        return False

    def bound(self, state: tuple[Node, ...]) -> int:
        """The cheapest fact of each of some roots that share none."""
        total, taken = 0, set[str]()
        for facts in sorted(self._choices(state), key=len):
            if taken.isdisjoint(facts):
                taken.update(facts)
                total += min(self.paths.price(state, fact) for fact in facts)
        return total

    def _choices(self, state: tuple[Node, ...]) -> list[list[str]]:
        """For each root, the facts one of which has to be asked."""
        masks = self.paths.masks.items()
        return [[fact for fact, mask in masks if mask & (root.support | state[0].support)] for root in state[1:]]
