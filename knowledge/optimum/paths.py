"""Every way an interview can go: what is expected to be asked, worked out exactly by recursion over where people stand.

A state is where an interview stands, forgetting how it got there; answers that lead to one state are one. `Expectation`
goes through the states that a choice of questions can reach, each once. States whose parts share no fact are worked
out part by part, and what the parts expect adds up. Prices are whole numbers, so that every process and every Python
finds the same figures: a question of cost 1 is 1 << ONE_BITS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Generic, Protocol, TypeVar

from knowledge.engine.diagram import FALSE, ONE_BITS, TRUE, Node, Restriction
from knowledge.engine.relevance import Engine, Standing

#: Where an interview stands; empty when it is over.
S = TypeVar("S", bound="tuple[object, ...]")
#: States that one expectation may go through; beyond it people are drawn. Enough for 18 yes/no facts that all hang
#: together (measured: up to 42,000), and for far more where gates and chapters part them (the shipped events: below 300).
STATES = 100_000


class TooMany(Exception):
    """There are more states than one expectation may go through."""


class Paths(Protocol[S]):
    """The states of an interview, and what an answer makes of them."""

    #: Where everybody starts.
    start: S
    #: What everybody is expected to pay, whichever way the questions go.
    base: int

    def facts(self, state: S) -> list[str]:
        """The facts whose answer can still change what counts, in the authors' order."""

    def price(self, state: S, fact: str) -> int:
        """What asking a fact here adds to the base."""

    def answers(self, state: S, fact: str) -> list[tuple[int, S]]:
        """(weight, state) for every state that answers lead to."""

    def parts(self, state: S) -> list[S]:
        """The state in parts that share no fact."""


class Expectation(Generic[S]):
    """The least expected price of an interview in which `choose(state, answered)` names the facts that may be next.

    With one fact to choose it is the price of a policy, with several that of the best policy (Bellman 1957).
    `answered` counts up to `whole` and no further: so many answers are told apart, and until then a state is not taken
    apart, because the choice may depend on all of it.
    """

    def __init__(
        self, paths: Paths[S], choose: Callable[[S, int], Sequence[str]], whole: int, states: int = STATES
    ) -> None:
        self._paths, self._choose, self._whole, self._states = paths, choose, whole, states
        self._found: dict[tuple[S, int], int] = {}

    def __len__(self) -> int:
        """How many states were gone through."""
        return len(self._found)

    def total(self) -> int:
        """From the first question to the end. Raises TooMany."""
        return self._paths.base + self._rest(self._paths.start, 0)

    def _rest(self, state: S, answered: int) -> int:
        if not state:
            return 0
        parts = [state] if answered < self._whole else self._paths.parts(state)
        return sum(self._part(part, answered) for part in parts)

    def _part(self, state: S, answered: int) -> int:
        found = self._found.get((state, answered))
        if found is None:
            found = self._least(state, answered)
            if len(self._found) >= self._states:
                raise TooMany
            self._found[state, answered] = found
        return found

    def _least(self, state: S, answered: int) -> int:
        price, following = self._paths.price, min(answered + 1, self._whole)
        chosen = sorted(self._choose(state, answered), key=lambda fact: price(state, fact))
        least: int | None = None
        for fact in chosen:
            if least is not None and price(state, fact) >= least:
                break  # the others are dearer still before anything is answered
            bound_of = self._bound if len(chosen) > 1 else _nothing
            answers = [(mass, child, bound_of(child)) for mass, child in self._paths.answers(state, fact)]
            weight = sum(mass for mass, _, _ in answers)
            found = price(state, fact) * weight + sum(mass * bound for mass, _, bound in answers)
            for mass, child, bound in answers:
                if least is not None and found >= least * weight:
                    break
                found += mass * (self._rest(child, following) - bound)
            least = found // weight if least is None else min(least, found // weight)
        if least is None:
            raise ValueError("a choice among no questions although something is open")
        return least

    def _bound(self, state: S) -> int:
        """No order is cheaper: something is asked."""
        return min((self._paths.price(state, fact) for fact in self._paths.facts(state)), default=0)


def _nothing(state: object) -> int:
    """The bound where there is nothing to choose from."""
    return 0


class RootPaths:
    """States by what is left of the roots, as the engine sees them.

    A state is what is admissible, then every root that an answer can still change. Facts outside `asked` are never
    answered. Probabilities are those of the weights of the axes among what is admissible.
    """

    #: Every question is paid for when it is asked.
    base: int = 0

    def __init__(self, engine: Engine, asked: Iterable[str], costs: Mapping[str, int]) -> None:
        self.engine, self.costs = engine, costs
        self.masks = {fact: engine.fact_masks[fact] for fact in asked if fact in engine.fact_masks}
        self._askable = sum(self.masks.values())
        self._restrictions: dict[tuple[int, int], Restriction] = {}
        self.start = self._open((engine.admissible, *engine.target_roots))
        #: One way to come to each state: level -> value.
        self._known: dict[tuple[Node, ...], dict[int, int]] = {self.start: {}}

    def live(self, state: tuple[Node, ...]) -> tuple[Node, ...]:
        """The roots that are not determined, simplified by what is admissible."""
        simplify = self.engine.diagram.simplify
        return tuple(dict.fromkeys(simplify(root, state[0]) for root in state[1:]))

    def standing(self, state: tuple[Node, ...]) -> Standing:
        """The engine's own view of a state that was reached and is not over."""
        live = self.live(state)
        restriction = Restriction(self.engine.diagram, self._known[state])
        return Standing(self.engine, restriction, state[0], live, support(live), False)

    def facts(self, state: tuple[Node, ...]) -> list[str]:
        """See Paths."""
        mask = support(self.live(state))
        return [fact for fact, own in self.masks.items() if own & mask]

    def price(self, state: tuple[Node, ...], fact: str) -> int:
        """See Paths."""
        return self.costs[fact] << ONE_BITS

    def answers(self, state: tuple[Node, ...], fact: str) -> list[tuple[int, tuple[Node, ...]]]:
        """See Paths. A set is answered with all its options at once."""
        found: dict[tuple[Node, ...], int] = {state: 1}
        known: dict[tuple[Node, ...], dict[int, int]] = {state: self._known[state]}
        for level in self.engine.levels.get(fact, ()):
            if not support(state) >> level & 1:
                continue
            earlier, found = found, {}
            for before, mass in earlier.items():
                for value, weight in enumerate(self.engine.diagram.weights[level]):
                    after = self._answered(before, level, value)
                    found[after] = found.get(after, 0) + mass * weight
                    known.setdefault(after, {**known[before], level: value})
        merged: dict[tuple[Node, ...], int] = {}
        for after, mass in found.items():
            rest = self._open(after)
            self._known.setdefault(rest, known[after])
            merged[rest] = merged.get(rest, 0) + mass * after[0].probability
        return [(mass, after) for after, mass in merged.items() if mass]

    def follow(self, state: tuple[Node, ...], fact: str, person: Mapping[int, int]) -> tuple[Node, ...]:
        """The state after the answer of a person (level -> value)."""
        before, known = state, dict(self._known[state])
        for level in self.engine.levels.get(fact, ()):
            state = self._answered(state, level, person[level])
            known[level] = person[level]
        state = self._open(state) if state is not before else state
        self._known.setdefault(state, known)
        return state

    def parts(self, state: tuple[Node, ...]) -> list[tuple[Node, ...]]:
        """See Paths. What is admissible ties the facts that it names together."""
        roots = state[1:]
        groups = joined([self._facts_of(state[0]), *map(self._facts_of, roots)])
        found = []
        for group in groups:
            admissible = state[0] if 0 in group else TRUE
            part = (admissible, *(roots[n - 1] for n in group if n))
            if len(part) > 1:
                self._known.setdefault(part, self._known[state])
                found.append(part)
        return found

    def _facts_of(self, node: Node) -> int:
        """The levels of every askable fact of which a node tests a level."""
        return sum(mask for mask in self.masks.values() if mask & node.support)

    def _answered(self, state: tuple[Node, ...], level: int, value: int) -> tuple[Node, ...]:
        restriction = self._restrictions.get((level, value))
        if restriction is None:
            restriction = self._restrictions[level, value] = Restriction(self.engine.diagram, {level: value})
        return tuple(map(restriction, state))

    def _open(self, state: tuple[Node, ...]) -> tuple[Node, ...]:
        """The state with only the roots, once each, that an answer can still change; empty when there is none."""
        admissible, *roots = state
        if admissible is FALSE:
            return ()
        simplify = self.engine.diagram.simplify
        left = (root for root in dict.fromkeys(roots) if simplify(root, admissible).support & self._askable)
        rest = (admissible, *left)
        return rest if len(rest) > 1 else ()


def support(nodes: Iterable[Node]) -> int:
    """The levels on which any of the nodes depends."""
    found = 0
    for node in nodes:
        found |= node.support
    return found


def joined(masks: Sequence[int]) -> list[list[int]]:
    """The positions of masks in groups that share no bit, each group and the positions in it in order."""
    groups: list[tuple[int, list[int]]] = []
    for position, mask in enumerate(masks):
        near = [group for group in groups if group[0] & mask]
        groups = [group for group in groups if not group[0] & mask]
        members = sorted([position, *(member for group in near for member in group[1])])
        groups.append((mask | sum_of(group[0] for group in near), members))
    return sorted(members for _, members in groups)


def sum_of(masks: Iterable[int]) -> int:
    """The bits of all masks."""
    found = 0
    for mask in masks:
        found |= mask
    return found
