"""Every party confirms by their own link; one person for one party; a change asks everybody again."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.api.filing import HOME_TRANSFER, Filing, bearer, case_of, sign_in
from tests.api.visitor import problem


@pytest.fixture
def filing(client: httpx.Client) -> Filing:
    filing = Filing(client, "home_transfer")
    filing.claim("demo_seller")
    filing.fill()
    return filing


def party(filing: Filing, name: str) -> dict[str, Any]:
    return next(one for one in filing.draft["parties"] if one["id"] == name)


def confirm(filing: Filing, link: str, person: str) -> httpx.Response:
    return filing.http.post(f"/v1/parties/{link}/confirm", headers=bearer(sign_in(filing.http, person)))


def test_links_are_given_to_the_claimant_for_all_others(filing: Filing) -> None:
    assert [one["id"] for one in filing.draft["parties"]] == ["seller", "buyer"]
    assert filing.draft["own_party"] == "seller"
    assert party(filing, "seller")["link"] is None
    assert len(party(filing, "buyer")["link"]) >= 40
    assert filing.field("seller_name")["value"] == "赵建国（演示）"
    assert filing.field("property_location")["origin"] == "lookup"
    waiting = filing.field("buyer_name")
    assert (waiting["value"], waiting["locked"], waiting["required"]) == (None, True, False)


def test_seller_and_buyer_confirm_and_it_is_submitted_once(filing: Filing) -> None:
    http, link = filing.http, party(filing, "buyer")["link"]
    filing.confirm()
    assert filing.draft["status"] == "claimed"
    problem(filing.submit(), 409, "not-confirmed")
    asked = http.get(f"/v1/parties/{link}").json()
    assert asked["status"] == "waiting"
    assert asked["title"]
    told = {line["key"]: line["value"] for line in asked["fields"]}
    assert "seller_cert_no" not in told
    assert told["property_location"]
    problem(http.post(f"/v1/parties/{link}/confirm"), 401, "unauthorized")
    answered = confirm(filing, link, "demo_buyer")
    assert answered.status_code == 200, answered.text
    own = {line["key"]: line["value"] for line in answered.json()["fields"]}
    assert own["buyer_name"] == "陈静（演示）"
    assert own["buyer_cert_no"] == "36073219900718030X"
    masked = {line["key"]: line["value"] for line in http.get(f"/v1/parties/{link}").json()["fields"]}
    assert masked["buyer_cert_no"] == "360***********030X"
    filing.look()
    assert filing.draft["status"] == "confirmed"
    assert party(filing, "buyer")["person"] == "陈*（演示）"
    assert filing.field("buyer_name")["locked"] is True
    case_no = filing.submitted()
    seller, buyer = sign_in(http, "demo_seller"), sign_in(http, "demo_buyer")
    assert case_of(http, case_no, seller)["case_no"] == case_of(http, case_no, buyer)["case_no"]
    stranger = bearer(sign_in(http, "demo_mother"))
    problem(http.get(f"/v1/cases/{case_no}", headers=stranger), 404, "not-found")
    problem(http.get(f"/v1/parties/{link}"), 404, "not-found")
    problem(http.post(f"/v1/cases/{case_no}/withdraw", headers=bearer(buyer)), 403, "applicant-only")


def test_one_person_cannot_confirm_for_two_parties(client: httpx.Client) -> None:
    filing = Filing(client, "home_transfer", {**HOME_TRANSFER, "seller_count": 2, "co_ownership": "joint"})
    filing.claim("demo_seller")
    filing.fill()
    assert [one["id"] for one in filing.draft["parties"]] == ["seller1", "seller2", "buyer"]
    links = {one["id"]: one["link"] for one in filing.draft["parties"]}
    problem(confirm(filing, links["buyer"], "demo_seller"), 409, "party-conflict")
    assert confirm(filing, links["seller2"], "demo_elder").status_code == 200
    problem(confirm(filing, links["buyer"], "demo_elder"), 409, "party-conflict")
    problem(confirm(filing, links["seller2"], "demo_buyer"), 409, "party-conflict")
    assert confirm(filing, links["buyer"], "demo_buyer").status_code == 200
    filing.look()
    assert filing.confirm()["status"] == "confirmed"
    assert filing.field("seller_cert_no[2]")["value"] == "360732195202110341"


def test_a_change_after_confirming_asks_again_and_says_so(filing: Filing) -> None:
    link = party(filing, "buyer")["link"]
    filing.confirm()
    confirm(filing, link, "demo_buyer")
    filing.look()
    assert filing.draft["status"] == "confirmed"
    filing.type(deal_price="880000")
    assert filing.draft["status"] == "claimed"
    assert [one["lapsed"] for one in filing.draft["parties"]] == [True, True]
    shown = filing.http.get(f"/v1/parties/{link}").json()
    assert (shown["status"], shown["lapsed"]) == ("waiting", True)
    assert "改过" in shown["text"]
    problem(filing.submit(), 409, "not-confirmed")
    confirm(filing, link, "demo_buyer")
    filing.look()
    assert filing.confirm()["status"] == "confirmed"


def test_the_same_value_typed_again_asks_nobody(filing: Filing) -> None:
    filing.type(deal_price="880000")
    filing.confirm()
    confirm(filing, party(filing, "buyer")["link"], "demo_buyer")
    filing.look()
    assert filing.type(deal_price="880,000元")["status"] == "confirmed"


def test_a_renewed_link_ends_the_old_one_and_what_it_confirmed(filing: Filing) -> None:
    old = party(filing, "buyer")["link"]
    confirm(filing, old, "demo_father")
    filing.look()
    renewed = filing.http.post(f"{filing.path}/parties/buyer/link", headers=filing.headers)
    assert renewed.status_code == 200, renewed.text
    filing.draft = renewed.json()
    fresh = party(filing, "buyer")
    assert fresh["status"] == "waiting"
    assert fresh["person"] is None
    problem(filing.http.get(f"/v1/parties/{old}"), 404, "not-found")
    assert confirm(filing, fresh["link"], "demo_buyer").status_code == 200
    problem(filing.http.post(f"{filing.path}/parties/seller/link", headers=filing.headers), 409, "party-conflict")
    problem(filing.http.post(f"{filing.path}/parties/nobody/link", headers=filing.headers), 404, "not-found")


def test_wrong_links_answer_like_dead_ones(filing: Filing) -> None:
    link = party(filing, "buyer")["link"]
    filing.http.delete(filing.path, headers=filing.headers)
    dead, wrong = filing.http.get(f"/v1/parties/{link}"), filing.http.get(f"/v1/parties/{'x' * 43}")
    problem(dead, 404, "not-found")
    assert dead.content == wrong.content
    problem(confirm(filing, link, "demo_buyer"), 404, "not-found")


def test_nobody_confirms_a_form_that_is_not_complete(client: httpx.Client) -> None:
    filing = Filing(client, "home_transfer")
    filing.claim("demo_seller")
    link = party(filing, "buyer")["link"]
    assert "没有填好" in client.get(f"/v1/parties/{link}").json()["text"]
    problem(confirm(filing, link, "demo_buyer"), 422, "draft-incomplete")


def test_a_buyer_who_fills_in_does_not_get_their_own_home_into_the_form(client: httpx.Client) -> None:
    filing = Filing(client, "home_transfer", {**HOME_TRANSFER, "asking_side": "buyer"})
    filing.claim("demo_seller")  # this person holds a home, and buys another
    assert filing.draft["own_party"] == "buyer"
    assert filing.field("property_location")["value"] is None
    assert filing.field("buyer_name")["value"] == "赵建国（演示）"


def test_who_has_not_said_their_side_can_say_it_or_use_a_link(client: httpx.Client) -> None:
    facts = {key: value for key, value in HOME_TRANSFER.items() if key != "asking_side"}
    filing = Filing(client, "home_transfer", facts)
    filing.claim("demo_seller")
    filing.fill()
    assert filing.draft["own_party"] is None
    problem(filing.http.post(f"{filing.path}/confirm", headers=filing.headers), 409, "party-conflict")
    problem(filing.patch({}, party="nobody"), 422, "invalid")
    assert confirm(filing, party(filing, "seller")["link"], "demo_seller").status_code == 200
    filing.look()
    assert filing.draft["own_party"] == "seller"
    assert party(filing, "seller")["status"] == "confirmed"
    moved = filing.patch({}, party="buyer").json()
    assert moved["own_party"] == "buyer"
    assert [one["status"] for one in moved["parties"]] == ["waiting", "waiting"]


def test_where_an_agent_acts_the_numbers_are_typed_and_must_fit(client: httpx.Client) -> None:
    filing = Filing(client, "home_transfer", {**HOME_TRANSFER, "absent_side": ["seller"], "asking_side": "buyer"})
    filing.claim("demo_buyer")
    filing.type(seller_name="赵建国", seller_cert_no="360732196801050277", seller_phone="13800000003")
    filing.type(seller_agent_name="周秀英", seller_agent_cert_no="360732195202110341", seller_agent_phone="13800000006")
    filing.fill()
    link = party(filing, "seller")["link"]
    problem(confirm(filing, link, "demo_father"), 409, "party-conflict")
    assert confirm(filing, link, "demo_elder").status_code == 200
    filing.look()
    assert filing.field("seller_cert_no")["value"] == "360732196801050277"


def test_nobody_confirms_what_they_were_not_shown(filing: Filing) -> None:
    """The form changes between reading and confirming: the confirmation is refused, and given again after reading."""
    link, buyer = party(filing, "buyer")["link"], bearer(sign_in(filing.http, "demo_buyer"))
    seen = filing.http.get(f"/v1/parties/{link}").json()["seen"]
    key = next(f["key"] for f in filing.draft["fields"] if f["type"] == "money" and not f["locked"])
    filing.type(**{key: "2000000"})
    address = f"/v1/parties/{link}/confirm"
    problem(filing.http.post(address, json={"seen": seen}, headers=buyer), 409, "draft-changed")
    assert party_now(filing, "buyer") == "waiting"
    seen = filing.http.get(f"/v1/parties/{link}").json()["seen"]
    assert filing.http.post(address, json={"seen": seen}, headers=buyer).status_code == 200
    assert party_now(filing, "buyer") == "confirmed"


def party_now(filing: Filing, name: str) -> str:
    return str(next(one["status"] for one in filing.look()["parties"] if one["id"] == name))
