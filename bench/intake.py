"""The intake: applications a second, beside raw inserts of the same number of rows in the same database."""

from __future__ import annotations

import tempfile
import threading
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg

from bench.figures import Figure, beside, percentile
from bench.product import product
from knowledge.bundle import load
from tests.citizen import Citizen
from tests.servers import fresh_database, postgres

DRAFTS = 120
CLIENTS = 40
#: Rows written by one application: application, case, tasks, outbox, timeline, audit, stored answer.
ROWS = 12


def measure() -> list[Figure]:
    found: list[Figure] = []
    with tempfile.TemporaryDirectory() as name, postgres() as (server_url, _):
        with fresh_database(server_url) as database:
            raw = _raw_inserts(database)
        for store in ("PostgreSQL", "SQLite"):
            with fresh_database(server_url) as database:
                settings = {"DATABASE_URL": database} if store == "PostgreSQL" else {}
                data = Path(name) / store
                with product(data, **settings) as house:
                    per_second, latencies, repeats = _submit_all(house.url, _facts(data))
            ratio = beside(per_second, raw, "raw inserts, one transaction each")
            found += [
                Figure(f"applications a second, {CLIENTS} clients, {store}", per_second, "/s", **ratio),
                Figure(f"one application, {CLIENTS} clients, {store}: median", percentile(latencies, 0.5), "ms"),
                Figure(f"one application, {CLIENTS} clients, {store}: p95", percentile(latencies, 0.95), "ms"),
                Figure(f"told to come back and repeated, of {DRAFTS}, {store}", repeats, ""),
            ]
    return found


def _facts(data: Path) -> dict[str, Any]:
    """The facts of the first restaurant persona: one applicant, something to submit."""
    bundle = load(data / "bundle")
    return dict(next(p.facts for p in bundle.personas.values() if p.event == "restaurant" and p.region == "620102"))


def _submit_all(url: str, facts: dict[str, Any]) -> tuple[float, list[float], int]:
    ready: list[Callable[[], int]] = []
    for _ in range(DRAFTS):
        ready.append(_prepared(url, facts))
    latencies: list[float] = []
    repeats: list[int] = []
    failures: list[BaseException] = []
    waiting = iter(ready)
    lock = threading.Lock()

    def client() -> None:
        while True:
            with lock:
                submit = next(waiting, None)
            if submit is None:
                return
            began = time.perf_counter()
            try:
                repeats.append(submit())
            except BaseException as error:
                failures.append(error)
                return
            latencies.append((time.perf_counter() - began) * 1000)

    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return len(latencies) / (time.perf_counter() - began), latencies, sum(repeats)


def _prepared(url: str, facts: dict[str, Any]) -> Callable[[], int]:
    """Everything up to the submission; returns the submission."""
    citizen = Citizen(url)
    citizen.sign_in("demo_owner")
    citizen.tap_event("restaurant")
    citizen.interview(facts, by_buttons=False)
    draft = citizen.confirm(citizen.fill(citizen.claim(citizen.apply())))

    headers = {"Authorization": f"Bearer {citizen.identity}", "Idempotency-Key": uuid.uuid4().hex}
    body = {"draft": draft["id"], "version": draft["version"], "anyway": True}

    def submit() -> int:
        """Submit as a client does: the same key again while the service says that it is busy. Returns the repeats."""
        for repeats in range(20):
            answer = citizen.http.post("/v1/applications", json=body, headers=headers)
            if answer.status_code != 503:
                answer.raise_for_status()
                return repeats
            time.sleep(0.1)
        raise RuntimeError("the service stays busy")

    return submit


def _raw_inserts(database: str) -> float:
    """Transactions a second of the same rows, written by as many clients straight into PostgreSQL."""
    with psycopg.connect(database, autocommit=True) as admin:
        admin.execute("create table raw (id text primary key, body bytea)")
    share = DRAFTS // CLIENTS

    def client() -> None:
        with psycopg.connect(database) as connection:
            for _ in range(share):
                for _ in range(ROWS):
                    connection.execute("insert into raw values (%s, %s)", (uuid.uuid4().hex, b"x" * 400))
                connection.commit()

    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return share * CLIENTS / (time.perf_counter() - began)
