"""The database is locked or stopped for ten seconds while a turn and a submission are sent; both are repeated."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

import httpx
import psycopg
import pytest

from tests import servers
from tests.api.filing import Filing
from tests.api.unhurried import LIMITS
from tests.api.visitor import problem

Trouble = Callable[[], AbstractContextManager[None]]
TEN = 10.0
ANSWERS = {"child_count": "one"}


@contextmanager
def locked(path: Path) -> Iterator[None]:
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("begin exclusive")
        yield
        holder.rollback()


@pytest.fixture(params=["sqlite locked", pytest.param("postgres stopped", marks=pytest.mark.postgres)])
def house(
    request: pytest.FixtureRequest, serve: Callable[..., servers.Server], new_data: Callable[[], Path]
) -> Iterator[tuple[servers.Server, Trouble, Callable[[], int]]]:
    """A service, a way to put its database into trouble, and the number of its applications."""
    if request.param == "sqlite locked":
        data = new_data()
        file = data / "daoban.sqlite3"

        def counted() -> int:
            with closing(sqlite3.connect(file)) as database:
                return int(database.execute("select count(*) from applications").fetchone()[0])

        yield serve(data, **LIMITS), lambda: locked(file), counted
        return
    with servers.postgres() as (url, pid), servers.fresh_database(url) as database:

        def count() -> int:
            with psycopg.connect(database) as connection:
                return int(connection.execute("select count(*) from applications").fetchone()[0])  # type: ignore[index]

        server = serve(DATABASE_URL=database, **LIMITS)
        yield server, lambda: servers.paused(pid), count
        server.stop()


@pytest.mark.slow
def test_a_turn_and_a_submission_are_refused_in_time_and_kept_once_when_repeated(
    house: tuple[servers.Server, Trouble, Callable[[], int]],
) -> None:
    server, trouble, applications = house
    with httpx.Client(base_url=server.url, timeout=20, trust_env=False) as http:
        filing = Filing(http).ready()
        turn = filing.visitor.show().json()["turn"]
        before, ends = applications(), time.monotonic() + TEN
        with trouble():
            while time.monotonic() < ends:
                for send in (
                    lambda: filing.visitor.send("in-trouble", answers=ANSWERS),
                    lambda: filing.submit("in-trouble", anyway=True),
                ):
                    started = time.monotonic()
                    refused = send()
                    assert time.monotonic() - started < 8
                    assert "没有保存" in problem(refused, 503, "database-unavailable")["detail"]
                    assert int(refused.headers["retry-after"]) > 0
                assert http.post("/v1/guidance", json={"events": ["newborn"], "region": "620102"}).status_code == 200
        deadline = time.monotonic() + 15
        while (first := filing.submit("in-trouble", anyway=True)).status_code == 503:
            assert time.monotonic() < deadline, first.text
            time.sleep(0.2)
        assert first.status_code == 201, first.text
        assert filing.submit("in-trouble", anyway=True).content == first.content
        assert applications() == before + 1
        again = filing.visitor.send("in-trouble", answers=ANSWERS)
        assert again.status_code == 200, again.text
        assert filing.visitor.send("in-trouble", answers=ANSWERS).content == again.content
        assert filing.visitor.show().json()["turn"] == again.json()["turn"] > turn
