"""Live updates: who watches a case hears that it moved. In this process, or through Redis across replicas.

    live.publish("case/<case_no>", {"state": ...})          # after the commit, from any thread
    async with live.subscribe("case/<case_no>") as updates:
        async for update in updates: ...                     # None every `heartbeat` seconds of silence

Updates carry ids and states only. They may be lost (Redis away): watchers read the case again after a heartbeat.
"""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import redis
import redis.asyncio
import structlog

log = structlog.get_logger(__name__)
PREFIX = "daoban:live:"
QUEUE = 100
#: After a failure of Redis, tell only the watchers here for this long: a stopped one costs each update a second.
REST = 5.0


class Live:
    """Publish and subscribe by topic."""

    def __init__(self, redis_url: str | None = None, *, heartbeat: float = 15.0) -> None:
        self.heartbeat = heartbeat
        self._url = redis_url
        self._publisher = (
            redis.Redis.from_url(redis_url, socket_timeout=1, socket_connect_timeout=1) if redis_url else None
        )
        self._watchers: dict[str, set[tuple[asyncio.AbstractEventLoop, asyncio.Queue[Any]]]] = defaultdict(set)
        self._lock = threading.Lock()
        self._rest_until = 0.0

    def publish(self, topic: str, update: dict[str, Any]) -> None:
        """Tell all watchers of `topic`. Never raises for an absent Redis: the update is then local only."""
        if self._publisher is not None and time.monotonic() >= self._rest_until:
            try:
                self._publisher.publish(PREFIX + topic, json.dumps(update))
                return
            except redis.RedisError as error:
                self._rest_until = time.monotonic() + REST
                log.warning("live_redis_away", error=type(error).__name__)
        with self._lock:
            watchers = list(self._watchers.get(topic, ()))
        for loop, queue in watchers:
            with suppress(RuntimeError):  # a loop that has just closed watches nothing
                loop.call_soon_threadsafe(_offer, queue, update)

    @asynccontextmanager
    async def subscribe(self, topic: str) -> AsyncIterator[AsyncIterator[dict[str, Any] | None]]:
        """Watch `topic`; the subscription stands when the block is entered, so nothing after it is missed."""
        queue: asyncio.Queue[Any] = asyncio.Queue(QUEUE)
        watcher = (asyncio.get_running_loop(), queue)
        with self._lock:
            self._watchers[topic].add(watcher)
        relay = await self._relay(topic, queue) if self._url else None
        try:
            yield self._updates(queue)
        finally:
            if relay is not None:
                relay.cancel()
                with suppress(asyncio.CancelledError):
                    await relay
            with self._lock:
                self._watchers[topic].discard(watcher)
                if not self._watchers[topic]:
                    del self._watchers[topic]

    async def _updates(self, queue: asyncio.Queue[Any]) -> AsyncIterator[dict[str, Any] | None]:
        while True:
            try:
                yield await asyncio.wait_for(queue.get(), self.heartbeat)
            except TimeoutError:
                yield None

    async def _relay(self, topic: str, queue: asyncio.Queue[Any]) -> asyncio.Task[None]:
        """Carry messages of the Redis channel into `queue`, and come back to it whenever Redis does."""
        subscribed = asyncio.Event()

        async def run() -> None:
            while True:
                client = redis.asyncio.Redis.from_url(self._url or "", socket_connect_timeout=1)
                try:
                    async with client.pubsub() as channel:
                        await channel.subscribe(PREFIX + topic)
                        async for message in channel.listen():
                            if message["type"] == "subscribe":
                                subscribed.set()
                            elif message["type"] == "message":
                                _offer(queue, json.loads(message["data"]))
                except (redis.RedisError, OSError) as error:
                    log.warning("live_redis_away", error=type(error).__name__)
                    subscribed.set()  # go on without: the watcher still reads after each heartbeat
                    await asyncio.sleep(1)
                finally:
                    with suppress(redis.RedisError, OSError):
                        await client.aclose()

        task = asyncio.create_task(run())
        with suppress(TimeoutError):
            await asyncio.wait_for(subscribed.wait(), 2)
        return task


def _offer(queue: asyncio.Queue[Any], update: dict[str, Any]) -> None:
    """Put, dropping the oldest for a watcher that does not keep up."""
    if queue.full():
        queue.get_nowait()
    queue.put_nowait(update)
