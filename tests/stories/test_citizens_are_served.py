"""The stories of the first citizens, through API, Rasa, actions and database, to a receipt and a case that moves."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.bundle import Bundle
from tests.citizen import Citizen
from tests.servers import Server

FINAL = {"decided"}
NEWBORN = {
    "born_on": "2026-11-10",
    "child_count": "one",
    "born_where": "hospital",
    "certificate_state": "not_yet",
    "hukou_follow": "mother",
    "hukou_here": True,
    "book_type": "family",
    "parents_married": False,
    "mother_insurance": "employee",
    "father_insured": True,
    "hospital_settled": "settled",
    "insured_here": True,
    "rare_cases": [],
    "joint_services": ["medical_insurance", "social_card"],
    "who_goes": "mother",
}


def persona(bundle: Bundle, event: str, region: str) -> dict[str, Any]:
    """The facts of the first persona of an event in a region that has something to submit."""
    found = [p for p in bundle.personas.values() if p.event == event and p.region == region]
    return dict(found[0].facts)


def submit_and_follow(citizen: Citizen, draft: dict[str, Any]) -> dict[str, Any]:
    """From a filled draft of a single applicant to a decided case; answers the correction on the way."""
    draft = citizen.confirm(draft)
    assert draft["missing"] == []
    receipt = citizen.submit(draft)["receipt"]
    assert receipt["demo"] is True
    assert receipt["services"]
    assert "演示" in receipt["note"]
    case = citizen.follow(receipt["case_no"], FINAL | {"correction"})
    for task in case["tasks"]:
        if task["state"] == "correction":
            path = f"/v1/cases/{receipt['case_no']}/tasks/{task['id']}/correction"
            field = task["correction"]["field"]
            citizen.post(path, {"values": {field: task["correction"].get("value") or "已核对"}}, token=citizen.identity)
    case = citizen.follow(receipt["case_no"], FINAL)
    assert all(entry["at"] for entry in case["timeline"])
    return case


def test_the_transcript_of_a_newborn(talking: Server) -> None:
    citizen = Citizen(talking.url)
    citizen.say("我媳妇刚生了，要办啥手续")
    assert citizen.last["state"]["events"] == ["newborn"]
    assert citizen.asked == "born_on"
    citizen.say("11月10号生的，就一个")
    assert citizen.last["state"]["facts"]["born_on"] == "2026-11-10"
    assert citizen.last["state"]["facts"]["child_count"] == "one"
    citizen.say("没领证，户口想随妈妈")
    facts = citizen.last["state"]["facts"]
    assert (facts["parents_married"], facts["hukou_follow"]) == (False, "mother")
    before = citizen.asked
    citizen.say("为什么要问这个？")
    assert citizen.asked == before
    citizen.say("不对，我说错了，领证了")
    assert citizen.last["state"]["facts"]["parents_married"] is True
    changes = citizen.of_type("status")[0]["changes"]
    assert any("结婚证" in change["text"] for change in changes)
    citizen.interview(NEWBORN)
    guidance = citizen.of_type("materials")[0]["guidance"]
    assert guidance["status"] == "complete"
    routes = {s["id"]: s["route"] for s in guidance["services"] if s["state"] == "yes"}
    assert {"submit", "prefile", "by_other"} <= set(routes.values())
    assert "结婚证" in citizen.heard()
    draft = citizen.apply()
    citizen.sign_in("demo_mother")
    draft = citizen.claim(draft)
    names = {f["key"]: f for f in draft["fields"]}
    assert any(f["origin"] == "identity" and f["locked"] for f in names.values())
    case = submit_and_follow(citizen, citizen.fill(draft))
    citizen.say("我的办件到哪了")
    assert case["case_no"] in citizen.heard()


@pytest.mark.parametrize("said", ["我想盘个饭馆", "准备开个麻辣烫店，要办哪些证"])
def test_a_restaurant_gets_its_receipt(talking: Server, bundle: Bundle, said: str) -> None:
    citizen = Citizen(talking.url)
    citizen.say(said)
    assert citizen.last["state"]["events"] == ["restaurant"]
    citizen.interview(persona(bundle, "restaurant", "620102"))
    draft = citizen.apply()
    citizen.sign_in("demo_owner")
    submit_and_follow(citizen, citizen.fill(citizen.claim(draft)))


def test_a_home_changes_hands_when_both_sides_have_confirmed(talking: Server, bundle: Bundle) -> None:
    seller = Citizen(talking.url, region="360732")
    seller.say("我把房子卖了，怎么过户")
    assert seller.last["state"]["events"] == ["home_transfer"]
    seller.interview(persona(bundle, "home_transfer", "360732"))
    draft = seller.apply()
    seller.sign_in("demo_seller")
    draft = seller.confirm(seller.fill(seller.claim(draft)))
    refused = seller.http.post(
        "/v1/applications",
        json={"draft": draft["id"], "version": draft["version"]},
        headers={"Authorization": f"Bearer {seller.identity}", "Idempotency-Key": "too-early"},
    )
    assert refused.status_code == 409
    assert "新房主" in refused.json()["detail"]
    for party in draft["parties"]:
        if party["status"] == "waiting":
            link = party["link"].rsplit("/", 1)[-1]
            identity = seller.post("/v1/sign-in", {"person": "demo_buyer"}, token=None)["token"]
            seller.post(f"/v1/parties/{link}", token=identity, method="GET")
            seller.post(f"/v1/parties/{link}/confirm", {}, token=identity)
    draft = seller.post(f"/v1/drafts/{draft['id']}", token=seller.identity, method="GET")
    assert {p["status"] for p in draft["parties"]} == {"confirmed"}
    receipt = seller.submit(draft)["receipt"]
    assert {s["id"] for s in receipt["services"]} <= {"water_transfer", "power_transfer", "gas_transfer", "heat_transfer"}
    assert any(s["id"] == "transfer_registration" for s in receipt["not_submitted"])


def test_with_the_bot_stopped_the_same_person_goes_on_by_buttons(
    service: Server, bundle: Bundle
) -> None:
    citizen = Citizen(service.url)
    citizen.say("我媳妇刚生了")
    assert "12345" in citizen.heard()
    citizen.tap_event("newborn")
    citizen.interview(NEWBORN)
    assert citizen.of_type("materials")
    draft = citizen.apply()
    citizen.sign_in("demo_mother")
    submit_and_follow(citizen, citizen.fill(citizen.claim(draft)))
