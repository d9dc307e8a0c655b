"""POST /v1/guidance: stateless, and exact about what does not fit."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from knowledge.proof.check_proof import check_proof
from tests.api.visitor import REGION, problem


def ask(client: httpx.Client, **changes: Any) -> httpx.Response:
    body = {"events": ["newborn"], "region": REGION, "facts": {}, "on": "2026-11-20"} | changes
    return client.post("/v1/guidance", json={key: value for key, value in body.items() if value is not None})


def test_the_same_facts_give_the_same_answer(client: httpx.Client) -> None:
    facts = {"hukou_follow": "mother", "parents_married": False}
    first, second = ask(client, facts=facts), ask(client, facts=dict(reversed(facts.items())))
    assert first.status_code == 200
    guidance = first.json()
    assert guidance["status"] == "asking"
    assert guidance["question"]["fact"] not in facts
    assert {service["id"] for service in guidance["services"]}
    assert {m["id"] for m in guidance["materials"]} == {m["id"] for m in second.json()["materials"]}


def test_unknown_facts_are_kept_as_unknown(client: httpx.Client) -> None:
    answered = ask(client, facts={"parents_married": {"unknown": "declined"}}).json()["answered"]
    assert answered[0]["value"] == {"unknown": "declined"}


def test_a_fact_outside_its_domain_is_named_with_its_values(client: httpx.Client) -> None:
    document = problem(ask(client, facts={"hukou_follow": "月球"}), 422, "fact-outside-domain")
    assert document["fact"] == "hukou_follow"
    assert any("mother" in value for value in document["allowed"])
    assert "月球" in document["detail"]


@pytest.mark.parametrize(
    ("facts", "fact"),
    [
        ({"moon_phase": 1}, "moon_phase"),
        ({"born_on": "昨天"}, "born_on"),
        ({"born_on": "2026-02-30"}, "born_on"),
        ({"parents_married": "也许"}, "parents_married"),
        ({"hukou_follow": ["mother"]}, "hukou_follow"),
        ({"hukou_follow": 10**400}, "hukou_follow"),
    ],
)
def test_each_misfit_is_named(client: httpx.Client, facts: dict[str, Any], fact: str) -> None:
    assert problem(ask(client, facts=facts), 422, "fact-outside-domain")["fact"] == fact


@pytest.mark.parametrize(
    ("change", "kind", "member"),
    [
        ({"events": ["moon_landing"]}, "unknown-event", "moon_landing"),
        ({"region": "999999"}, "unknown-region", "999999"),
        ({"holdings": [{"licence": "el_moon", "subject": "mother"}]}, "unknown-licence", "el_moon"),
    ],
)
def test_what_we_do_not_know_is_named(client: httpx.Client, change: dict[str, Any], kind: str, member: str) -> None:
    assert member in problem(ask(client, **change), 422, kind)["detail"]


@pytest.mark.parametrize(
    "change",
    [
        {"events": []},
        {"events": "newborn"},
        {"on": "20 November"},
        {"on": "1066-10-14"},
        {"facts": []},
        {"facts": {"hukou_follow": {"mother": 1}}},
        {"facts": {"hukou_follow": None}},
        {"places": []},
        {"places": {"birthplace": 620102}},
        {"places": {"birthplace": ""}},
        {"facts": {"x" * 100: 1}},
    ],
)
def test_another_shape_is_refused(client: httpx.Client, change: dict[str, Any]) -> None:
    problem(ask(client, **change), 422, "invalid")


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_numbers_that_are_none_are_refused(client: httpx.Client, number: str) -> None:
    body = f'{{"events": ["newborn"], "region": "{REGION}", "facts": {{"child_count": {number}}}}}'
    response = client.post("/v1/guidance", content=body, headers={"content-type": "application/json"})
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"


def test_the_day_decides(client: httpx.Client) -> None:
    assert ask(client, on="2026-12-31").json()["on"] == "2026-12-31"
    assert len(ask(client, on=None).json()["on"]) == 10


def test_the_proof_comes_when_it_is_asked_for_and_holds(client: httpx.Client) -> None:
    assert ask(client).json()["proof"] is None
    proof = ask(client, facts={"hukou_follow": "mother"}, proof=True).json()["proof"]
    assert (proof["on"], proof["answers"]) == ("2026-11-20", {"hukou_follow": "mother"})
    check_proof(proof)
