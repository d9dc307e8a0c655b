"""POST /v1/understand."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import httpx
import pytest

from tests import servers
from tests.api.visitor import problem


@pytest.fixture
def http(talking: servers.Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=talking.url, timeout=15, trust_env=False) as client:
        yield client


def test_a_sentence_is_ranked_and_read(http: httpx.Client) -> None:
    heard = http.post("/v1/understand", json={"text": "我媳妇刚生了，户口想随妈妈", "region": "620102"}).json()
    assert heard["events"][0]["id"] == "newborn"
    assert ("hukou_follow", "mother") in {(found["fact"], str(found["value"])) for found in heard["facts"]}


def test_bad_texts_are_refused_before_the_bot(http: httpx.Client) -> None:
    problem(http.post("/v1/understand", json={"text": "\u200b"}), 422, "empty-text")
    problem(http.post("/v1/understand", json={"text": "我" * 2001}), 413, "text-too-long")
    problem(http.post("/v1/understand", json={"text": "好", "region": "1"}), 422, "unknown-region")


def test_without_a_bot_it_says_what_still_works(serve: Callable[..., servers.Server]) -> None:
    response = httpx.post(serve().url + "/v1/understand", json={"text": "我媳妇刚生了"}, trust_env=False)
    assert "按钮" in problem(response, 503, "understanding-unavailable")["detail"]
    assert int(response.headers["retry-after"]) > 0
