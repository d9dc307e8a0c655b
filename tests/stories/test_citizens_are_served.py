"""The stories of the first citizens, through API, Rasa, actions and database, to a receipt and a case that moves."""

from __future__ import annotations

import pytest

from knowledge.bundle import Bundle
from tests.servers import Server
from tests.stories.conftest import Visit
from tests.stories.people import NEWBORN, persona


def test_the_transcript_of_a_newborn(visit: Visit, talking: Server) -> None:
    citizen = visit(talking)
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
    case = citizen.submit_and_follow(citizen.fill(draft))
    citizen.say("我的办件到哪了")
    assert case["case_no"] in citizen.heard()


@pytest.mark.parametrize("said", ["我想盘个饭馆", "准备开个麻辣烫店，要办哪些证"])
def test_a_restaurant_gets_its_receipt(visit: Visit, talking: Server, bundle: Bundle, said: str) -> None:
    citizen = visit(talking)
    citizen.say(said)
    assert citizen.last["state"]["events"] == ["restaurant"]
    citizen.interview(persona(bundle, "restaurant_g11"))
    draft = citizen.apply()
    citizen.sign_in("demo_owner")
    citizen.submit_and_follow(citizen.fill(citizen.claim(draft)))


def test_a_home_changes_hands_when_both_sides_have_confirmed(visit: Visit, talking: Server, bundle: Bundle) -> None:
    seller = visit(talking, region="360732")
    seller.say("我把房子卖了，怎么过户")
    assert seller.last["state"]["events"] == ["home_transfer"]
    seller.interview(persona(bundle, "home_transfer_xingguo_fund_loan"))
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
    others = iter(["demo_buyer", "demo_elder", "demo_father"])
    for party in draft["parties"]:
        if party["status"] == "waiting":
            link = party["link"].rsplit("/", 1)[-1]
            identity = seller.post("/v1/sign-in", {"person": next(others)}, token=None)["token"]
            seller.post(f"/v1/parties/{link}", token=identity, method="GET")
            seller.post(f"/v1/parties/{link}/confirm", {}, token=identity)
    draft = seller.post(f"/v1/drafts/{draft['id']}", token=seller.identity, method="GET")
    assert {p["status"] for p in draft["parties"]} == {"confirmed"}
    receipt = seller.submit(draft)["receipt"]
    assert {s["id"] for s in receipt["services"]} <= {
        "water_transfer",
        "power_transfer",
        "gas_transfer",
        "heat_transfer",
    }
    assert any(s["id"] == "transfer_registration" for s in receipt["not_submitted"])
    assert seller.until_decided(receipt["case_no"])["case_no"] == receipt["case_no"]
