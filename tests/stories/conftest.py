"""A door for the citizens of the stories."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.citizen import Citizen
from tests.servers import Server

Visit = Callable[..., Citizen]


@pytest.fixture
def visit() -> Iterator[Visit]:
    """A function that opens a conversation; connections are closed afterwards."""
    citizens: list[Citizen] = []

    def come(server: Server, **options: Any) -> Citizen:
        citizens.append(Citizen(server.url, **options))
        return citizens[-1]

    yield come
    for citizen in citizens:
        citizen.leave()


@pytest.fixture(scope="module")
def stores(request: pytest.FixtureRequest, database_url: str) -> dict[str, str]:
    """SQLite alone, or PostgreSQL with Redis."""
    if database_url.startswith("sqlite"):
        return {"DATABASE_URL": database_url}
    return {"DATABASE_URL": database_url, "REDIS_URL": request.getfixturevalue("redis_url")}


@pytest.fixture(scope="module")
def talking(serve: Callable[..., Server], stores: dict[str, str], bot: Server) -> Server:
    """The service with the real bot."""
    return serve(BOT_URL=bot.url, **stores)


@pytest.fixture(scope="module")
def service(serve: Callable[..., Server], stores: dict[str, str]) -> Server:
    """The service while the bot is stopped."""
    return serve(**stores)
