"""POST /v1/guidance with `explain` and `what_if`."""

from __future__ import annotations

from typing import Any

import httpx

from tests.api.visitor import REGION, problem


def ask(client: httpx.Client, **more: Any) -> httpx.Response:
    body = {"events": ["newborn"], "region": REGION, "facts": {"born_where": "abroad"}, "on": "2026-11-20"}
    return client.post("/v1/guidance", json=body | more)


def test_lines_are_explained_beside_the_guidance(client: httpx.Client) -> None:
    lines = ["birth_certificate", "foreign_birth_certificate/child"]
    found = ask(client, explain=lines).json()
    assert [one["line"] for one in found["explained"]] == lines
    assert found["explained"][0]["state"] == "no"
    assert found["explained"][0]["reason"]["because"][0]["answer"] == "国外或港澳台"
    assert "what_if" not in found


def test_what_another_answer_would_change(client: httpx.Client) -> None:
    told = ask(client, what_if="born_where").json()["what_if"]
    assert (told["fact"], told["answer"]["value"]) == ("born_where", "abroad")
    appearing = {
        change["id"] for group in told["groups"] for change in group["changes"] if change["effect"] == "appears"
    }
    assert "birth_certificate" in appearing


def test_nothing_is_added_unless_asked_for(client: httpx.Client) -> None:
    assert not {"explained", "what_if"} & ask(client).json().keys()


def test_an_unknown_line_or_fact_is_refused_with_what_may_be_asked(client: httpx.Client) -> None:
    refused = problem(ask(client, explain=["nothing"]), 422, "unknown-line")
    assert "birth_hukou" in refused["allowed"]
    refused = problem(ask(client, what_if="nothing"), 422, "unknown-fact")
    assert "born_where" in refused["allowed"]
