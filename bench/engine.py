"""The engine alone: compiling, and one step from an answer to the next question, for shipped and made-up events."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bench.figures import Figure, beside, percentile
from knowledge.bundle import Bundle
from knowledge.engine.needs import need_parts
from knowledge.engine.outcome import targets
from knowledge.engine.questions import waiting
from knowledge.engine.relevance import Engine, Standing, asking_order
from knowledge.view import View
from tests.knowledge.chance import Chance
from tests.knowledge.interviews import drawn
from tests.knowledge.oracle import Oracle, reader

ON = date(2026, 11, 20)
#: Persons who share an engine; persons for whom a new one is compiled; persons followed with dd.
PEOPLE, STRANGERS, FOLLOWED = 200, 20, 5
#: Persons whose answers an engine still remembers when they are given again.
KNOWN = 40
Person = Mapping[str, Any]


@dataclass(frozen=True)
class Case:
    """Events of a bundle in a region, measured under one name."""

    name: str
    bundle: Bundle
    events: tuple[str, ...]
    region: str

    def compiled(self) -> tuple[View, Engine]:
        """A view and an engine with nothing remembered from anybody."""
        view = View(self.bundle, self.events, self.region, ON, {})
        engine = Engine(view, ON, asking_order(view))
        need_parts(engine)
        return view, engine

    def people(self, number: int, first: int = 0) -> list[dict[str, Any]]:
        """Persons who know everything, the same in every run."""
        view, engine = self.compiled()
        return [drawn(view, engine, ON, Chance(first + n)) for n in range(number)]


def cpu(call: Callable[[], object]) -> float:
    """Milliseconds of processor time of one call: what else runs on the machine does not count."""
    began = time.process_time()
    call()
    return (time.process_time() - began) * 1000


def measure(case: Case) -> Iterator[Figure]:
    """The figures of one case."""
    view, engine = case.compiled()
    asked = len(view.asking_order())
    yield Figure(f"{case.name}: outcome elements", len(targets(view)), f"on {asked} questions, {len(engine.axes)} axes")
    yield Figure(f"{case.name}: compile (median of 5)", percentile([cpu(case.compiled) for _ in range(5)], 0.5), "ms")
    yield Figure(f"{case.name}: nodes", len(engine.diagram), "")
    firsts = [first for first, _ in (_strange(case, {}, 1) for _ in range(STRANGERS))]
    yield Figure(f"{case.name}: first question, cold, p50", percentile(firsts, 0.5), "ms", "goal: below 3")
    cold = [ms for person in case.people(STRANGERS, 1000) for ms in _strange(case, person)[1]]
    yield from _spread(f"{case.name}: one step, cold", cold, "goal: below 1")
    people = case.people(PEOPLE)
    yield from _spread(f"{case.name}: one step, engine in use, new person", _served(view, engine, people), None)
    _served(view, engine, people[:KNOWN])
    yield from _spread(f"{case.name}: one step, warm", _served(view, engine, people[:KNOWN]), "goal: below 0.1")
    ours, theirs = _beside_dd(case)
    for share in (0.5, 0.99):
        own, other = percentile(ours, share), percentile(theirs, share)
        what = f"{case.name}: what is left of every target, from scratch, p{share * 100:.0f}"
        yield Figure(what, own, "ms", **beside(own, other, "dd.autoref"))


def _spread(what: str, values: list[float], goal: str | None) -> Iterator[Figure]:
    """p50 and p99; the goal is one for the p99."""
    yield Figure(f"{what}, p50", percentile(values, 0.5), "ms")
    yield Figure(f"{what}, p99", percentile(values, 0.99), "ms", goal)


def _strange(case: Case, person: Person, most: int = 1000) -> tuple[float, list[float]]:
    """The first question and the later steps of somebody who meets an engine that has served nobody.

    Every standing is worked out from all answers at once, not from the one before, and no gain is kept.
    """
    view, engine = case.compiled()
    known: dict[str, Any] = {}
    spent: list[float] = []
    while len(spent) < most:
        engine.gains.clear()
        began = time.process_time()
        left = waiting(view, Standing.of(engine, engine.known(known, ON), None), known)
        spent.append((time.process_time() - began) * 1000)
        if not left:
            break
        known[left[0].id] = person.get(left[0].id)
    return spent[0], spent[1:]


def _served(view: View, engine: Engine, people: list[dict[str, Any]]) -> list[float]:
    """The steps of people whom one engine serves one after the other."""
    spent: list[float] = []
    for person in people:
        known: dict[str, Any] = {}
        while True:
            began = time.process_time()
            left = waiting(view, engine.standing(known, ON), known, ON)
            spent.append((time.process_time() - began) * 1000)
            if not left:
                break
            known[left[0].id] = person[left[0].id]
    return spent


def _beside_dd(case: Case) -> tuple[list[float], list[float]]:
    """What is left of every target and what it depends on, after every answer of some people: ours, and dd's."""
    view, engine = case.compiled()
    oracle, read = Oracle([len(axis.values) for axis in engine.axes]), reader(engine, ON)
    conditions = {engine.roots[t.key]: t.condition for t in targets(view)}
    functions = [oracle.of(condition, read) for root, condition in conditions.items() if root.children]
    ours: list[float] = []
    theirs: list[float] = []
    for person in case.people(FOLLOWED, 2000):
        known: dict[str, Any] = {}
        while left := waiting(view, engine.standing(known, ON), known, ON):
            known[left[0].id] = person[left[0].id]
            places = engine.known(known, ON)
            ours.append(cpu(lambda places=places: Standing.of(engine, places, None)))  # type: ignore[misc]
            theirs.append(cpu(lambda places=places: _restricted(oracle, functions, places)))  # type: ignore[misc]
    return ours, theirs


def _restricted(oracle: Oracle, functions: list[Any], places: Mapping[int, int]) -> set[str]:
    """The bits on which the functions still depend."""
    found: set[str] = set()
    for function in {oracle.restricted(function, places) for function in functions}:
        found |= oracle.bdd.support(function)
    return found
