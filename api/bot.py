"""The way to the bot: one HTTP client with a deadline and a breaker. Its words never enter a log.

Anything but 200 with the promised shape is a failed turn. When the bot has not answered at all `FAILURES` times in a
row it is left alone for `REST` seconds; then one request tries it again while the others are answered without it. A bad
answer does not count: one text that the bot cannot digest must not silence it for everybody.
"""

from __future__ import annotations

import json
import threading
import time
from typing import Any

import httpx
import structlog

from api.errors import BotAway

log = structlog.get_logger(__name__)
FAILURES = 3
REST = 3.0
AT_ONCE = 48


class Bot:
    """Client of `bot.server`. Every call returns a checked answer or raises BotAway within `deadline` seconds."""

    def __init__(self, url: str, *, deadline: float = 3.5) -> None:
        self._deadline = deadline
        self._client = httpx.Client(
            base_url=url,
            timeout=httpx.Timeout(deadline, connect=min(1.0, deadline)),
            limits=httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE),
            trust_env=False,
        )
        self._breaker = Breaker()

    def turn(self, conversation: str, text: str, state: dict[str, Any], now: str) -> dict[str, Any]:
        """`{act, state, messages, effects, model, bundle}` for one text turn."""
        answer = self._post("/turn", {"conversation": conversation, "text": text, "state": state, "now": now})
        return self._checked(answer, _is_turn(answer, state))

    def parse(self, text: str, now: str) -> dict[str, Any]:
        """`{act, confidence, events, facts, model}` of one text; `now` (ISO) is what 昨天 counts from."""
        answer = self._post("/parse", {"text": text, "now": now})
        shape = isinstance(answer.get("act"), str) and all(
            isinstance(answer.get(key), list) for key in ("events", "facts")
        )
        return self._checked(answer, shape)

    def health(self) -> dict[str, Any]:
        """`{status: ready, model, bundle}`. Raises BotAway; does not touch the breaker."""
        try:
            response = self._client.get("/health", timeout=min(1.5, self._deadline))
            answer = response.json() if response.status_code == 200 else {}
        except (httpx.HTTPError, ValueError) as error:
            raise BotAway() from error
        if not isinstance(answer, dict) or answer.get("status") != "ready":
            raise BotAway()
        return answer

    def close(self) -> None:
        """Close pooled connections."""
        self._client.close()

    def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        if not self._breaker.allows():
            raise BotAway()
        overdue = time.monotonic() + self._deadline
        try:
            with self._client.stream("POST", path, json=body) as response:
                chunks = []
                for chunk in response.iter_bytes():  # the timeout is per read: a dripping answer is cut off here
                    chunks.append(chunk)
                    if time.monotonic() > overdue:
                        raise httpx.ReadTimeout("overdue")
        except httpx.HTTPError as error:
            self._breaker.failed()
            log.warning("bot_away", error=type(error).__name__, breaker=self._breaker.state)
            raise BotAway() from error
        self._breaker.succeeded()
        return self._read(response.status_code, b"".join(chunks))

    def _read(self, status: int, content: bytes) -> dict[str, Any]:
        try:
            answer = json.loads(content) if status == 200 else None
        except (ValueError, RecursionError):
            answer = None
        return self._checked(answer if isinstance(answer, dict) else {}, isinstance(answer, dict), status)

    @staticmethod
    def _checked(answer: dict[str, Any], shape: bool, status: int = 200) -> dict[str, Any]:
        if not shape:
            log.warning("bot_failed", error="shape", status=status)
            raise BotAway()
        return answer


def _is_turn(answer: dict[str, Any], before: dict[str, Any]) -> bool:
    """Whether the answer is our envelope, and about the conversation we asked for."""
    act, state, messages = answer.get("act"), answer.get("state"), answer.get("messages")
    if not (isinstance(act, dict) and isinstance(act.get("act"), str) and isinstance(state, dict)):
        return False
    if any(state.get(key) != before.get(key) for key in ("schema", "salt", "channel")):
        return False
    if not (isinstance(messages, list) and messages and isinstance(answer.get("effects"), list)):
        return False
    return all(isinstance(m, dict) and isinstance(m.get("type"), str) and m.get("text") for m in messages) and all(
        isinstance(e, dict) and isinstance(e.get("effect"), str) for e in answer["effects"]
    )


class Breaker:
    """Closed: all pass. Open: none pass. Half-open after a rest: one passes at a time."""

    def __init__(self) -> None:
        self._failures = 0
        self._open_until = 0.0
        self._lock = threading.Lock()

    @property
    def state(self) -> str:
        """closed or open."""
        return "open" if self._failures >= FAILURES else "closed"

    def allows(self) -> bool:
        """Whether a call may be tried now."""
        with self._lock:
            if self._failures < FAILURES:
                return True
            if time.monotonic() < self._open_until:
                return False
            self._open_until = time.monotonic() + REST  # this caller tries; the others wait for its outcome
            return True

    def succeeded(self) -> None:
        """The bot answered."""
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        """The bot did not answer."""
        with self._lock:
            self._failures += 1
            if self._failures >= FAILURES:
                self._open_until = time.monotonic() + REST
