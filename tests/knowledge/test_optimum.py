"""The optimum of the dynamic programming is that of trying every order; no sufficient set is missed."""

from __future__ import annotations

import pytest

from knowledge.engine.diagram import ONE, TRUE
from knowledge.engine.questions import candidates, tiers, waiting
from knowledge.engine.relevance import Engine, engine_of
from knowledge.optimum.optimum import NeedPaths, smallest
from knowledge.optimum.paths import Expectation, RootPaths
from knowledge.optimum.ratio import compare, people
from knowledge.view import View
from tests.knowledge.made import made, service
from tests.knowledge.people import Answers, everybody
from tests.knowledge.scenarios import ON, scenario

#: Facts, services, chapters, sets, impossible pairs, sensitive facts, dear ones, waiting ones.
SCENARIOS = [
    (6, 6),
    (6, 8, 2),
    (6, 6, 1, 2),
    (6, 8, 1, 0, 1),
    (6, 8, 2, 1, 2, 2),
    (7, 8, 3, 1, 0, 3),
    (6, 6, 1, 1, 0, 1, 0, 3),
]


def _unit_costs(view: View) -> dict[str, int]:
    return {fact.id: 1 for _, fact in view.asking_order()}


def _free(engine: Engine, costs: dict[str, int]) -> float:
    paths = NeedPaths(engine, list(costs), costs)
    return Expectation(paths, lambda state, _: paths.certain(state, paths.facts(state)), 0).total() / ONE


@pytest.mark.parametrize("shape", SCENARIOS)
@pytest.mark.parametrize("seed", [1, 2])
def test_the_free_optimum_is_the_least_of_all_orders(seed: int, shape: tuple[int, ...]) -> None:
    view = scenario(seed, *shape)
    engine = engine_of(view, ON)
    all_people = everybody(engine)
    best = all_people.least(lambda known: sorted(all_people.open_facts(known)))
    figures = compare(view, engine, "authored", "questions", _unit_costs(view))
    assert figures.free.value == pytest.approx(float(best), abs=1e-8)


@pytest.mark.parametrize("shape", SCENARIOS)
@pytest.mark.parametrize("seed", [1, 2])
def test_the_optimum_under_the_rules_is_the_least_of_the_orders_they_allow(seed: int, shape: tuple[int, ...]) -> None:
    view = scenario(seed, *shape)
    engine = engine_of(view, ON)

    def allowed(known: Answers) -> list[str]:
        found = waiting(view, engine.standing(known, ON), known)
        return [fact.id for fact in candidates(tiers(view), found)]

    best = everybody(engine).least(allowed)
    figures = compare(view, engine, "authored", "questions", _unit_costs(view))
    assert figures.same_rules.value == pytest.approx(float(best), abs=1e-8)


def test_a_gate_is_asked_before_its_details() -> None:
    facts = [{"id": name} for name in ("detail", "other", "gate")]
    services = [service(name, when={"all": [{"gate": True}, {name: True}]}) for name in ("detail", "other")]
    event = {
        "id": "event",
        "services": [{"service": "detail"}, {"service": "other"}],
        "chapters": [{"id": "c", "title": "问", "facts": ["detail", "other", "gate"]}],
    }
    view = View(made(facts=facts, services=services, events=[event]), ["event"], "000000", ON, {})
    engine = engine_of(view, ON)
    # The gate, and for every second person both details.
    assert _free(engine, _unit_costs(view)) == pytest.approx(2.0)


def test_a_fact_that_alone_carries_a_root_is_needed_by_everybody() -> None:
    facts = [{"id": "alone"}, {"id": "one"}, {"id": "two"}]
    services = [service("a", when={"alone": True}), service("b", when={"all": [{"one": True}, {"two": True}]})]
    event = {
        "id": "event",
        "services": [{"service": "a"}, {"service": "b"}],
        "chapters": [{"id": "c", "title": "问", "facts": ["one", "two", "alone"]}],
    }
    view = View(made(facts=facts, services=services, events=[event]), ["event"], "000000", ON, {})
    paths = NeedPaths(engine_of(view, ON), ["one", "two", "alone"], _unit_costs(view))
    assert dict(paths.start)["alone"] is TRUE
    assert paths.certain(paths.start, ["one", "two", "alone"]) == ["alone"]


def test_a_dear_fact_is_put_off_for_a_cheap_one() -> None:
    facts: list[dict[str, object]] = [{"id": "dear", "cost": 9}, {"id": "cheap"}]
    event = {
        "id": "event",
        "services": [{"service": "a"}],
        "chapters": [{"id": "c", "title": "问", "facts": ["dear", "cheap"]}],
    }
    both = [service("a", when={"all": [{"dear": True}, {"cheap": True}]})]
    view = View(made(facts=facts, services=both, events=[event]), ["event"], "000000", ON, {})
    assert _free(engine_of(view, ON), {"dear": 9, "cheap": 1}) == pytest.approx(1 + 9 / 2)


@pytest.mark.parametrize("shape", [(6, 6), (6, 8, 1, 1), (6, 8, 1, 0, 2)])
def test_the_smallest_set_of_a_person_is_found(shape: tuple[int, ...]) -> None:
    engine = engine_of(scenario(4, *shape), ON)
    asked = list(engine.fact_masks)
    paths, all_people = RootPaths(engine, asked, dict.fromkeys(asked, 1)), everybody(engine)
    for person in people(paths, 20):
        answers: dict[str, object] = {}
        for level, place in person.items():
            axis = engine.axes[level]
            if axis.member is None:
                answers[axis.fact] = axis.values[place]
            else:
                before = answers.get(axis.fact, ())
                assert isinstance(before, tuple)
                answers[axis.fact] = (*before, *([axis.member] if place else []))
        assert smallest(paths, person) == all_people.smallest_set(answers) * ONE
