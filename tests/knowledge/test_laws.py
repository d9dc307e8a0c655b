"""Laws that hold for every life event shipped: nothing that could matter is skipped, nothing asked in vain, whatever the
order of the answers, whatever was said before, whatever is not known.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.turn import open_conversation, turn
from knowledge.bundle import Bundle
from knowledge.bundle import compile as compile_catalogue
from knowledge.check import CATALOGUE
from knowledge.condition import ALWAYS, AnyOf, Condition, parse
from knowledge.content.records import CatalogueError
from knowledge.engine.diagram import TRUE
from knowledge.engine.outcome import targets
from knowledge.engine.questions import COURTESY, tiers, waiting
from knowledge.engine.relevance import Engine, asking_order, engine_of
from knowledge.evaluate import World
from knowledge.guidance import guide
from knowledge.persona import signature
from knowledge.persons import NEVER
from knowledge.view import View
from tests.knowledge.chance import Chance
from tests.knowledge.conftest import FILES
from tests.knowledge.interviews import consistent, interview, possible
from tests.knowledge.oracle import Oracle, reader
from tests.knowledge.truth_tables import Grid, folded, levels_of

ON = date(2026, 11, 20)
HOME = "620102"
EVENTS = sorted(path.stem for path in (CATALOGUE / "events").glob("*.yml"))
REGIONS = ["000000", "620102", "360732"]
UNKNOWN = ["unsure", "declined", "not_applicable", "conflicting"]
#: Few persons an event: with thirty events that is more persons a law than one event ever had.
SLOW = settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
SEEDS = st.integers(0, 10**6)

every_event = pytest.mark.parametrize("event", EVENTS)


@pytest.fixture(scope="module")
def twin(shipped: Bundle) -> Bundle:
    """The shipped bundle once more, with nothing worked out yet."""
    return Bundle(shipped.raw, shipped.hash)


def at(bundle: Bundle, event: str, region: str = HOME) -> tuple[View, Engine]:
    view = View(bundle, [event], region, ON, {})
    return view, engine_of(view, ON)


def somebody(bundle: Bundle, event: str, seed: int) -> tuple[Chance, str, View, Engine, dict[str, Any]]:
    """A region, and a person who knows everything."""
    chance = Chance(seed)
    region = chance.pick(REGIONS)
    view, engine = at(bundle, event, region)
    return chance, region, view, engine, possible(view, engine, ON, chance)


# ---- the functions ---------------------------------------------------------------------------------------------------


@every_event
@pytest.mark.parametrize("region", REGIONS)
def test_every_function_is_the_one_its_authors_wrote(shipped: Bundle, event: str, region: str) -> None:
    view, engine = at(shipped, event, region)
    tables: dict[tuple[int, ...], Grid] = {}
    seen: set[tuple[int, Condition]] = set()
    sampled = []
    for element in engine.elements.values():
        levels = tuple(levels_of(engine, [element.condition]))
        if (id(engine.roots[element.key]), element.condition) in seen:
            continue
        seen.add((id(engine.roots[element.key]), element.condition))
        if math.prod(len(engine.axes[level].values) for level in levels) > 1 << 16:
            sampled.append(element)
            continue
        grid = tables.get(levels) or tables.setdefault(levels, Grid(engine, levels, ON))
        assert grid.of_node(engine.roots[element.key]) == grid.of(element.condition), element.key
    chance = Chance(len(event))
    for _ in range(60):
        person = possible(view, engine, ON, chance)
        world, standing = World(person, view.facts, ON), engine.standing(person, ON)
        figures = {(a.fact, a.member, a.figure): chance.percent(50) for a in engine.axes if a.figure}
        stated = {n: int(figures[a.fact, a.member, a.figure]) for n, a in enumerate(engine.axes) if a.figure}
        for element in sampled:
            root = standing.restriction(engine.roots[element.key])
            while root.children:
                root = root.children[stated[root.level]]
            assert (ALWAYS if root.probability else NEVER) == folded(element.condition, world, figures), element.key


@every_event
def test_dd_finds_the_same_functions_and_supports(shipped: Bundle, event: str) -> None:
    view, engine = at(shipped, event)
    oracle, read = Oracle([len(axis.values) for axis in engine.axes]), reader(engine, ON)
    keys = [target.key for target in targets(view)]
    theirs = {key: oracle.of(engine.elements[key].condition, read) for key in keys}
    assert len(set(theirs.values())) == len({engine.roots[key] for key in keys})
    for key in keys:
        assert theirs[key] == oracle.of_node(engine.roots[key])
        assert oracle.support(theirs[key]) == engine.roots[key].support
    chance = Chance(7)
    known: dict[str, Any] = {}
    for fact, value in chance.shuffled(list(possible(view, engine, ON, chance).items())):
        known[fact] = value
        places, standing = engine.known(known, ON), engine.standing(known, ON)
        left = {oracle.restricted(function, places) for function in set(theirs.values())} - {
            oracle.bdd.true,
            oracle.bdd.false,
        }
        if engine.admissible is not TRUE:
            continue  # what is impossible makes the engine's functions simpler than dd's: test_laws_made_up
        assert len(left) == len(standing.live)
        support = 0
        for function in left:
            support |= oracle.support(function)
        assert support == standing.support


# ---- nothing skipped, nothing in vain --------------------------------------------------------------------------------


@every_event
@SLOW
@given(seed=SEEDS)
def test_no_completion_of_what_was_not_asked_changes_a_target(shipped: Bundle, event: str, seed: int) -> None:
    chance, _, view, engine, person = somebody(shipped, event, seed)
    known, standing = interview(view, engine, ON, person)
    world = World(known, view.facts, ON)
    for target in targets(view):
        value = standing.value(target.key)
        rest = folded(target.condition, world, {})
        never = folded(AnyOf(tuple(view.resolved(i.condition) for e in view.events for i in e.impossible)), world, {})
        levels = levels_of(engine, [rest, never])
        if value is None:  # only a figure of the region is open
            assert not standing.facts_in(standing.root(target.key).support)
        elif math.prod(len(engine.axes[level].values) for level in levels) <= 1 << 18:
            grid = Grid(engine, levels, ON)
            possible = grid.everywhere & ~grid.of(never)
            assert grid.of(rest) & possible == (possible if value else 0), target.key
        else:
            for _ in range(20):
                other = World(consistent(view, engine, ON, chance, known), view.facts, ON)
                assert other.evaluate(target.condition).value in (value, None), target.key


@every_event
@SLOW
@given(seed=SEEDS)
def test_whoever_answers_the_rest_too_gets_the_same_guidance(shipped: Bundle, event: str, seed: int) -> None:
    chance, region, view, engine, person = somebody(shipped, event, seed)
    known, _ = interview(view, engine, ON, person)
    short = signature(guide(shipped, [event], region, known, ON))
    assert signature(guide(shipped, [event], region, person, ON)) == short
    other = consistent(view, engine, ON, chance, known)
    assert signature(guide(shipped, [event], region, other, ON)) == short


@every_event
@SLOW
@given(seed=SEEDS)
def test_what_is_determined_stays_determined(shipped: Bundle, event: str, seed: int) -> None:
    chance, _, _, engine, person = somebody(shipped, event, seed)
    known: dict[str, Any] = {}
    settled: dict[Any, bool] = {}
    for fact, value in chance.shuffled(list(person.items())):
        known[fact] = value
        standing = engine.standing(known, ON)
        values = {key: standing.value(key) for key in engine.roots}
        assert {key: values[key] for key in settled} == settled
        settled = {key: value for key, value in values.items() if value is not None}


# ---- whatever the way ------------------------------------------------------------------------------------------------


def unordered(guidance: dict[str, Any]) -> dict[str, Any]:
    """A guidance without the order in which the answers were told, the only thing that may show it."""
    return guidance | {"answered": sorted(guidance["answered"], key=lambda line: str(line["fact"]))}


@every_event
@SLOW
@given(seed=SEEDS)
def test_the_order_of_the_answers_does_not_matter(shipped: Bundle, twin: Bundle, event: str, seed: int) -> None:
    chance, region, _, _, person = somebody(shipped, event, seed)
    told = chance.some(list(person.items()), chance.between(0, len(person)))
    at_once = guide(shipped, [event], region, dict(told), ON)
    known: dict[str, Any] = {}
    for fact, value in chance.shuffled(told):
        known[fact] = value
        guide(twin, [event], region, known, ON)
    assert unordered(guide(twin, [event], region, known, ON)) == unordered(at_once)


@every_event
def test_what_is_remembered_of_others_changes_no_guidance(shipped: Bundle, event: str) -> None:
    chance, region, view, engine, person = somebody(shipped, event, 4)
    guide(shipped, [event], region, person, ON)
    for fact, value in chance.some(list(possible(view, engine, ON, chance).items()), 6):
        other = person | {fact: value}
        fresh = Bundle(shipped.raw, shipped.hash)
        assert guide(shipped, [event], region, other, ON) == guide(fresh, [event], region, other, ON)


@every_event
@settings(SLOW, max_examples=6)
@given(seed=SEEDS)
def test_a_conversation_that_was_corrected_is_as_one_that_was_right_at_once(
    shipped: Bundle, twin: Bundle, event: str, seed: int
) -> None:
    chance, region, view, engine, person = somebody(shipped, event, seed)
    wrong = possible(view, engine, ON, chance)
    corrected = Talk(twin, event, region)
    corrected.answer_all(wrong)
    for fact in chance.shuffled(list(corrected.facts)):
        corrected.do("correct", fact, person[fact])
    corrected.answer_all(person)
    right = Talk(shipped, event, region)
    right.answer_all(person)
    assert all(person[fact] == value for fact, value in corrected.facts.items())
    replayed = guide(shipped, [event], region, dict(reversed(corrected.facts.items())), ON)
    assert unordered(replayed) == unordered(guide(twin, [event], region, corrected.facts, ON))
    assert signature(replayed) == signature(guide(shipped, [event], region, right.facts, ON))


class Talk:
    """A conversation about one event, as the service keeps it."""

    def __init__(self, bundle: Bundle, event: str, region: str) -> None:
        self.bundle = bundle
        self.state = open_conversation(bundle, salt="s", channel="web", region=region, now=ON).state
        self._take({"act": "state_event", "events": [{"id": event, "score": 1.0}], "facts": []})

    def _take(self, act: dict[str, Any]) -> None:
        self.state = turn(self.bundle, self.state, act, ON).state

    @property
    def facts(self) -> dict[str, Any]:
        return dict(self.state["facts"])

    def do(self, act: str, fact: str, value: Any) -> None:
        self._take({"act": act, "facts": [{"fact": fact, "value": value}]})

    def answer_all(self, person: Mapping[str, Any]) -> None:
        for _ in range(200):
            pending = self.state["pending"]
            if pending is None or pending["kind"] != "fact":
                return
            self.do("answer", pending["fact"], person[pending["fact"]])
        raise AssertionError("the conversation does not end")


# ---- what is not known -----------------------------------------------------------------------------------------------


@every_event
@pytest.mark.parametrize("reason", UNKNOWN)
def test_whoever_knows_nothing_is_led_to_the_end_and_told_what_decides(
    shipped: Bundle, event: str, reason: str
) -> None:
    facts: dict[str, Any] = {}
    while (guidance := guide(shipped, [event], HOME, facts, ON))["question"] is not None:
        assert guidance["question"]["fact"] not in facts
        facts[guidance["question"]["fact"]] = {"unknown": reason}
    assert facts
    assert guidance["status"] == "complete"
    assert any(service["state"] == "possible" for service in guidance["services"])
    for service in guidance["services"]:
        if service["state"] == "possible":
            assert service["depends_on"] or service["local"], service["id"]
            assert set(service["depends_on"]) <= set(facts)
    for material in guidance["materials"]:
        if material["mode"] == "possible":
            assert material["depends_on"] or any(
                s["local"] for s in guidance["services"] if s["id"] in material["services"]
            )


@every_event
@SLOW
@given(seed=SEEDS)
def test_not_knowing_keeps_every_world_open(shipped: Bundle, event: str, seed: int) -> None:
    chance, region, view, engine, person = somebody(shipped, event, seed)
    known = {f: {"unknown": chance.pick(UNKNOWN)} if chance.percent(30) else v for f, v in person.items()}
    states = {s["id"]: s for s in guide(shipped, [event], region, known, ON)["services"]}
    for _ in range(5):
        told = {f: v for f, v in person.items() if known[f] == v}
        other = consistent(view, engine, ON, chance, told)
        for service in guide(shipped, [event], region, other, ON)["services"]:
            assert states[service["id"]]["state"] in (service["state"], "possible")
            if states[service["id"]]["state"] == "possible":
                line = states[service["id"]]
                assert line["depends_on"] or line["local"]


# ---- courtesy --------------------------------------------------------------------------------------------------------


@every_event
@SLOW
@given(seed=SEEDS)
def test_the_rules_of_courtesy_hold_all_along(shipped: Bundle, event: str, seed: int) -> None:
    _, _, view, engine, person = somebody(shipped, event, seed)
    place, known = tiers(view), dict[str, Any]()
    while left := waiting(view, engine.standing(known, ON), known):
        asked, names = left[0], {fact.id for fact in left}
        plain = [fact for fact in left if not fact.sensitivity]
        if len(known) < COURTESY and plain:
            assert not asked.sensitivity
            assert place[asked.id] == min(place[fact.id] for fact in plain)
        else:
            assert place[asked.id] == min(place[fact.id] for fact in left)
        same = [f for f in left if place[f.id] == place[asked.id] and not names & set(f.after)]
        assert not same or not names & set(asked.after)
        known[asked.id] = person[asked.id]


@every_event
def test_answers_that_cannot_be_together_are_told_and_do_no_harm(shipped: Bundle, event: str) -> None:
    view, engine = at(shipped, event)
    chance = Chance(5)
    for _ in range(100):
        person = possible(view, engine, ON, chance)
        world = World(person, view.facts, ON)
        told = [
            i.because for e in view.events for i in e.impossible if world.evaluate(view.resolved(parse(i.when))).value
        ]
        guidance = guide(shipped, [event], HOME, person, ON)
        assert guidance["status"] == "complete"
        assert (guidance["contradiction"] in told) if told else (guidance["contradiction"] is None)


# ---- the bundle ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "right", "wrong"),
    [
        ("facts/f.yml", "question: 做热食吗？", "question: ''"),
        ("services/s.yml", "{cooks: true}", "{cookz: true}"),
        ("services/s.yml", "{who: agent}", "{who: nobody}"),
        ("services/s.yml", "material: letter", "material: lettre"),
        ("services/s.yml", "department: market", "department: nowhere"),
        ("events/e.yml", "facts: [cooks, area]", "facts: [cooks]"),
        ("fields/f.yml", "purpose: 写在证上", "purpose: ''"),
    ],
)
def test_no_bundle_is_made_of_a_catalogue_with_an_error(
    catalogue: Callable[..., Path], file: str, right: str, wrong: str
) -> None:
    assert FILES[file].count(right) >= 1
    changed = {file.replace("/", "__").replace(".yml", "_yml"): FILES[file].replace(right, wrong, 1)}
    with pytest.raises(CatalogueError):
        compile_catalogue(catalogue(**changed))


@every_event
def test_the_order_found_at_the_build_is_kept_in_the_bundle(shipped: Bundle, twin: Bundle, event: str) -> None:
    view, engine = at(twin, event)
    assert asking_order(view)[: len(shipped.orders[event])] == tuple(shipped.orders[event])
    assert set(engine.levels) <= set(asking_order(view))
