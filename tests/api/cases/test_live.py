"""Live updates: every replica hears of a case, a watcher that comes back misses nothing, ids and states only."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests import servers
from tests.api.filing import Filing, bearer, case_of, until
from tests.api.unhurried import LIMITS


class Watcher(threading.Thread):
    """Reads the events of a case until told to stop."""

    def __init__(self, url: str, case_no: str, token: str | None, last: int | None = None) -> None:
        super().__init__(daemon=True)
        self.address = f"{url}/v1/cases/{case_no}/events"
        self.headers = {**bearer(token), **({"Last-Event-ID": str(last)} if last is not None else {})}
        self.events: list[tuple[int, dict[str, Any]]] = []
        self.raw = ""
        self.stopped = threading.Event()
        self.watching = threading.Event()

    def run(self) -> None:
        with (
            httpx.Client(timeout=httpx.Timeout(5, read=2), trust_env=False) as http,
            http.stream("GET", self.address, headers=self.headers) as response,
        ):
            assert response.headers["content-type"].startswith("text/event-stream")
            self.watching.set()
            lines = response.iter_lines()
            number = 0
            while not self.stopped.is_set():
                try:
                    line = next(lines)
                except (StopIteration, httpx.ReadTimeout):
                    return
                self.raw += line + "\n"
                if line.startswith("id: "):
                    number = int(line[4:])
                elif line.startswith("data: "):
                    self.events.append((number, json.loads(line[6:])))


@contextmanager
def watching(url: str, case_no: str, token: str | None, last: int | None = None) -> Iterator[Watcher]:
    watcher = Watcher(url, case_no, token, last)
    watcher.start()
    assert watcher.watching.wait(5)
    try:
        yield watcher
    finally:
        watcher.stopped.set()
        watcher.join(5)


def caught_up(watcher: Watcher, number: int, seconds: float = 10) -> list[int]:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and (not watcher.events or watcher.events[-1][0] < number):
        time.sleep(0.05)
    return [event[0] for event in watcher.events]


def corrected(filing: Filing, http: httpx.Client, case_no: str) -> dict[str, Any]:
    """Answer the correction, and wait until everything is decided."""
    until(http, case_no, filing.identity, lambda c: c["state"] == "correction")
    path = f"/v1/cases/{case_no}/tasks/{case_no}-01/correction"
    assert http.post(path, json={"values": {"child_name": "王小宝"}}, headers=filing.headers).status_code == 200
    return until(http, case_no, filing.identity, lambda c: c["state"] == "decided")


def test_events_come_in_order_and_a_watcher_that_returns_misses_nothing(
    client: httpx.Client, service: servers.Server
) -> None:
    filing = Filing(client).ready()
    case_no = filing.submit(anyway=True).json()["case_no"]
    with watching(service.url, case_no, filing.identity, last=0) as whole:
        case = corrected(filing, client, case_no)
        last = case["timeline"][-1]["id"]
        assert caught_up(whole, last) == list(range(1, last + 1))
    assert {state["state"] for _, state in whole.events} >= {"submitted", "received", "correction", "decided"}
    assert all(set(data) == {"task", "state"} for _, data in whole.events)
    assert not any("一" <= sign <= "鿿" for sign in whole.raw), "ids and states only"
    with watching(service.url, case_no, filing.identity, last=last - 2) as returned:
        assert caught_up(returned, last) == [last - 1, last]
    with watching(service.url, case_no, filing.identity) as fresh:
        assert caught_up(fresh, last) == [last]


@pytest.mark.redis
@pytest.mark.postgres
def test_replicas_see_each_others_updates(
    serve: Callable[..., servers.Server],
    new_data: Callable[[], Path],
    postgres_server: str,
    redis_url: str,
) -> None:
    data = new_data()
    with servers.fresh_database(postgres_server) as url:
        shared = {"DATABASE_URL": url, "REDIS_URL": redis_url, **LIMITS}
        working = serve(data, DEMO_PACE="0.3", **shared)
        looking = serve(data, WORKER="off", **shared)
        with (
            httpx.Client(base_url=working.url, timeout=15, trust_env=False) as one,
            httpx.Client(base_url=looking.url, timeout=15, trust_env=False) as two,
        ):
            filing = Filing(two).ready()
            case_no = filing.submitted()
            with watching(looking.url, case_no, filing.identity, last=0) as watcher:
                before = time.monotonic()
                case = corrected(filing, two, case_no)
                last = case["timeline"][-1]["id"]
                assert caught_up(watcher, last, seconds=3) == list(range(1, last + 1))
                assert time.monotonic() - before < 14, "sooner than the heartbeat that makes up for lost updates"
            assert case_of(one, case_no, filing.identity) == case_of(two, case_no, filing.identity)
        working.stop()
        looking.stop()
