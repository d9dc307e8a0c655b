"""Personas agree with the engine, and the golden cases of the fact sheet (section 10, as corrected) hold."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from knowledge.bundle import Bundle
from knowledge.facts import parse_value
from knowledge.guidance import guide
from knowledge.persona import disagreements
from tests.events import EVENTS

#: Personas of an event at the least.
LEAST = 5


def answer(bundle: Bundle, name: str, **changed: Any) -> dict[str, Any]:
    """The guidance of a shipped persona, with some facts changed."""
    persona = bundle.personas[name]
    facts = {f: parse_value(bundle, f, v) for f, v in (persona.facts | changed).items()}
    return guide(bundle, [persona.event], persona.region, facts, date.fromisoformat(persona.on), persona.holdings)


def modes(guidance: dict[str, Any]) -> dict[str, str]:
    return {m["id"]: m["mode"] for m in guidance["materials"]}


def live(guidance: dict[str, Any]) -> dict[str, str]:
    return {s["id"]: s["route"] for s in guidance["services"] if s["state"] == "yes"}


@pytest.mark.parametrize("event", EVENTS)
def test_every_persona_of_an_event_gets_the_answer_its_author_expects(shipped: Bundle, event: str) -> None:
    personas = [p for p in shipped.personas.values() if p.event == event]
    assert len(personas) >= LEAST
    assert {p.id: list(disagreements(shipped, p)) for p in personas} == {p.id: [] for p in personas}


def test_g1_with_holdings_nothing_but_the_form_is_handed_in(shipped: Bundle) -> None:
    found = modes(answer(shipped, "newborn_g1_holdings"))
    assert {"id_card/mother", "id_card/father", "hukou_book/mother", "marriage_certificate/parents"} <= set(found)
    for paper in ("id_card/mother", "id_card/father", "hukou_book/mother", "marriage_certificate/parents"):
        assert found[paper] == "exempt"
    assert found["birth_certificate/child"] == "produced"
    assert "medical_invoice/mother" not in found


def test_g1_a_guest_may_be_spared_and_is_told_to_bring_the_papers(shipped: Bundle) -> None:
    guest = answer(shipped, "newborn_g1_guest")
    assert modes(guest)["id_card/mother"] == "exempt_if_verified"
    assert "exempt" not in modes(guest).values()


def test_g1_a_certificate_in_hand_is_surrendered_not_exempt(shipped: Bundle) -> None:
    assert modes(answer(shipped, "newborn_g1_certificate_in_hand"))["birth_certificate/child"] == "surrender"


def test_g3_a_father_who_collects_brings_the_mothers_letter(shipped: Bundle) -> None:
    found = modes(answer(shipped, "newborn_g3_father_collects"))
    assert any(name.startswith("authorisation_letter/") for name in found)
    assert found["id_card/father"].startswith("exempt")
    assert not any(n.startswith("authorisation_letter/") for n in modes(answer(shipped, "newborn_g1_guest")))


def test_the_certificates_are_never_tasks_of_ours(shipped: Bundle) -> None:
    for persona in shipped.personas.values():
        if persona.event == "newborn":
            routes = {s["id"]: s["route"] for s in answer(shipped, persona.id)["services"]}
            assert routes["birth_certificate"] != "submit"
            assert routes["vaccination_certificate"] != "submit"


@pytest.mark.parametrize(("name", "service"), [("release", "mortgage_release"), ("carry", "transfer_with_mortgage")])
def test_g8_the_seller_chooses_how_the_mortgage_goes(shipped: Bundle, name: str, service: str) -> None:
    guidance = answer(shipped, f"home_transfer_g8_{name}")
    assert live(guidance)[service] == "by_other"
    found = modes(guidance)
    assert found["sale_contract/parties"] == "produced"
    utilities = {"water_transfer", "power_transfer", "gas_transfer", "heat_transfer"} & set(live(guidance))
    assert utilities
    for material in guidance["materials"]:
        if set(material["services"]) <= utilities:
            assert material["mode"] in ("produced", "exempt_if_verified")


def test_g8_tax_comes_before_the_certificate_and_utilities_after(shipped: Bundle) -> None:
    guidance = answer(shipped, "home_transfer_g8_release")
    level = {s: step["level"] for step in guidance["steps"] for s in step["services"]}
    assert level["contract_filing"] < level["transfer_tax"] < level["transfer_registration"] < level["water_transfer"]


def test_g11_a_restaurant_of_eighty_square_metres(shipped: Bundle) -> None:
    guidance = answer(shipped, "restaurant_g11")
    routes = live(guidance)
    assert routes["food_permit"] == "submit"
    assert routes["drainage_permit"] == "submit"
    assert "large_outdoor_ad" not in routes
    assert not [s for s in guidance["services"] if "公共场所卫生" in s["name"]]
    layout = next(m for m in guidance["materials"] if m["material"] == "layout_plan")
    assert layout["mode"] == "submit"
    rules = next(m for m in guidance["materials"] if m["material"] == "food_safety_rules")
    assert [o for o in rules["options"] if o["kind"] == "commitment" and o["chosen"] is False]


def test_g11_the_fire_check_depends_on_being_a_gathering_place(shipped: Bundle) -> None:
    assert "fire_check" not in live(answer(shipped, "restaurant_g11", gathering_place="not_needed"))
    assert "fire_check" in live(answer(shipped, "restaurant_big_venue"))


def test_g17_nobody_is_sent_online_first(shipped: Bundle) -> None:
    for persona in shipped.personas.values():
        for service in answer(shipped, persona.id)["services"]:
            text = " ".join([*service["how"], (service["offline"] or {}).get("channel", "")])
            assert "必须先" not in text
            assert "须先在网上" not in text
