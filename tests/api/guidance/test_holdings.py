"""POST /v1/guidance: what a look-up told, and what the applicant chooses instead of the ordinary route."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from knowledge.bundle import Bundle
from tests.api.visitor import problem

LICENCES = {"business_licence": "el_yyzz", "id_card": "el_sfz"}
CARD = {"licence": "el_sfz", "subject": "operator", "authorised": True}


@pytest.fixture
def request_body(bundle: Bundle) -> dict[str, Any]:
    """A restaurant of which everything is known: identity cards to be spared, papers that may be promised."""
    persona = next(p for p in bundle.personas.values() if p.event == "restaurant" and p.region == "360732")
    return {"events": ["restaurant"], "region": persona.region, "facts": persona.facts, "on": persona.on}


def materials(response: httpx.Response) -> dict[str, dict[str, Any]]:
    assert response.status_code == 200, response.text
    return {line["id"]: line for line in response.json()["materials"]}


def spared(client: httpx.Client, body: dict[str, Any], **found: Any) -> dict[str, Any]:
    """The first line that an e-licence may spare, when the look-up told `found` of it."""
    lines = materials(client.post("/v1/guidance", json=body))
    line = next(line for line in lines.values() if line["mode"] == "exempt_if_verified")
    held = {"licence": LICENCES[line["material"]], "subject": line["subject"], "authorised": True, **found}
    return materials(client.post("/v1/guidance", json={**body, "holdings": [held]}))[line["id"]]


def test_what_was_found_and_fits_spares_the_paper(client: httpx.Client, request_body: dict[str, Any]) -> None:
    assert spared(client, request_body)["mode"] == "exempt"


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ({"found": False}, "没有查到"),
        ({"match": False}, "对不上"),
        ({"valid": False}, "现在用不了"),
        ({"valid_until": "2020-01-31"}, "已经到期"),
        ({"authorised": False}, "还没有本人授权"),
    ],
)
def test_what_does_not_fit_says_why_it_spares_nothing(
    client: httpx.Client, request_body: dict[str, Any], found: dict[str, Any], said: str
) -> None:
    line = spared(client, request_body, **found)
    assert line["mode"] != "exempt"
    assert said in line["not_exempt"]
    assert line["not_exempt"] in line["remarks"]


def test_what_is_valid_for_ever_spares_the_paper(client: httpx.Client, request_body: dict[str, Any]) -> None:
    assert spared(client, request_body, issued_on="2020-01-31", valid_until="9999-12-31")["mode"] == "exempt"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"index": 0}, "index"),
        ({"index": -1}, "index"),
        ({"issued_on": "2026-02-30"}, "issued_on"),
        ({"issued_on": "20260131"}, "issued_on"),
        ({"issued_on": "9999-12-31"}, "issued_on"),
        ({"valid_until": "明年"}, "valid_until"),
        ({"valid_until": "2026-W01-1"}, "valid_until"),
    ],
)
def test_a_holding_that_does_not_read_is_named_with_what_to_write(
    client: httpx.Client, request_body: dict[str, Any], wrong: dict[str, Any], field: str
) -> None:
    body = {**request_body, "holdings": [CARD, {**CARD, **wrong}]}
    document = problem(client.post("/v1/guidance", json=body), 422, "holding-misfit")
    assert document["errors"][0]["field"] == f"holdings.1.{field}"
    assert "请改好再发" in document["detail"]


@pytest.mark.parametrize(
    "change",
    [
        {"holdings": [{**CARD, "index": "1"}]},
        {"holdings": [{**CARD, "authorised": "yes"}]},
        {"holdings": [{**CARD, "score": 650}]},
        {"holdings": [{"licence": "el_sfz"}]},
        {"choices": {"food_permit.rules": "bribe"}},
        {"choices": ["food_permit.rules"]},
        {"credit": "ok"},
    ],
)
def test_another_shape_is_refused(client: httpx.Client, request_body: dict[str, Any], change: dict[str, Any]) -> None:
    problem(client.post("/v1/guidance", json={**request_body, **change}), 422, "invalid")


def test_nobody_can_choose_before_the_list_of_bad_faith_was_looked_up(
    client: httpx.Client, request_body: dict[str, Any]
) -> None:
    ordinary = materials(client.post("/v1/guidance", json=request_body))
    options = [
        option for line in ordinary.values() for option in line["options"] if option["nature"] != "sibling_result"
    ]
    assert options
    choices = {option["id"]: option["kind"] for option in options}
    assert materials(client.post("/v1/guidance", json={**request_body, "choices": choices})) == ordinary
    assert not any(option["available"] or option["chosen"] for option in options)


def test_a_choice_that_nobody_offers_changes_nothing(client: httpx.Client, request_body: dict[str, Any]) -> None:
    ordinary = materials(client.post("/v1/guidance", json=request_body))
    body = {**request_body, "choices": {"moon.rock": "deferral"}}
    assert materials(client.post("/v1/guidance", json=body)) == ordinary


@pytest.mark.parametrize("reason", ["not_applicable", "conflicting", "not_asked", ""])
def test_only_unsure_and_declined_are_taken_from_a_client(
    client: httpx.Client, request_body: dict[str, Any], reason: str
) -> None:
    fact = next(iter(request_body["facts"]))
    facts = {**request_body["facts"], fact: {"unknown": reason}}
    problem(client.post("/v1/guidance", json={**request_body, "facts": facts}), 422, "invalid")


@pytest.mark.parametrize("reason", ["unsure", "declined"])
def test_unsure_and_declined_are_answers(client: httpx.Client, request_body: dict[str, Any], reason: str) -> None:
    fact = next(iter(request_body["facts"]))
    facts = {**request_body["facts"], fact: {"unknown": reason}}
    answered = client.post("/v1/guidance", json={**request_body, "facts": facts}).json()["answered"]
    assert {"unknown": reason} in [one["value"] for one in answered]
