"""Every line of every answer says why, and what it says is true: of the person, and enough to decide."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from knowledge.bundle import Bundle
from knowledge.evaluate import World
from knowledge.explain.citizen import Citizen
from knowledge.explain.explanation import UnknownLine, explain, explain_lines, explainable
from knowledge.explain.reasons import decided
from knowledge.facts import say
from tests.events import EVENTS
from tests.knowledge.test_what_if import BIG, ON, random_citizen, shop_citizen


def reasons_of(told: dict[str, Any]) -> list[tuple[tuple[str, str, str] | None, dict[str, Any]]]:
    """Every reason of an explanation with the element it is about; None where it is about a group of persons."""
    if told["kind"] == "service":
        return [(("service", told["line"], told["line"]), told["reason"])]
    found: list[tuple[tuple[str, str, str] | None, dict[str, Any]]] = []
    for use in told["uses"]:
        found.append((("material", use["service"], use["requirement"]), use["reason"]))
    for one in told["absent"]:
        if one["because"] is not None:
            service, need = one["service"], one["requirement"]
            key = {"service": ("service", service, service), "requirement": ("material", service, need)}
            found.append((key.get(one["kind"]), one["because"]))
    return found


def holds_by_itself(citizen: Citizen, key: tuple[str, str, str], reason: dict[str, Any]) -> bool:
    """Whether the answers that a reason names decide the element on their own."""
    named = {one["fact"]: citizen.facts[one["fact"]] for one in reason["because"] if one["fact"] in citizen.facts}
    value = {"yes": True, "no": False}[reason["value"]]
    if reason["by"] == "leaves":
        return World(named, citizen.view.facts, ON).evaluate(citizen.engine.elements[key].condition).value is value
    engine = citizen.engine
    without = [{k: v for k, v in named.items() if k != name} for name in named]
    assert all(decided(engine, key, engine.known(fewer, ON)) is not value for fewer in without), "one could be left out"
    return decided(engine, key, engine.known(named, ON)) is value


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("seed", range(12))
def test_every_line_is_explained_by_true_facts_that_decide_it(shipped: Bundle, event: str, seed: int) -> None:
    citizen = random_citizen(shipped, event, seed)
    guidance = citizen.guided(citizen.facts)
    states = {s["id"]: s["state"] for s in guidance["services"]}
    modes = {m["id"]: m["mode"] for m in guidance["materials"]}
    names = explainable(citizen)
    assert set(names) >= {*states, *modes}
    for told in explain_lines(citizen, names):
        assert told["state"] == (states | modes).get(told["line"], "absent")
        assert told["text"].startswith(told["name"])
        assert bool(told.get("uses")) == (told["line"] in modes)
        for key, reason in reasons_of(told):
            for one in reason["because"]:
                assert one["value"] == citizen.facts.get(one["fact"])
                if one["value"] is not None:
                    assert one["answer"] == say(shipped, one["fact"], one["value"])
                    told_value = one["holds"] is not None or reason["by"] == "answers"
                    assert one["answer"] in one["text"] or not told_value
                assert one["figure"] is None or one["figure"]["value"] is not None or reason["value"] == "possible"
            if key is not None and reason["value"] != "possible":
                assert holds_by_itself(citizen, key, reason), (key, reason)


def test_two_events_at_once_are_explained_line_by_line(shipped: Bundle) -> None:
    facts = {**random_citizen(shipped, "newborn", 1).facts, **random_citizen(shipped, "home_transfer", 1).facts}
    citizen = Citizen(shipped, ("newborn", "home_transfer"), "620102", facts, ON)
    alone = [explainable(random_citizen(shipped, event, 1)) for event in citizen.events]
    told = list(explain_lines(citizen, explainable(citizen)))
    assert {one["line"] for one in told if one["kind"] == "service"} == {
        line for lines in alone for line in lines if "/" not in line
    }
    assert all(one["text"] for one in told)


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("seed", range(4))
def test_what_is_open_says_what_decides_it(shipped: Bundle, event: str, seed: int) -> None:
    citizen = random_citizen(shipped, event, seed)
    opened: set[str] = set()
    for line in explain_lines(citizen, explainable(citizen)):
        for key, reason in reasons_of(line):
            if reason["value"] != "possible" or key is None:
                continue
            opened.add(key[1])
            assert reason["open"] or reason["figures"]
            for question in reason["open"]:
                assert question["help"] is None or question["help"] in question["text"]
                assert len(set(question["then"])) >= 1
            assert all(figure["name"] in figure["text"] for figure in reason["figures"])
    assert opened >= {s["id"] for s in citizen.guided(citizen.facts)["services"] if s["state"] == "possible"}


def test_what_each_answer_makes_of_an_open_line(shop: Bundle) -> None:
    told = explain(shop_citizen(shop, area=80), "permit_big")
    (question,) = told["reason"]["open"]
    assert question["then"] == {"yes": ["是"], "no": ["不是"]}
    assert "  · 要看“做不做热食”：“是”，就要；“不是”，就不用。" in told["text"].splitlines()


def test_a_service_answers_with_the_persons_words_the_figure_and_the_source(shop: Bundle) -> None:
    told = explain(shop_citizen(shop, **BIG), "permit_big")
    assert told["state"] == "yes"
    area = next(one for one in told["reason"]["because"] if one["fact"] == "area")
    assert (area["answer"], area["test"], area["holds"]) == ("80㎡", "不超过30㎡", False)
    assert area["figure"] | {"basis": None, "changed": None} == {
        "parameter": "small_area",
        "name": "小店面积上限",
        "value": 30,
        "unit": "㎡",
        "basis": None,
        "source": "省条例",
        "verified": True,
        "changed": None,
    }
    assert [layer["name"] for layer in area["figure"]["changed"]] == ["甘肃省"]
    assert told["text"].splitlines() == [
        "经营许可：要办。",
        "为什么要：",
        "  · 做不做热食：是",
        "  · 面积：80㎡（看是不是不超过30㎡，标准是“小店面积上限”）",
        "  · 这里的标准：小店面积上限30㎡（省条例）",
        "怎么办：在这里交件",
        "谁到场：一人到场",
        "出处：测试",
    ]


def test_a_service_that_does_not_apply_says_why_not(shop: Bundle) -> None:
    told = explain(shop_citizen(shop, **BIG), "register_small")
    assert told["text"].startswith("小店登记：照您说的，这一项不用办。\n为什么不用：\n  · 面积：80㎡")


def test_a_route_has_its_own_reason(shop: Bundle) -> None:
    late = shop_citizen(shop, **BIG | {"extras": ["gas"], "opened_on": "2026-09-01"})
    told = explain(late, "gas_alarm")
    assert (told["route"]["id"], told["route"]["because"]) == ("book", "开张超过三十天")
    opened = next(one for one in told["route"]["reason"]["because"] if one["fact"] == "opened_on")
    assert opened["text"] == "开张日期：2026年9月1日，到这一天80天（看是不是超过30天）"
    assert explain(shop_citizen(shop, **BIG), "permit_big")["route"]["reason"] is None


def test_a_paper_says_who_wants_it_and_what_spares_it(shop: Bundle) -> None:
    told = explain(shop_citizen(shop, **BIG), "id_card/applicant")
    (use,) = told["uses"]
    assert (told["asks"], use["service"], use["licences"]) == ("spared", "permit_big", ["电子身份证"])
    assert "登录、本人授权后查到电子身份证就免；去窗口请带上。" in told["text"]


def test_a_holding_that_is_no_good_says_why_the_paper_is_not_spared(shop: Bundle) -> None:
    held = {"licence": "el_id", "subject": "applicant", "valid": False, "authorised": True}
    told = explain(Citizen(shop, ("shop",), "620102", BIG, ON, (held,)), "id_card/applicant")
    assert told["state"] == "show"
    assert "为什么不免：查到的电子身份证现在用不了，请带上有效的" in told["text"]


def test_a_paper_that_a_sibling_makes_names_it(shop: Bundle) -> None:
    told = explain(shop_citizen(shop, **BIG | {"extras": ["gas"]}), "permit/applicant")
    assert told["uses"][0]["produced_by"] == {"service": "permit_big", "name": "经营许可"}
    assert "办“经营许可”时会产生，不用您准备。" in told["text"]


def test_a_paper_that_is_not_on_the_list_says_what_keeps_it_off(shop: Bundle) -> None:
    told = explain(shop_citizen(shop, **BIG), "letter/applicant")
    assert told["state"] == "absent"
    (reason,) = told["absent"]
    assert (reason["kind"], reason["service"]) == ("requirement", "permit_big")
    assert "“经营许可”这次不要它：谁去办：本人。" in told["text"]
    other = explain(shop_citizen(shop, cooks=False), "letter/applicant")
    assert [reason["kind"] for reason in other["absent"]] == ["service"]


def test_a_figure_that_nobody_stated_says_whom_to_ask(shop: Bundle) -> None:
    told = explain(shop_citizen(shop, "000000", cooks=True, area=30), "register_small")
    (figure,) = told["reason"]["figures"]
    assert figure["text"] == "要看“小店面积上限”，以当地窗口为准：打12345问"
    at_home = shop_citizen(shop, cooks=True, area=30)
    assert explain(at_home, "register_small")["reason"]["figures"] == []


def test_where_no_leaf_decides_the_fewest_answers_are_told(catalogue: Any) -> None:
    """cooks or not, area settles it: Kleene's logic stays open, the diagram does not."""
    from knowledge.bundle import compile as compile_catalogue
    from tests.knowledge.conftest import FILES

    either = (
        "when: {any: [{all: [{cooks: true}, {area: {at_least: 50}}]}, {all: [{cooks: false}, {area: {at_least: 50}}]}]}"
    )
    text = FILES["services/s.yml"].replace("when: {extras: {has: gas}}", either)
    events = FILES["events/e.yml"].replace("facts: [who, extras, opened_on]", "facts: [who, opened_on]")
    bundle = compile_catalogue(catalogue(services__s_yml=text, events__e_yml=events))
    told = explain(shop_citizen(bundle, area=80, who="self"), "gas_alarm")
    assert (told["state"], told["reason"]["by"]) == ("yes", "answers")
    assert [one["fact"] for one in told["reason"]["because"]] == ["area"]


def test_a_reason_with_a_checked_basis_leads(catalogue: Any) -> None:
    from knowledge.bundle import compile as compile_catalogue
    from tests.knowledge.conftest import FILES

    with_basis = (
        "when: {all: [{cooks: true}, {who: {is: agent, phrase: 托人办, basis: [{law: permit_law, article: '9'}]}}]}"
    )
    text = FILES["services/s.yml"].replace("when: {extras: {has: gas}}", with_basis)
    events = FILES["events/e.yml"].replace("facts: [who, extras, opened_on]", "facts: [who, opened_on]")
    bundle = compile_catalogue(catalogue(services__s_yml=text, events__e_yml=events))
    (reason,) = explain(shop_citizen(bundle, cooks=False, who="self"), "gas_alarm")["reason"]["because"]
    assert (reason["fact"], reason["phrase"], reason["basis"][0]["law"]) == ("who", "托人办", "permit_law")


def test_an_unknown_line_names_those_that_are_known(shop: Bundle) -> None:
    with pytest.raises(UnknownLine) as error:
        explain(shop_citizen(shop), "nothing")
    assert "permit_big" in error.value.lines
    with pytest.raises(UnknownLine):
        explain(shop_citizen(shop), "id_card/nobody")


def test_twins_are_explained_one_by_one(shipped: Bundle) -> None:
    facts = {"child_count": "twins", "born_where": "hospital", "certificate_state": "obtained"}
    citizen = Citizen(shipped, ("newborn",), "620102", facts, date(2026, 11, 20))
    ids = [m["id"] for m in citizen.guided(facts)["materials"] if m["id"].startswith("birth_certificate/child")]
    assert len(ids) == 2
    assert [explain(citizen, line)["line"] for line in ids] == ids
    assert explain(citizen, "birth_certificate/child")["absent"][0]["lines"] == ids
