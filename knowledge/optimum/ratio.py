"""How good our order of questions is: what it expects to ask, beside simpler orders and the exact optimum.

Everybody answers every question; nothing is known before; answers come with the weights of their axes. `authored` are
the priors that the authors gave, `uniform` makes every answer as likely as the others of its axis. A question about a
set counts once. What has too many states is estimated over people drawn in a fixed way; of an optimum that is a lower
bound, the smallest set of facts that suffices for each of them.
"""

from __future__ import annotations

import copy
import hashlib
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from knowledge.engine.diagram import ONE, TRUE, WEIGHT_BITS, Node, Restriction
from knowledge.engine.questions import COURTESY, candidates, in_order, tiers, waiting
from knowledge.engine.relevance import Engine, Standing, engine_of
from knowledge.facts import options
from knowledge.model import Fact
from knowledge.optimum.optimum import AdmissiblePaths, NeedPaths, Needs, smallest
from knowledge.optimum.paths import STATES, Expectation, RootPaths, TooMany
from knowledge.view import View

#: People drawn where the exact figure has too many states.
PEOPLE = 400
PRIORS = ("authored", "uniform")
#: Of a hundred people, how many tick each option of a set when every answer is as likely as the other.
EVEN = 50
Roots = tuple[Node, ...]


@dataclass(frozen=True)
class Expected:
    """An expected number of questions, or of their cost. `error`: its standard error, when `people` were drawn.

    `bound`: no order asks less, and perhaps every order asks more.
    """

    value: float
    people: int = 0
    error: float = 0.0
    bound: bool = False


@dataclass(frozen=True)
class Ratio:
    """The figures of one event under one prior, in questions or in their cost (`measure`)."""

    event: str
    prior: str
    measure: str
    written: Expected
    skipping: Expected
    ours: Expected
    same_rules: Expected
    free: Expected

    @property
    def over_rules(self) -> float:
        """Ours over the optimum under the same rules; at most that where the optimum is a bound."""
        return self.ours.value / self.same_rules.value if self.same_rules.value else 1.0

    @property
    def over_free(self) -> float:
        """Ours over the optimum without rules: what courtesy costs."""
        return self.ours.value / self.free.value if self.free.value else 1.0


def ratios(view: View, on: date, states: int = STATES) -> Iterator[Ratio]:
    """The figures of the events of a view: authored priors, then uniform ones; in cost too where costs differ."""
    asked = [fact for _, fact in view.asking_order()]
    units = {fact.id: 1 for fact in asked}
    costs = {fact.id: max(1, fact.cost) for fact in asked}
    for prior, seen in zip(PRIORS, (view, evenly(view)), strict=True):
        engine = engine_of(seen, on)
        yield compare(seen, engine, prior, "questions", units, states)
        if costs != units:
            yield compare(seen, engine, prior, "cost", costs, states)


def evenly(view: View) -> View:
    """The view with every answer as likely as the others of its axis."""
    even = copy.copy(view)
    even.cache = {}
    even.facts = {name: replace(fact, prior=_even(fact)) for name, fact in view.facts.items()}
    return even


def _even(fact: Fact) -> Mapping[object, int] | None:
    return {option.value: EVEN for option in options(fact)} if fact.type == "set" else None


def compare(
    view: View, engine: Engine, prior: str, measure: str, costs: Mapping[str, int], states: int = STATES
) -> Ratio:
    """The figures for one engine. `costs` must hold every fact that is asked; no expectation goes through more `states`."""
    asked = [fact.id for _, fact in view.asking_order()]
    paths = RootPaths(engine, asked, costs)
    rules = _Rules(view, engine)

    def policy(choose: Callable[[Roots, int], str], whole: int) -> Expected:
        try:
            return Expected(Expectation(paths, lambda state, n: (choose(state, n),), whole, states).total() / ONE)
        except TooMany:
            return _drawn([_priced(paths, choose, whole, person) for person in people(paths)])

    def optimum(ruled: bool) -> Expected:
        try:
            return Expected(_optimum(engine, asked, costs, rules if ruled else None, states) / ONE)
        except TooMany:
            return replace(_drawn([smallest(paths, person) for person in people(paths)]), bound=True)

    def ours(state: Roots, answered: int) -> str:
        return waiting(view, paths.standing(state), _given(answered))[0].id

    return Ratio(
        "+".join(view.names),
        prior,
        measure,
        written=policy(lambda state, answered: asked[answered], len(asked)),
        skipping=policy(lambda state, answered: paths.facts(state)[0], 0),
        ours=policy(ours, rules.whole),
        same_rules=optimum(ruled=True),
        free=optimum(ruled=False),
    )


class _Rules:
    """The facts that the rules of courtesy allow to be next."""

    def __init__(self, view: View, engine: Engine) -> None:
        self._view, self._engine = view, engine
        self._found: dict[tuple[tuple[str, ...], int], tuple[str, ...]] = {}
        self._asked = [fact for _, fact in view.asking_order()]
        #: Whether questions wait for others (`after`), which may share no root with them.
        self.waits = any(fact.after for fact in self._asked)
        #: So many answers matter for what may be next, and until then all that is open does.
        self.whole = len(self._asked) if self.waits else COURTESY

    def __call__(self, open_facts: Sequence[str], answered: int) -> tuple[str, ...]:
        key = (tuple(open_facts), answered)
        if key not in self._found:
            support = sum(self._engine.fact_masks[fact] for fact in open_facts)
            standing = Standing(self._engine, Restriction(self._engine.diagram, {}), TRUE, (), support, False)
            found = candidates(tiers(self._view), in_order(self._view, standing.relevant, _given(answered)))
            self._found[key] = tuple(fact.id for fact in found)
        return self._found[key]

    def later(self) -> dict[str, int]:
        """Fact -> the levels of the facts that are never answered while it is open; none for those that may be put off."""
        place, masks = tiers(self._view), self._engine.fact_masks
        return {
            fact.id: sum(masks.get(other.id, 0) for other in self._asked if place[other.id] > place[fact.id])
            for fact in self._asked
            if not fact.sensitivity and not self.waits
        }


def _given(answered: int) -> dict[str, bool]:
    """So many answers, about nothing that is open."""
    return {f"answer {n}": True for n in range(answered)}


def _optimum(engine: Engine, asked: Sequence[str], costs: Mapping[str, int], rules: _Rules | None, states: int) -> int:
    whole = rules.whole if rules else 0
    if engine.admissible is TRUE:
        paths = NeedPaths(engine, asked, costs, rules.later() if rules else None)

        def choose(state: Needs, answered: int) -> Sequence[str]:
            among = rules(paths.facts(state), answered) if rules else paths.facts(state)
            free = rules is None or (answered >= COURTESY and not rules.waits)
            return paths.certain(state, among) if free else among

        return Expectation(paths, choose, whole, states).total()
    roots = AdmissiblePaths(engine, asked, costs)

    def choose_root(state: Roots, answered: int) -> Sequence[str]:
        return rules(roots.facts(state), answered) if rules else roots.facts(state)

    return Expectation(roots, choose_root, whole, states).total()


def _priced(paths: RootPaths, choose: Callable[[Roots, int], str], whole: int, person: Mapping[int, int]) -> int:
    """What a person is asked."""
    state, price, answered = paths.start, 0, 0
    while state:
        fact = choose(state, min(answered, whole))
        price += paths.price(state, fact)
        state, answered = paths.follow(state, fact, person), answered + 1
    return price


def people(paths: RootPaths, count: int = PEOPLE) -> Iterator[Mapping[int, int]]:
    """Persons as level -> value for every fact that can be asked, drawn by the weights: the same in every process."""
    engine = paths.engine
    asked = [level for fact in paths.masks for level in engine.levels[fact]]
    n = found = 0
    while found < count:
        person = {level: _value(engine.diagram.weights[level], f"{n}/{level}") for level in asked}
        n += 1
        if Restriction(engine.diagram, person)(engine.admissible).probability:
            found += 1
            yield person


def _value(weights: Sequence[int], key: str) -> int:
    """A value drawn with the bits of a digest."""
    rest = int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big") >> (64 - WEIGHT_BITS)
    for value, weight in enumerate(weights):
        rest -= weight
        if rest < 0:
            return value
    raise ValueError("weights that do not add up")


def _drawn(prices: Sequence[int]) -> Expected:
    count, mean = len(prices), sum(prices) / len(prices)
    spread = sum((price - mean) ** 2 for price in prices) / max(1, count - 1)
    return Expected(mean / ONE, count, math.sqrt(spread / count) / ONE)
