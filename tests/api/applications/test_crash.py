"""The process is killed, or the database does not answer, during submission; the repeat is one case."""

from __future__ import annotations

import random
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import psycopg
import pytest

from tests import servers
from tests.api.filing import Filing, case_of
from tests.api.visitor import problem

ROUNDS = {"sqlite": 30, "postgresql": 8}


def submit(filing: Filing, key: str, answers: list[httpx.Response]) -> None:
    """Submit on a connection of its own; a broken connection is no answer."""
    try:
        with httpx.Client(base_url=filing.http.base_url, timeout=15, trust_env=False) as http:
            answers.append(filing.submit(key, http, anyway=True))
    except httpx.HTTPError:
        return


@pytest.mark.slow
def test_killed_at_any_moment_and_repeated_it_is_one_case(service: servers.Server, database_url: str) -> None:
    chance = random.Random(20261120)
    outcomes = {"before": 0, "after": 0}
    numbers: list[str] = []
    with httpx.Client(base_url=service.url, timeout=15, trust_env=False) as http:
        moment = _usual_time(http)
        for turn in range(ROUNDS[database_url.partition(":")[0]]):
            filing = Filing(http).ready()
            answers: list[httpx.Response] = []
            sending = threading.Thread(target=submit, args=(filing, f"kill-{turn}", answers))
            sending.start()
            time.sleep(moment * chance.uniform(0.3, 1.7))
            service.kill()
            sending.join()
            service.start("/readyz", 30)
            kept = _count(database_url, filing.draft["id"])
            outcomes["after" if kept else "before"] += 1
            moment *= 0.7 if kept else 1.5  # so that the kills gather around the moment of writing
            assert kept or not answers, "no receipt without a case"
            repeated = filing.submit(f"kill-{turn}", anyway=True)
            assert repeated.status_code == 201, repeated.text
            assert all(answer.content == repeated.content for answer in answers)
            again = filing.submit(f"kill-{turn}", anyway=True)
            assert again.content == repeated.content
            assert _count(database_url, filing.draft["id"]) == 1
            numbers.append(repeated.json()["case_no"])
            case_of(http, numbers[-1], filing.identity)
    assert len(set(numbers)) == len(numbers)
    assert outcomes["before"], "some kills came before the case was kept"
    assert outcomes["after"], "some kills came after the case was kept"


def test_a_locked_database_answers_503_and_the_repeat_is_one_case(client: httpx.Client, database_url: str) -> None:
    filing = Filing(client).ready()
    with locked(database_url):
        started = time.monotonic()
        refused = problem(filing.submit("locked", anyway=True), 503, "database-unavailable")
        assert time.monotonic() - started < 8
        assert "没有保存" in refused["detail"]
    first = filing.submit("locked", anyway=True)
    assert first.status_code == 201, first.text
    assert filing.submit("locked", anyway=True).content == first.content
    assert _count(database_url, filing.draft["id"]) == 1


def _usual_time(http: httpx.Client) -> float:
    """Seconds a submission takes here."""
    filing = Filing(http).ready()
    started = time.monotonic()
    assert filing.submit("usual", anyway=True).status_code == 201
    return time.monotonic() - started


@contextmanager
def locked(url: str) -> Iterator[None]:
    """Somebody else holds the database, or the tables of a submission."""
    if url.startswith("sqlite"):
        holder = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        holder.execute("begin immediate")
        try:
            yield
        finally:
            holder.execute("rollback")
            holder.close()
        return
    with psycopg.connect(url) as connection:
        connection.execute("lock table cases, drafts, case_counters in access exclusive mode")
        yield
        connection.rollback()


def _count(url: str, draft: str) -> int:
    """How many applications, cases and first outbox rows a draft has become; all agree."""
    query = "select case_no from applications where draft_id = {}"
    cases = "select count(*) from cases where case_no = {}"
    if url.startswith("sqlite"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"))
        found = [row[0] for row in connection.execute(query.format("?"), (draft,))]
        counts = [connection.execute(cases.format("?"), (number,)).fetchone()[0] for number in found]
        connection.close()
    else:
        with psycopg.connect(url) as connection:
            found = [row[0] for row in connection.execute(query.format("%s"), (draft,))]
            counts = [connection.execute(cases.format("%s"), (number,)).fetchone()[0] for number in found]
    assert counts == [1] * len(found)
    return len(found)
