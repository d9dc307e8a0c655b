"""Too many is said with a time to come back; two replicas count together through Redis."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from api.errors import TooManyRequests
from api.limits import Limits
from tests import servers
from tests.api.visitor import REGION, problem


def test_over_the_limit_is_refused_with_a_time() -> None:
    limits = Limits({"x": "3/minute"})
    for _ in range(3):
        limits.check("x", "me")
    with pytest.raises(TooManyRequests) as refused:
        limits.check("x", "me")
    assert 0 < int(refused.value.headers["Retry-After"]) <= 60
    limits.check("x", "you")


@pytest.mark.redis
def test_two_replicas_count_together(
    serve: Callable[..., servers.Server], new_data: Callable[[], Path], redis_url: str
) -> None:
    data = new_data()
    replicas = [serve(data, REDIS_URL=redis_url, LIMIT_CONVERSATION="6/minute") for _ in range(2)]
    body = {"channel": "web", "region": REGION}
    answers = [
        httpx.post(replicas[n % 2].url + "/v1/conversations", json=body, timeout=15, trust_env=False) for n in range(8)
    ]
    assert [answer.status_code for answer in answers] == [201] * 6 + [429] * 2
    assert "12345" in problem(answers[-1], 429, "too-many-requests")["detail"]
    assert int(answers[-1].headers["retry-after"]) > 0


@pytest.mark.redis
def test_people_are_served_while_redis_is_away(tmp_path: Path) -> None:
    with servers.redis_server(tmp_path) as url:
        limits = Limits({"x": "2/minute"}, url)
        limits.check("x", "me")
    for _ in range(2):
        limits.check("x", "me")
    with pytest.raises(TooManyRequests):
        limits.check("x", "me")


def test_resume_tries_of_one_address_are_few(serve: Callable[..., servers.Server]) -> None:
    url = serve().url + "/v1/conversations/resume"
    statuses = [httpx.post(url, json={"code": "ABCDEFGH"}, trust_env=False).status_code for _ in range(11)]
    assert statuses == [404] * 10 + [429]
