"""What surrounds every request: size cap, security headers, one log line."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import problems
from api.errors import PayloadTooLarge, TooSlow
from api.tokens import new_code

log = structlog.get_logger(__name__)
BODY_BYTES = 128 * 1024
BODY_SECONDS = 15.0
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=()",
    "content-security-policy": PAGE_POLICY,
}


class Guard:
    """Pure ASGI middleware. Bodies over 128 KiB answer 413 before they are read whole; API answers are not cached."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()
        status = 0

        async def dress(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in ALWAYS.items():
                    headers.setdefault(name, value)
                if scope["path"].startswith("/v1/"):
                    headers.setdefault("cache-control", "no-store")
            await send(message)

        request = new_code(10)
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request=request)
        try:
            refused = await self._refusal(scope, receive)
            if isinstance(refused, list):
                await self.app(scope, _replay(refused, receive), dress)
            else:
                await problems.answer(refused)(scope, receive, dress)
        except Exception as error:  # answered here, so that a defect too carries the headers
            if status:
                raise  # the answer had begun: only the connection can still say that it is broken
            await (await problems.unexpected(error))(scope, receive, dress)
        finally:
            route: Any = scope.get("route")
            log.info(
                "request",
                method=scope["method"],
                route=getattr(route, "path", None),  # the pattern: paths hold ids and links
                status=status,
                ms=round((time.perf_counter() - started) * 1000, 1),
            )

    async def _refusal(self, scope: Scope, receive: Receive) -> list[Message] | PayloadTooLarge | TooSlow:
        """The messages of a body that may pass, or the problem that refuses it."""
        length = Headers(scope=scope).get("content-length", "0")
        if not length.isdecimal() or int(length[:12]) > BODY_BYTES:
            return PayloadTooLarge()
        if length == "0" and "transfer-encoding" not in Headers(scope=scope):
            return []
        messages, size = [], 0
        try:
            async with asyncio.timeout(BODY_SECONDS):
                while True:
                    message = await receive()
                    messages.append(message)
                    size += len(message.get("body", b""))
                    if size > BODY_BYTES:
                        return PayloadTooLarge()
                    if message["type"] == "http.disconnect" or not message.get("more_body"):
                        return messages
        except TimeoutError:
            return TooSlow()


def _replay(messages: list[Message], receive: Receive) -> Receive:
    waiting = iter(messages)

    async def again() -> Message:
        for message in waiting:
            return message
        return await receive()

    return again
