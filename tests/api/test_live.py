"""Who watches hears; two replicas hear each other through Redis."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest
import redis

from api.live import Live
from tests import servers


async def heard(watching: Live, speaking: Live, topic: str, updates: list[dict[str, Any]]) -> list[Any]:
    async with watching.subscribe("case/1") as found:
        for update in updates:
            await asyncio.to_thread(speaking.publish, topic, update)
        return [await anext(found) for _ in updates]


def test_a_watcher_hears_what_is_said_from_another_thread() -> None:
    live = Live()
    updates = [{"task": str(n)} for n in range(5)]
    assert asyncio.run(heard(live, live, "case/1", updates)) == updates


def test_other_topics_and_silence_give_a_heartbeat() -> None:
    live = Live(heartbeat=0.05)
    assert asyncio.run(heard(live, live, "case/2", [{"task": "1"}])) == [None]


@pytest.mark.redis
def test_two_replicas_hear_each_other(redis_url: str) -> None:
    one, two = Live(redis_url), Live(redis_url)
    updates = [{"task": str(n)} for n in range(5)]
    assert asyncio.run(heard(one, two, "case/1", updates)) == updates
    assert asyncio.run(heard(two, two, "case/1", updates)) == updates


@pytest.mark.redis
def test_an_absent_redis_harms_nobody(tmp_path: Path) -> None:
    with servers.redis_server(tmp_path) as url:
        live = Live(url, heartbeat=0.2)
    assert asyncio.run(heard(live, live, "case/1", [{"task": "1"}])) == [{"task": "1"}]


@pytest.mark.redis
def test_a_stopped_redis_costs_one_wait_and_not_one_each(tmp_path: Path) -> None:
    with servers.redis_server(tmp_path) as url:
        with redis.Redis.from_url(url) as client:
            pid = int(client.info()["process_id"])
        live = Live(url)
        with servers.paused(pid):
            started = time.monotonic()
            for _ in range(6):
                live.publish("case/1", {"task": "1"})
            assert time.monotonic() - started < 3


def test_nothing_stays_behind() -> None:
    live = Live()
    asyncio.run(heard(live, live, "case/1", [{"task": "1"}]))
    assert not live._watchers
    live.publish("case/1", {"task": "2"})
