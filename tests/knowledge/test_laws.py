"""Laws that hold for every event shipped: nothing that could matter is skipped, order does not matter."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.bundle import Bundle
from knowledge.facts import options, parse_value
from knowledge.guidance import guide
from knowledge.persona import signature
from knowledge.questions import samples
from knowledge.relevance import engine_of
from knowledge.view import view_of

ON = date(2026, 11, 20)
EVENTS = ["newborn", "restaurant", "home_transfer"]
REGIONS = ["620102", "360732"]
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def random_person(bundle: Bundle, event: str, region: str, chance: random.Random) -> dict[str, Any]:
    """A value for every fact of the event, drawn from the bands that can matter."""
    view = view_of(bundle, [event], region, ON, {})
    engine = engine_of(view, ON)
    person: dict[str, Any] = {}
    for _, fact in view.asking_order():
        if fact.type == "set":
            person[fact.id] = [o.value for o in fact.options if not o.exclusive and chance.random() < 0.3]
        elif fact.type in ("bool", "enum"):
            person[fact.id] = chance.choice([o.value for o in options(fact)])
        elif fact.type == "region":
            person[fact.id] = chance.choice(REGIONS)
        elif fact.type == "text":
            person[fact.id] = "说明"
        else:
            person[fact.id] = parse_value(bundle, fact.id, chance.choice(samples(engine, fact, ON)))
    return person


def interviewed(
    bundle: Bundle, event: str, region: str, person: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    known: dict[str, Any] = {}
    while True:
        guidance = guide(bundle, [event], region, known, ON)
        if guidance["question"] is None:
            return known, guidance
        fact = guidance["question"]["fact"]
        known[fact] = person[fact]


@pytest.mark.parametrize("event", EVENTS)
@SLOW
@given(seed=st.integers(0, 10**9))
def test_nothing_unasked_could_change_the_answer(shipped: Bundle, event: str, seed: int) -> None:
    chance = random.Random(seed)
    region = chance.choice(REGIONS)
    person = random_person(shipped, event, region, chance)
    known, guidance = interviewed(shipped, event, region, person)
    other = random_person(shipped, event, region, chance) | known
    assert signature(guide(shipped, [event], region, other, ON)) == signature(guidance)


@pytest.mark.parametrize("event", EVENTS)
@SLOW
@given(seed=st.integers(0, 10**9))
def test_the_order_of_the_answers_does_not_matter(shipped: Bundle, event: str, seed: int) -> None:
    chance = random.Random(seed)
    person = random_person(shipped, event, "620102", chance)
    shuffled = list(person.items())
    chance.shuffle(shuffled)
    assert signature(guide(shipped, [event], "620102", dict(shuffled), ON)) == signature(
        guide(shipped, [event], "620102", person, ON)
    )


@pytest.mark.parametrize("event", EVENTS)
@SLOW
@given(seed=st.integers(0, 10**9))
def test_what_is_determined_stays_determined(shipped: Bundle, event: str, seed: int) -> None:
    chance = random.Random(seed)
    person = random_person(shipped, event, "620102", chance)
    known: dict[str, Any] = {}
    settled: dict[str, str] = {}
    for fact, value in person.items():
        known[fact] = value
        states = {s["id"]: s["state"] for s in guide(shipped, [event], "620102", known, ON)["services"]}
        assert all(states[name] == state for name, state in settled.items())
        settled = {name: state for name, state in states.items() if state != "possible"}


def test_every_life_event_comes_to_an_end_when_nothing_is_known(shipped: Bundle) -> None:
    for event in EVENTS:
        facts: dict[str, Any] = {}
        while (question := guide(shipped, [event], "620102", facts, ON)["question"]) is not None:
            facts[question["fact"]] = {"unknown": "unsure"}
        assert facts
