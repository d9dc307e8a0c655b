"""How often one may ask: `limits` with counters in this process, or in Redis when there are several replicas."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Mapping

import structlog
from limits import RateLimitItem, parse, strategies
from limits.storage import MemoryStorage, RedisStorage

from api.errors import TooManyRequests

log = structlog.get_logger(__name__)
#: After a failure of Redis, count locally for this long before trying it again.
REST = 10.0
REFUSED = "请求太频繁了，请{wait}后再试。急事请打12345。"


class Limits:
    """Named limits. `check` counts one use and refuses what is over."""

    def __init__(self, rules: Mapping[str, str], redis_url: str | None = None) -> None:
        """`rules`: name -> e.g. "60/minute". Raises ValueError for a rule that does not read."""
        self._rules: dict[str, RateLimitItem] = {name: parse(rule) for name, rule in rules.items()}
        self._local = strategies.MovingWindowRateLimiter(MemoryStorage())
        self._shared: strategies.MovingWindowRateLimiter | None = None
        self._rest_until = 0.0
        self._lock = threading.Lock()
        if redis_url:
            storage = RedisStorage(redis_url, key_prefix="daoban", socket_timeout=1, socket_connect_timeout=1)
            self._shared = strategies.MovingWindowRateLimiter(storage)

    def check(self, name: str, who: str) -> None:
        """Count one use of limit `name` by `who`. Raises TooManyRequests with Retry-After."""
        rule = self._rules[name]
        limiter = self._limiter()
        try:
            allowed = limiter.hit(rule, name, who)
            reset = 0.0 if allowed else limiter.get_window_stats(rule, name, who).reset_time
        except Exception as error:  # whatever the Redis client raises: people are served, counted locally
            if limiter is self._local:
                raise
            self._rest_until = time.monotonic() + REST
            log.warning("limits_redis_away", error=type(error).__name__)
            self.check(name, who)
            return
        if not allowed:
            wait = max(1, math.ceil(reset - time.time()))
            raise TooManyRequests(REFUSED.format(wait=_spoken(wait)), headers={"Retry-After": str(wait)})

    def _limiter(self) -> strategies.MovingWindowRateLimiter:
        if self._shared is None or time.monotonic() < self._rest_until:
            return self._local
        return self._shared


def _spoken(seconds: int) -> str:
    return f"{seconds}秒" if seconds < 90 else f"{math.ceil(seconds / 60)}分钟"
