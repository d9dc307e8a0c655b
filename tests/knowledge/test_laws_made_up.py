"""Laws of the whole guidance, on catalogues made by chance: what is remembered, what cannot be, what two events share."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.bundle import NATION, Bundle
from knowledge.condition import parse
from knowledge.engine.questions import waiting
from knowledge.evaluate import World
from knowledge.guidance import guide
from tests.knowledge.chance import Chance
from tests.knowledge.interviews import drawn, interview
from tests.knowledge.made import made, service
from tests.knowledge.made_up import EVENT, ON, Shape, merged, scenario, viewed

SLOW = settings(max_examples=15, deadline=None)
SEEDS = st.integers(0, 10**6)
UNKNOWN = ["unsure", "declined", "not_applicable", "conflicting"]


@SLOW
@given(seed=SEEDS)
def test_what_is_remembered_of_others_changes_no_guidance(seed: int) -> None:
    chance = Chance(seed)
    shape = Shape(facts=6, conditions=15, impossible=chance.below(4), figures=chance.percent(50))
    bundle = scenario(chance, shape)
    view, engine = viewed(bundle)
    person = drawn(view, engine, ON, chance)
    told = {f: {"unknown": chance.pick(UNKNOWN)} if chance.percent(30) else v for f, v in person.items()}
    guide(bundle, [EVENT], NATION, told, ON)
    # People who differ from the first in one answer only: nothing that hangs on that answer may be taken from the first.
    for fact, value in drawn(view, engine, ON, chance).items():
        without = {f: v for f, v in told.items() if f != fact}
        for other in (without, told | {fact: value}):
            fresh = Bundle(bundle.raw, bundle.hash)
            assert guide(bundle, [EVENT], NATION, other, ON) == guide(fresh, [EVENT], NATION, other, ON)


@SLOW
@given(seed=SEEDS)
def test_what_is_told_of_impossible_answers_has_to_do_with_them(seed: int) -> None:
    chance = Chance(seed)
    bundle = scenario(chance, Shape(facts=6, conditions=6, impossible=3))
    view, engine = viewed(bundle)
    reasons = [(i.because, view.resolved(parse(i.when))) for i in view.events[0].impossible]
    for _ in range(10):
        person = drawn(view, engine, ON, chance)
        known = dict(chance.some(list(person.items()), chance.between(0, len(person))))
        verdicts = {because: World(known, view.facts, ON).evaluate(condition).value for because, condition in reasons}
        told = guide(bundle, [EVENT], NATION, known, ON)["contradiction"]
        assert (told is not None) == engine.standing(known, ON).contradiction
        if told is not None:
            certain = [because for because, verdict in verdicts.items() if verdict]
            assert told in certain if certain else verdicts[told] is None


def test_what_is_told_has_to_do_with_the_answers_when_only_two_rules_together_exclude_them() -> None:
    rules = [
        ("别的", {"all": [{"z": True}, {"w": True}]}),
        ("有关", {"all": [{"x": True}, {"y": True}]}),
        ("有关", {"all": [{"x": True}, {"y": False}]}),
    ]
    event = {
        "id": "e",
        "services": [{"service": "s"}],
        "chapters": [{"id": "c", "title": "一", "facts": ["x", "y", "z", "w"]}],
        "impossible": [
            {"when": when, "because": because, "source": "测试", "verified": True} for because, when in rules
        ],
    }
    bundle = made(
        facts=[{"id": name} for name in "xyzw"],
        services=[service("s", when={"x": True}, route="guide")],
        place_roles=[{"id": "residence", "text": "住在哪里"}],
        regimes=[{"id": "permit", "name": "许可", "source": "测试", "verified": True}],
        events=[event],
    )
    assert guide(bundle, ["e"], NATION, {"x": True, "z": False}, ON)["contradiction"] == "有关"
    assert guide(bundle, ["e"], NATION, {"x": False, "z": False}, ON)["contradiction"] is None


@pytest.mark.parametrize("shared", [False, True])
def test_what_two_events_both_ask_is_asked_once(shared: bool) -> None:
    for seed in range(15):
        chance = Chance(seed)
        bundle = merged(chance, shared)
        view, engine = viewed(bundle, "one", "two")
        person = drawn(view, engine, ON, chance)
        known, standing = interview(view, engine, ON, person)
        singles = [interview(*viewed(bundle, event), ON, person) for event in ("one", "two")]
        asked = [set(answers) for answers, _ in singles]
        assert set(known) <= asked[0] | asked[1]
        assert (not asked[0] & asked[1]) or shared
        first = [fact.id for fact in waiting(view, engine.standing({}, ON), {})]
        assert len(first) == len(set(first))
        for _, alone in singles:
            for key, element in alone.engine.elements.items():
                if element.kind in ("service", "notice", "duty", "deadline", "field", "shown", "route", "presence"):
                    assert standing.value(key) == alone.value(key)
