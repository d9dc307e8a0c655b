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
