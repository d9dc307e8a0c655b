"""Signing in through the identity simulator."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from tests import servers
from tests.api.filing import bearer, sign_in
from tests.api.visitor import problem


def test_the_demo_persons_are_listed_and_named_as_such(client: httpx.Client) -> None:
    listed = client.get("/v1/sign-in/people").json()
    assert listed["demo"] is True
    assert {"demo_mother", "demo_father", "demo_seller", "demo_buyer"} <= {one["id"] for one in listed["people"]}
    assert all("演示" in one["name"] for one in listed["people"])
    assert all(set(one) == {"id", "name"} for one in listed["people"])


def test_signing_in_gives_a_token_and_shows_the_number_masked(client: httpx.Client) -> None:
    issued = client.post("/v1/sign-in", json={"person": "demo_mother"}).json()
    assert issued["demo"] is True
    assert issued["person"] == {"name": "王芳（演示）", "cert_no_masked": "620***********0245"}
    assert issued["token"] != sign_in(client, "demo_mother")
    assert client.get("/v1/cases", headers=bearer(issued["token"])).json() == {"cases": []}


def test_nobody_else_is_let_in(client: httpx.Client) -> None:
    problem(client.post("/v1/sign-in", json={"person": "somebody"}), 422, "identity-not-verified")
    problem(client.post("/v1/sign-in", json={"person": ""}), 422, "invalid")
    problem(client.post("/v1/sign-in", json={"person": "demo_mother", "more": 1}), 422, "invalid")
    for token in ("wrong", "x" * 500, "令牌".encode().hex()):
        problem(client.get("/v1/cases", headers=bearer(token)), 401, "unauthorized")
    problem(client.get("/v1/cases"), 401, "unauthorized")


@pytest.mark.redis
def test_trying_too_often_is_slowed_on_every_replica(serve: Callable[..., servers.Server], redis_url: str) -> None:
    replicas = [serve(REDIS_URL=redis_url, LIMIT_SIGN_IN="4/minute") for _ in range(2)]
    answers = [
        httpx.post(f"{replicas[n % 2].url}/v1/sign-in", json={"person": "somebody"}, trust_env=False) for n in range(6)
    ]
    assert [one.status_code for one in answers] == [422] * 4 + [429] * 2
    assert int(answers[-1].headers["retry-after"]) > 0
