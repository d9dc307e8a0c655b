"""The answer: services, materials, form, steps, times, and what is asked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from knowledge.bundle import Bundle
from knowledge.forms import project
from knowledge.guidance import UnknownEvent, UnknownRegion, guide

ON = date(2026, 11, 20)
BIG = {"cooks": True, "area": 80, "who": "self", "extras": [], "opened_on": "2026-11-01"}


def answer(bundle: Bundle, region: str = "620102", holdings: Any = (), **facts: Any) -> dict[str, Any]:
    return guide(bundle, ["shop"], region, facts, ON, holdings)


def states(guidance: dict[str, Any]) -> dict[str, str]:
    return {s["id"]: s["state"] for s in guidance["services"]}


def modes(guidance: dict[str, Any]) -> dict[str, str]:
    return {m["id"]: m["mode"] for m in guidance["materials"]}


def test_nothing_known_asks_the_authors_first_question(shop: Bundle) -> None:
    first = answer(shop)
    assert (first["status"], first["question"]["fact"]) == ("asking", "cooks")
    assert set(states(first).values()) == {"possible"}


def test_sensitive_questions_wait_for_two_answers(shop: Bundle) -> None:
    assert [q["fact"] for q in answer(shop)["open"]][-1] == "who"
    later = answer(shop, cooks=True, area=80)
    assert [q["fact"] for q in later["open"]] == ["extras", "opened_on", "who"]


def test_what_cannot_matter_is_not_asked_and_says_why(shop: Bundle) -> None:
    guidance = answer(shop, cooks=False)
    assert [q["fact"] for q in guidance["open"]] == ["extras", "opened_on"]
    skipped = {s["fact"]: s["because"] for s in guidance["skipped"]}
    assert skipped["area"] == "做不做热食：不是"


def test_a_complete_answer_has_no_open_line(shop: Bundle) -> None:
    guidance = answer(shop, **BIG)
    assert guidance["status"] == "complete"
    assert states(guidance) == {"permit_big": "yes", "register_small": "no", "gas_alarm": "no"}


def test_the_region_decides_what_is_small(shop: Bundle) -> None:
    assert states(answer(shop, cooks=True, area=30))["register_small"] == "yes"
    national = answer(shop, "000000", cooks=True, area=30)
    assert states(national)["register_small"] == "possible"
    assert national["services"][0]["local"] == ["小店面积上限"]
    assert "area" not in [q["fact"] for q in national["open"]]


def test_a_guest_may_be_spared_and_a_found_holding_spares(shop: Bundle) -> None:
    assert modes(answer(shop, **BIG))["id_card/applicant"] == "exempt_if_verified"
    held = [{"licence": "el_id", "subject": "applicant", "valid": True, "authorised": True}]
    assert modes(answer(shop, holdings=held, **BIG))["id_card/applicant"] == "exempt"


@pytest.mark.parametrize(
    "holding",
    [
        {"licence": "el_id", "subject": "spouse", "valid": True, "authorised": True},
        {"licence": "el_id", "subject": "applicant", "valid": True, "authorised": False},
        {"licence": "el_id", "subject": "applicant"},
    ],
)
def test_a_holding_of_another_person_or_without_authority_spares_nothing(shop: Bundle, holding: dict[str, Any]) -> None:
    assert modes(answer(shop, holdings=[holding], **BIG))["id_card/applicant"] == "exempt_if_verified"


def test_a_sibling_result_is_produced_and_else_wanted(shop: Bundle) -> None:
    gas = BIG | {"extras": ["gas"]}
    assert modes(answer(shop, **gas))["permit/applicant"] == "produced"
    assert modes(answer(shop, **gas | {"area": 20}))["permit/applicant"] == "submit"


def test_not_knowing_keeps_both_services_and_never_stalls(shop: Bundle) -> None:
    guidance = answer(shop, **BIG | {"area": {"unknown": "unsure"}})
    assert guidance["status"] == "complete"
    assert states(guidance)["permit_big"] == states(guidance)["register_small"] == "possible"
    assert guidance["services"][0]["depends_on"] == ["area"]


def test_the_route_follows_the_case(shop: Bundle) -> None:
    gas = BIG | {"extras": ["gas"]}
    routes = {s["id"]: s["route"] for s in answer(shop, **gas)["services"]}
    assert routes["gas_alarm"] == "guide"
    late = answer(shop, **gas | {"opened_on": "2026-09-01"})
    line = next(s for s in late["services"] if s["id"] == "gas_alarm")
    assert (line["route"], line["because"][-1]) == ("book", "开张超过三十天")


def test_own_deadlines_have_a_day(shop: Bundle) -> None:
    guidance = answer(shop, **BIG | {"extras": ["gas"], "opened_on": "2026-10-31"})
    assert [d["due"] for d in guidance["deadlines"]] == ["2026-11-30"]


def test_steps_wait_for_what_comes_first(shop: Bundle) -> None:
    guidance = answer(shop, **BIG | {"extras": ["gas"]})
    assert [s["services"] for s in guidance["steps"]] == [["permit_big"], ["gas_alarm"]]


def test_the_form_asks_only_for_what_is_filled_here_and_projects_to_each(shop: Bundle) -> None:
    guidance = answer(shop, **BIG | {"extras": ["gas"]})
    assert [f["key"] for f in guidance["fields"]] == ["shop_name"]
    assert project(guidance["fields"], {"shop_name": "面馆", "other": 1}, "permit_big") == {"shop_name": "面馆"}
    assert project(guidance["fields"], {"shop_name": "面馆"}, "gas_alarm") == {}


def test_the_handler_is_the_one_of_the_region(shop: Bundle) -> None:
    assert answer(shop)["services"][0]["handler"] == "行政审批局"
    assert answer(shop, "000000")["services"][0]["handler"] == "市场监管局"


def test_samples_hold_one_value_per_band(shop: Bundle) -> None:
    area = next(q for q in answer(shop)["open"] if q["fact"] == "area")
    assert area["samples"] == [1, 31]


def test_unknown_names_are_told_apart(shop: Bundle) -> None:
    with pytest.raises(UnknownEvent):
        guide(shop, ["nothing"], "620102", {}, ON)
    with pytest.raises(UnknownRegion):
        guide(shop, ["shop"], "999999", {}, ON)


def test_a_paper_that_either_of_two_open_services_wants_is_certain(shop: Bundle) -> None:
    guidance = answer(shop, **BIG | {"area": {"unknown": "unsure"}})
    assert states(guidance)["permit_big"] == states(guidance)["register_small"] == "possible"
    card = next(m for m in guidance["materials"] if m["id"] == "id_card/applicant")
    assert (card["mode"], card["depends_on"]) == ("exempt_if_verified", [])


def test_what_is_still_to_come_is_told_in_about_how_many_questions(shop: Bundle) -> None:
    assert answer(shop, **BIG)["remaining"] == 0
    assert 1 <= answer(shop)["remaining"] <= len(answer(shop)["open"])
