"""The process is killed among turns: repeated messages are answered, and each is stored once."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests import servers
from tests.api.visitor import Visitor


@pytest.fixture(scope="module")
def service(serve: Callable[..., servers.Server], database_url: str) -> servers.Server:
    """A service of our own: it is killed."""
    return serve(DATABASE_URL=database_url)


@pytest.mark.parametrize("moment", [0.02, 0.08, 0.2])
def test_a_killed_service_loses_and_doubles_nothing(service: servers.Server, moment: float) -> None:
    with httpx.Client(base_url=service.url, timeout=15, trust_env=False) as http:
        visitor = Visitor(http)
        option = next(iter(visitor.options().values()))

        def send(number: int) -> bytes | None:
            try:
                reply = visitor.send(f"m{number}", option_id=option)
            except httpx.HTTPError:
                return None
            return reply.content if reply.status_code == 200 else None

        with ThreadPoolExecutor(12) as pool:
            first = [pool.submit(send, number) for number in range(12)]
            time.sleep(moment)
            service.kill()
            before = [reply.result() for reply in first]
        service.start("/readyz", 30)
        after = [send(number) for number in range(12)]
        assert all(after)
        assert all(answered is None or answered == again for answered, again in zip(before, after, strict=True))
        assert visitor.show().json()["turn"] == 12
