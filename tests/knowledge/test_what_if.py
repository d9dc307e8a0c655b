"""What another answer would change is what the guidance says when that answer is given."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest

from knowledge.bundle import Bundle
from knowledge.explain.citizen import Citizen
from knowledge.explain.what_if import what_if, what_if_all, what_would_change
from knowledge.facts import options
from knowledge.guidance import guide
from knowledge.model import Fact
from knowledge.view import view_of
from tests.events import EVENTS

ON = date(2026, 11, 20)
REGION = "620102"
BIG: dict[str, Any] = {"cooks": True, "area": 80, "who": "self", "extras": [], "opened_on": "2026-11-01"}


def shop_citizen(bundle: Bundle, region: str = REGION, **facts: Any) -> Citizen:
    return Citizen(bundle, ("shop",), region, facts, ON)


def random_citizen(bundle: Bundle, event: str, seed: int) -> Citizen:
    """Somebody who has answered about two questions of three, at random but the same in every run."""
    chance = random.Random(f"{event} {seed}")
    asked = (fact for _, fact in view_of(bundle, [event], REGION, ON, {}).asking_order())
    facts = {fact.id: random_answer(fact, chance) for fact in asked if chance.random() < 0.67}
    return Citizen(bundle, (event,), REGION, facts, ON)


def random_answer(fact: Fact, chance: random.Random) -> Any:
    if fact.unsure and chance.random() < 0.1:
        return {"unknown": "unsure"}
    if fact.type == "set":
        return [o.value for o in fact.options if not o.exclusive and chance.random() < 0.25]
    if fact.type in ("bool", "enum"):
        return chance.choice([o.value for o in options(fact)])
    if fact.type == "date":
        return date.fromordinal(ON.toordinal() - chance.randrange(0, 900)).isoformat()
    low, high = int(fact.min or 0), int(fact.max if fact.max is not None else 1000)
    return chance.choice([low, high, chance.randint(low, high), chance.randint(low, min(high, low + 100))])


def lines(guidance: dict[str, Any]) -> dict[tuple[str, str, str], tuple[Any, ...]]:
    """What counts of an answer, by line."""
    found: dict[tuple[str, str, str], tuple[Any, ...]] = {
        ("service", s["id"], s["id"]): (s["state"], s["route"], s["presence"])
        for s in guidance["services"]
        if s["state"] != "no"
    }
    found |= {("material", "", m["id"]): (m["mode"], m["form"], m["copies"]) for m in guidance["materials"]}
    found |= {("field", "", f["key"]): (f["required"], f["state"]) for f in guidance["fields"]}
    for kind, folder in (("notice", "notices"), ("duty", "duties"), ("deadline", "deadlines")):
        found |= {(kind, line["service"], line["id"]): (line["state"],) for line in guidance[folder]}
    return found | {("fee", line["service"], line["name"]): (line["state"],) for line in guidance["fees"]}


def answered(citizen: Citizen, fact: str, value: Any) -> dict[str, Any]:
    return guide(citizen.bundle, citizen.events, citizen.region, {**citizen.facts, fact: value}, ON)


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("seed", range(4))
def test_every_answer_changes_what_the_guidance_changes(shipped: Bundle, event: str, seed: int) -> None:
    citizen = random_citizen(shipped, event, seed)
    now = guide(shipped, [event], REGION, citizen.facts, ON)
    before, open_now = lines(now), {q["fact"] for q in now["open"]}
    tried = 0
    for told in what_if_all(citizen):
        for group in told["groups"]:
            changed = {(c["kind"], c["service"] or "", c["id"]): c for c in group["changes"]}
            for answer in group["answers"]:
                tried += 1
                later = answered(citizen, told["fact"], answer["value"])
                after = lines(later)
                assert set(changed) == {k for k in before.keys() | after.keys() if before.get(k) != after.get(k)}
                for key, change in changed.items():
                    effect = "appears" if key not in before else "disappears" if key not in after else "changes"
                    assert change["effect"] == effect
                    assert tuple((change["before"] or {}).values()) == before.get(key, ())
                    assert tuple((change["after"] or {}).values()) == after.get(key, ())
                asks = {q["fact"] for q in later["open"]} - open_now - {told["fact"]}
                assert {q["fact"] for q in group["asks"]} == asks
    assert tried > 20


@pytest.mark.parametrize("event", EVENTS)
def test_groups_differ_and_hold_every_other_answer_once(shipped: Bundle, event: str) -> None:
    citizen = random_citizen(shipped, event, 7)
    for told in what_if_all(citizen):
        fact = citizen.view.facts[told["fact"]]
        values = [answer["value"] for group in told["groups"] for answer in group["answers"]]
        assert all(value != citizen.facts.get(fact.id) for value in values)
        effects = [(group["contradiction"], group["changes"], group["asks"]) for group in told["groups"]]
        assert all(effect not in effects[:n] for n, effect in enumerate(effects))
        if fact.type in ("bool", "enum"):
            given = {citizen.facts[fact.id]} if isinstance(citizen.facts.get(fact.id), (bool, str)) else set()
            assert sorted(map(str, values)) == sorted(str(o.value) for o in options(fact) if o.value not in given)


@pytest.mark.parametrize("event", EVENTS)
def test_the_reverse_names_the_same_changes(shipped: Bundle, event: str) -> None:
    citizen = random_citizen(shipped, event, 3)
    by_line: dict[str, set[tuple[str, str]]] = {}
    for told in what_if_all(citizen):
        for group in told["groups"]:
            for change in group["changes"]:
                if change["kind"] in ("service", "material"):
                    answers = {(told["fact"], str(answer["value"])) for answer in group["answers"]}
                    by_line.setdefault(change["id"], set()).update(answers)
    for line in list(by_line)[:6]:
        found = {
            (told["fact"], str(answer["value"]))
            for told in what_would_change(citizen, line)
            for group in told["groups"]
            for answer in group["answers"]
        }
        assert found == by_line[line]


def test_bands_are_told_as_bands(shop: Bundle) -> None:
    told = what_if(shop_citizen(shop, **BIG), "area")
    assert told["answer"] == {"value": 80, "text": "80㎡"}
    (group,) = told["groups"]
    assert [answer["text"] for answer in group["answers"]] == ["不到31㎡"]
    effects = {(change["id"], change["effect"]) for change in group["changes"] if change["kind"] == "service"}
    assert effects == {("permit_big", "disappears"), ("register_small", "appears")}
    assert "  · 不用办：经营许可" in told["text"].splitlines()


def test_a_set_is_tried_one_option_at_a_time(shop: Bundle) -> None:
    told = what_if(shop_citizen(shop, **BIG | {"extras": ["sign"]}), "extras")
    (group,) = told["groups"]
    assert [answer["value"] for answer in group["answers"]] == [["sign", "gas"]]
    assert group["text"].startswith("要是答有“用燃气”：\n  · 多办一件：燃气报警")


def test_what_comes_with_its_service_is_marked_and_not_told_again(shop: Bundle) -> None:
    (group,) = what_if(shop_citizen(shop, **BIG), "extras")["groups"]
    assert {change["kind"] for change in group["changes"] if change["follows"]} == {"deadline"}
    assert "期限" not in group["text"]


def test_a_question_that_is_not_asked_yet_is_named(shop: Bundle) -> None:
    told = what_if(shop_citizen(shop, cooks=False, extras=[]), "cooks")
    (group,) = told["groups"]
    assert {q["fact"] for q in group["asks"]} == {"area", "who"}
    assert "还要再问：“面积”、“谁去办”。" in group["text"]


def test_an_answer_without_effect_says_so(shop: Bundle) -> None:
    told = what_if(shop_citizen(shop, **BIG), "opened_on")
    assert [group["changes"] for group in told["groups"]] == [[]]
    assert told["text"].splitlines() == ["开张日期：您答的是“2026年11月1日”。", "这一项怎么答，清单都一样。"]


def test_an_answer_that_cannot_be_beside_the_others_is_told_apart(shop_with_impossible: Bundle) -> None:
    told = what_if(shop_citizen(shop_with_impossible, **BIG | {"extras": ["gas"]}), "cooks")
    (group,) = told["groups"]
    assert group["contradiction"]
    assert group["text"] == "要是答“不是”：和您别的回答对不上，一般不会有。"


@pytest.fixture
def shop_with_impossible(catalogue: Any) -> Bundle:
    from knowledge.bundle import compile as compile_catalogue
    from tests.knowledge.conftest import FILES

    written = "  impossible:\n    - {when: {all: [{cooks: false}, {extras: {has: gas}}]}, because: 不做热食不用燃气, source: 测试, verified: true}\n"
    return compile_catalogue(
        catalogue(events__e_yml=FILES["events/e.yml"].replace("  demo: true\n", "  demo: true\n" + written))
    )


def test_a_fact_that_is_not_asked_is_refused(shop: Bundle) -> None:
    with pytest.raises(KeyError):
        what_if(shop_citizen(shop, **BIG), "small")
