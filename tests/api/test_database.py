"""A locked or stopped database: 503 in time, nothing half-written, and everything works again afterwards."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import httpx
import psycopg
import pytest
from sqlalchemy import text

from api.database import Database, after_commit
from api.errors import DatabaseAway
from tests import servers
from tests.api.visitor import REGION, Visitor, problem

Trouble = Callable[[], AbstractContextManager[None]]


@pytest.fixture(scope="module")
def own_postgres() -> Iterator[tuple[str, int]]:
    """A PostgreSQL that these tests may stop."""
    with servers.postgres() as found:
        yield found


@pytest.fixture(params=["sqlite locked", "postgres locked", "postgres stopped"])
def case(
    request: pytest.FixtureRequest, serve: Callable[..., servers.Server], new_data: Callable[[], Path]
) -> Iterator[tuple[servers.Server, Trouble]]:
    """A service, and a way to put its database into trouble for the length of a block."""
    if request.param == "sqlite locked":
        data = new_data()
        yield serve(data), lambda: locked_sqlite(data / "daoban.sqlite3")
        return
    url, pid = request.getfixturevalue("own_postgres")
    with servers.fresh_database(url) as database:
        server = serve(DATABASE_URL=database)
        if request.param == "postgres locked":
            yield server, lambda: locked_postgres(database)
        else:
            yield server, lambda: servers.paused(pid)
        server.stop()


@contextmanager
def locked_sqlite(path: Path) -> Iterator[None]:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("begin exclusive")
    try:
        yield
    finally:
        connection.rollback()
        connection.close()


@contextmanager
def locked_postgres(url: str) -> Iterator[None]:
    with psycopg.connect(url) as connection:
        connection.execute("lock table conversations, turns in access exclusive mode")
        yield
        connection.rollback()


def test_ten_seconds_of_trouble_lose_nothing(case: tuple[servers.Server, Trouble]) -> None:
    server, trouble = case
    with httpx.Client(base_url=server.url, timeout=20, trust_env=False) as http:
        visitor = Visitor(http)
        option = next(iter(visitor.options().values()))
        before = visitor.show().json()
        with trouble():
            until = time.monotonic() + 10
            while time.monotonic() < until:
                started = time.monotonic()
                refused = visitor.send("m1", option_id=option)
                assert time.monotonic() - started < 8
                assert problem(refused, 503, "database-unavailable")["detail"]
                assert int(refused.headers["retry-after"]) > 0
                assert http.post("/v1/conversations", json={"region": REGION}).status_code == 503
                assert http.get("/healthz").status_code == 200
                guided = http.post("/v1/guidance", json={"events": ["newborn"], "region": REGION})
                assert guided.status_code == 200, "guidance needs no database"
        deadline = time.monotonic() + 15
        while (answered := visitor.send("m1", option_id=option)).status_code != 200:
            assert time.monotonic() < deadline, answered.text
            time.sleep(0.2)
        assert answered.json()["turn"] == before["turn"] + 1, "the refused attempts left nothing"
        assert visitor.send("m1", option_id=option).content == answered.content


def test_many_requests_during_trouble_are_all_refused_in_time(case: tuple[servers.Server, Trouble]) -> None:
    server, trouble = case
    with httpx.Client(base_url=server.url, timeout=30, trust_env=False) as http:
        visitors = [Visitor(http) for _ in range(12)]
        with trouble(), ThreadPoolExecutor(12) as pool:
            started = time.monotonic()
            statuses = list(
                pool.map(lambda v: v.send(option_id=next(iter(v.options().values()))).status_code, visitors)
            )
            assert time.monotonic() - started < 9
        assert statuses == [503] * 12
        deadline = time.monotonic() + 15
        for visitor in visitors:
            while visitor.show().status_code != 200:
                assert time.monotonic() < deadline
                time.sleep(0.1)


def test_a_short_lock_is_waited_for(serve: Callable[..., servers.Server], new_data: Callable[[], Path]) -> None:
    data = new_data()
    server = serve(data)
    with httpx.Client(base_url=server.url, timeout=20, trust_env=False) as http:
        visitor = Visitor(http)
        with ThreadPoolExecutor(1) as pool, locked_sqlite(data / "daoban.sqlite3"):
            reply = pool.submit(visitor.tap, next(iter(visitor.options())))
            time.sleep(0.5)
        assert reply.result().json()["turn"] == 1


def test_two_processes_start_on_one_empty_database(
    serve: Callable[..., servers.Server], new_data: Callable[[], Path], database_url: str
) -> None:
    data = new_data()
    with ThreadPoolExecutor(3) as pool:
        started = [pool.submit(serve, data, DATABASE_URL=database_url) for _ in range(3)]
        replicas = [one.result() for one in started]
    with httpx.Client(base_url=replicas[0].url, timeout=15, trust_env=False) as http:
        visitor = Visitor(http)
    for replica in replicas[1:]:
        with httpx.Client(base_url=replica.url, timeout=15, trust_env=False) as http:
            visitor.http = http
            assert visitor.show().status_code == 200


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    found = Database(f"sqlite:///{tmp_path / 'x.sqlite3'}", patience=0.3)
    with found.writing() as session:
        session.execute(text("create table t (n integer primary key)"))
    yield found
    found.close()


def test_an_error_rolls_back_and_drops_what_was_to_follow(database: Database) -> None:
    told: list[str] = []

    def fail() -> None:
        with database.writing() as session:
            session.execute(text("insert into t values (1)"))
            after_commit(session, lambda: told.append("yes"))
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with database.reading() as session:
        assert session.execute(text("select count(*) from t")).scalar() == 0
    assert told == []


def test_what_follows_a_commit_follows_it(database: Database) -> None:
    seen: list[int] = []

    def look() -> None:
        with database.reading() as session:
            seen.append(session.execute(text("select count(*) from t")).scalar() or 0)

    with database.writing() as session:
        session.execute(text("insert into t values (1)"))
        after_commit(session, look)
    assert seen == [1]


def test_a_second_writer_waits_its_patience_and_no_longer(database: Database) -> None:
    holding, release = threading.Event(), threading.Event()

    def hold() -> None:
        with database.writing():
            holding.set()
            release.wait(5)

    other = threading.Thread(target=hold)
    other.start()
    holding.wait(5)
    started = time.monotonic()
    with pytest.raises(DatabaseAway), database.writing():
        pass
    assert 0.2 < time.monotonic() - started < 3
    with database.reading() as session:
        assert session.execute(text("select count(*) from t")).scalar() == 0, "readers do not wait for writers"
    release.set()
    other.join()
