"""What may still change: exactly what enumeration finds, for every element, after any answers."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.bundle import Bundle
from knowledge.condition import Condition, parse
from knowledge.engine.outcome import targets
from knowledge.engine.relevance import Engine, Entangled, Standing
from knowledge.evaluate import World
from knowledge.view import View
from tests.knowledge.chance import Chance
from tests.knowledge.interviews import drawn, from_places, interview
from tests.knowledge.made import made, service
from tests.knowledge.made_up import ON, Shape, scenario, viewed
from tests.knowledge.oracle import Oracle, reader
from tests.knowledge.reference import true_of
from tests.knowledge.truth_tables import Grid, levels_of

MANY = settings(max_examples=60, deadline=None)
SOME = settings(max_examples=25, deadline=None)
SEEDS = st.integers(0, 10**6)
UNKNOWN = ("unsure", "declined", "not_applicable", "conflicting")


def shape(chance: Chance, **fixed: Any) -> Shape:
    drawn_shape = Shape(
        facts=chance.between(4, 8),
        services=chance.between(1, 3),
        conditions=chance.between(5, 40),
        depth=chance.between(1, 3),
        impossible=chance.below(3),
        figures=chance.percent(40),
    )
    return dataclasses.replace(drawn_shape, **fixed)


def some_scenario(seed: int, **fixed: Any) -> tuple[Chance, Bundle, View, Engine]:
    chance = Chance(seed)
    bundle = scenario(chance, shape(chance, **fixed))
    return chance, bundle, *viewed(bundle)


def impossible(view: View) -> list[Condition]:
    return [view.resolved(parse(i.when)) for event in view.events for i in event.impossible]


def steps(view: View, engine: Engine, chance: Chance) -> Iterator[tuple[dict[str, Any], Standing]]:
    """Where a person stands after each of their answers, in any order, some of them not known."""
    known: dict[str, Any] = {}
    yield known, engine.standing(known, ON)
    for fact, value in chance.shuffled(list(drawn(view, engine, ON, chance).items())):
        known[fact] = {"unknown": chance.pick(UNKNOWN)} if chance.percent(15) else value
        yield known, engine.standing(known, ON)


def admitted(grid: Grid, view: View, engine: Engine, known: dict[str, Any]) -> int:
    """The completions of the answers that the catalogue admits; all of them when it admits none."""
    told = grid.known(engine.known(known, ON))
    possible = told
    for condition in impossible(view):
        possible &= ~grid.of(condition)
    return possible or told


# ---- the functions are the authors' conditions ---------------------------------------------------------------------


@MANY
@given(seed=SEEDS)
def test_every_root_is_the_truth_table_of_its_condition(seed: int) -> None:
    _, _, view, engine = some_scenario(seed)
    for key, element in engine.elements.items():
        grid = Grid(engine, levels_of(engine, [element.condition]), ON)
        assert grid.of_node(engine.roots[key]) == grid.of(element.condition), key
    grid = Grid(engine, levels_of(engine, impossible(view)), ON)
    possible = grid.everywhere
    for condition in impossible(view):
        possible &= ~grid.of(condition)
    assert grid.of_node(engine.admissible) == possible


@MANY
@given(seed=SEEDS)
def test_a_person_who_has_told_everything_gets_what_the_yaml_says(seed: int) -> None:
    chance, bundle, view, engine = some_scenario(seed, figures=False, impossible=0)
    for _ in range(10):
        person = drawn(view, engine, ON, chance)
        standing, world = engine.standing(person, ON), World(person, view.facts, ON)
        for element in engine.elements.values():
            assert standing.value(element.key) is world.evaluate(element.condition).value
        for record in bundle.services.values():
            assert standing.value(("service", record.id, record.id)) is true_of(record.when, person, bundle, ON)


@SOME
@given(seed=SEEDS)
def test_dd_finds_the_same_functions_and_the_same_supports_after_answers(seed: int) -> None:
    chance, _, view, engine = some_scenario(seed, conditions=12)
    oracle, read = Oracle([len(axis.values) for axis in engine.axes]), reader(engine, ON)
    theirs = {key: oracle.of(element.condition, read) for key, element in engine.elements.items()}
    assert len(set(theirs.values())) == len(set(engine.roots.values()))
    for key, root in engine.roots.items():
        assert theirs[key] == oracle.of_node(root)
    for known, standing in steps(view, engine, chance):
        places = engine.known(known, ON)
        for key in theirs:
            left = oracle.restricted(theirs[key], places)
            root = standing.restriction(engine.roots[key])
            assert oracle.support(left) == root.support
            assert oracle.count(left) == oracle.count(oracle.of_node(root))


# ---- determined: all admissible completions agree, and not later than that -------------------------------------------


@MANY
@given(seed=SEEDS)
def test_an_element_is_determined_exactly_when_all_admissible_completions_agree(seed: int) -> None:
    chance, _, view, engine = some_scenario(seed, facts=chance_facts(seed))
    forbidden = impossible(view)
    grids = {
        key: Grid(engine, levels_of(engine, [element.condition, *forbidden]), ON)
        for key, element in engine.elements.items()
    }
    tables = {key: grids[key].of(element.condition) for key, element in engine.elements.items()}
    for known, standing in steps(view, engine, chance):
        for key, grid in grids.items():
            completions = admitted(grid, view, engine, known)
            yes = tables[key] & completions
            expected = True if yes == completions else False if not yes else None
            assert standing.value(key) is expected, (key, known)


def chance_facts(seed: int) -> int:
    """Few facts, so that every completion of every element with the impossible ones can be listed."""
    return 4 + seed % 3


@MANY
@given(seed=SEEDS)
def test_a_further_possible_answer_never_undoes_what_is_determined(seed: int) -> None:
    chance, _, view, engine = some_scenario(seed)
    settled: dict[Any, bool] = {}
    for _, standing in steps(view, engine, chance):
        if standing.contradiction:
            return
        values = {key: standing.value(key) for key in engine.roots}
        assert {key: values[key] for key in settled} == settled
        settled = {key: value for key, value in values.items() if value is not None}


@MANY
@given(seed=SEEDS)
def test_nothing_is_relevant_exactly_when_every_target_is_determined_or_hangs_on_a_figure(seed: int) -> None:
    chance, _, view, engine = some_scenario(seed)
    for _, standing in steps(view, engine, chance):
        undetermined = [t.key for t in targets(view) if standing.value(t.key) is None]
        assert set(standing.live) == {standing.root(key) for key in undetermined}
        assert all(standing.facts_in(r.support) or standing.figures_in(r.support) for r in standing.live)
        assert bool(standing.relevant) == any(standing.facts_in(r.support) for r in standing.live)


@MANY
@given(seed=SEEDS)
def test_whatever_the_unasked_facts_are_every_target_is_as_it_was_told(seed: int) -> None:
    chance, _, view, engine = some_scenario(seed)
    known, standing = interview(view, engine, ON, drawn(view, engine, ON, chance))
    for target in targets(view):
        value = standing.value(target.key)
        grid = Grid(engine, levels_of(engine, [target.condition, *impossible(view)]), ON)
        completions = admitted(grid, view, engine, known)
        yes = grid.of(target.condition) & completions
        if value is None:  # a figure of the region decides, and no answer could
            left = standing.root(target.key)
            assert not standing.facts_in(left.support)
            assert standing.figures_in(left.support)
        else:
            assert yes == (completions if value else 0)


# ---- the way there does not matter -----------------------------------------------------------------------------------


@MANY
@given(seed=SEEDS)
def test_step_by_step_in_any_order_ends_where_all_at_once_does(seed: int) -> None:
    chance, bundle, view, engine = some_scenario(seed)
    person = drawn(view, engine, ON, chance)
    told = dict(chance.some(list(person.items()), chance.between(0, len(person))))
    at_once = Standing.of(engine, engine.known(told, ON), None)
    for _ in range(2):
        _, fresh = viewed(bundle)
        known: dict[str, Any] = {}
        for fact, value in chance.shuffled(list(told.items())):
            known[fact] = value
            fresh.standing(known, ON)
        later = fresh.standing(known, ON)
        assert later.contradiction == at_once.contradiction
        assert [_written(root) for root in later.live] == [_written(root) for root in at_once.live]
        assert {key: later.value(key) for key in fresh.roots} == {key: at_once.value(key) for key in engine.roots}


def _written(root: Any) -> Any:
    """A function of the diagram written out, to compare those of two diagrams."""
    return (root.level, *map(_written, root.children)) if root.children else repr(root)


@MANY
@given(seed=SEEDS)
def test_an_answer_that_is_not_known_leaves_the_person_where_they_stood(seed: int) -> None:
    chance, _, view, engine = some_scenario(seed)
    person = drawn(view, engine, ON, chance)
    told = dict(chance.some(list(person.items()), chance.between(0, len(person))))
    unknown = {fact: {"unknown": chance.pick(UNKNOWN)} for fact in person if fact not in told}
    assert engine.standing(told | unknown, ON) is engine.standing(told, ON)


# ---- combinations that cannot be -------------------------------------------------------------------------------------


def pair(*services: dict[str, Any], forbidden: dict[str, Any]) -> tuple[View, Engine]:
    """Two yes/no facts x and y, the given services, one combination that cannot be."""
    event = {
        "id": "e",
        "services": [{"service": s["id"]} for s in services],
        "chapters": [{"id": "c", "title": "一", "facts": ["x", "y"]}],
        "impossible": [{"when": forbidden, "because": "两样总是一样", "source": "测试", "verified": True}],
    }
    return viewed(made(facts=[{"id": "x"}, {"id": "y"}], services=list(services), events=[event]))


UNEQUAL = {"any": [{"all": [{"x": True}, {"y": False}]}, {"all": [{"x": False}, {"y": True}]}]}


def test_what_goes_together_does_not_stall() -> None:
    _, engine = pair(service("s", when={"all": [{"x": True}, {"y": True}]}), forbidden=UNEQUAL)
    start = engine.standing({}, ON)
    assert len(start.relevant) == 1
    (asked,) = start.relevant
    for answer in (True, False):
        then = engine.standing({asked: answer}, ON)
        assert (then.relevant, then.value(("service", "s", "s"))) == (frozenset(), answer)


def test_what_follows_from_the_impossible_is_known_without_asking() -> None:
    same = {"any": [{"all": [{"x": True}, {"y": True}]}, {"all": [{"x": False}, {"y": False}]}]}
    _, engine = pair(service("s", when=same), forbidden=UNEQUAL)
    assert engine.standing({}, ON).value(("service", "s", "s")) is True
    assert engine.standing({}, ON).relevant == frozenset()


def test_answers_that_cannot_be_together_are_marked_and_still_answered() -> None:
    _, engine = pair(service("s", when={"x": True}), service("t", when={"y": True}), forbidden=UNEQUAL)
    standing = engine.standing({"x": True, "y": False}, ON)
    assert standing.contradiction
    assert [standing.value(("service", s, s)) for s in ("s", "t")] == [True, False]
    assert not engine.standing({"x": True, "y": True}, ON).contradiction


@MANY
@given(seed=SEEDS)
def test_a_contradiction_is_told_exactly_when_no_admissible_completion_is_left(seed: int) -> None:
    chance, _, view, engine = some_scenario(seed, impossible=3)
    grid = Grid(engine, levels_of(engine, impossible(view)), ON)
    for known, standing in steps(view, engine, chance):
        told = grid.known(engine.known(known, ON))
        assert standing.contradiction == (told & grid.of_node(engine.admissible) == 0)


def test_the_interview_ends_when_everything_is_impossible() -> None:
    always = {"any": [{"x": True}, {"x": False}]}
    view, engine = pair(service("s", when={"x": True}), service("t", when={"y": True}), forbidden=always)
    known, standing = interview(view, engine, ON, {"x": True, "y": False})
    assert (known, standing.contradiction) == ({"x": True, "y": False}, True)


# ---- the edges -------------------------------------------------------------------------------------------------------


def test_a_condition_that_entangles_too_much_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.engine.relevance.ROOT_BUDGET", 500)
    pairs = [(f"a{n}", f"b{n}") for n in range(9)]
    when = {"any": [{"all": [{a: True}, {b: True}]} for a, b in pairs]}
    facts = [a for a, _ in pairs] + [b for _, b in pairs]  # the worst order: all the firsts, then all the seconds
    bundle = made(
        facts=[{"id": name} for name in facts],
        services=[service("s", when=when)],
        events=[{"id": "e", "services": [{"service": "s"}], "chapters": [{"id": "c", "title": "一", "facts": facts}]}],
    )
    with pytest.raises(Entangled) as caught:
        viewed(bundle)
    assert caught.value.element.key == ("service", "s", "s")


@MANY
@given(seed=SEEDS)
def test_places_and_values_are_two_ways_to_say_one_thing(seed: int) -> None:
    chance, _, _, engine = some_scenario(seed, figures=False)
    places = {level: chance.below(len(axis.values)) for level, axis in enumerate(engine.axes)}
    starts = engine.starts(ON)
    for level, axis in enumerate(engine.axes):  # no day can stand at a band that two bounds on one day leave empty
        if starts[level] and len(set(axis.values)) < len(axis.values):
            return
    assert engine.known(from_places(engine, places), ON) == places
