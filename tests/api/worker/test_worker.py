"""The worker: every department is told once, waits are kept, results are passed on, failures are tried again."""

from __future__ import annotations

import sqlite3
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

from api.cases.states import FINISHED, NEXT, IllegalStep, after_report, summary
from knowledge.bundle import Bundle, save
from tests import servers
from tests.api.applications.test_submission import changed
from tests.api.filing import Filing, case_of, until
from tests.api.neighbour import neighbour
from tests.api.unhurried import LIMITS
from tests.conftest import DATABASES

STAGES = ["received", "accepted", "working", "decided"]


@pytest.fixture(params=DATABASES)
def own_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database for one test: its data folder, and so its keys, are that test's own."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'daoban.sqlite3'}"
        return
    with servers.fresh_database(request.getfixturevalue("postgres_server")) as url:
        yield url


class Departments:
    """Real case systems as the intake sees them: they fail `failing` times per task and remember every call."""

    def __init__(self, failing: int = 0, stages: list[str] | None = None) -> None:
        self.failing, self.stages = failing, stages or STAGES
        self.calls: Counter[str] = Counter()
        self.seen: dict[str, dict[str, Any]] = {}
        self.given: Counter[str] = Counter()
        self.withdrawn: list[str] = []
        self._lock = threading.Lock()

    def __call__(self, method: str, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        task = path.rsplit("/", 1)[-1]
        with self._lock:
            if method == "DELETE":
                self.withdrawn.append(task)
                return 200, {}
            self.calls[task] += 1
            self.seen[task] = body
            if self.calls[task] <= self.failing:
                return 500, {}
            if self.calls[task] == self.failing + 1:
                return 200, {"what": "is this"}
            self.given[task] = max(self.given[task], len(body["reports"]) + 1)
            reports = [
                {"stage": stage, "text": f"{stage}。", "result": {"number": task} if stage == "decided" else None}
                for stage in self.stages[: self.given[task]]
            ]
            return 200, {"reports": reports}


def decided(case: dict[str, Any]) -> bool:
    return case["state"] == "decided"


def test_a_department_that_fails_is_tried_again_and_reports_once(
    serve: Callable[..., servers.Server], new_data: Callable[[], Path]
) -> None:
    systems = Departments(failing=2)
    data = new_data()
    with neighbour(systems) as url:
        server = serve(data, DEPARTMENTS_URL=url)
        with httpx.Client(base_url=server.url, timeout=15, trust_env=False) as http:
            filing = Filing(http).ready()
            case_no = filing.submitted()
            case = until(http, case_no, filing.identity, decided, seconds=30)
        for task in case["tasks"]:
            assert [line["state"] for line in case["timeline"] if line["task"] == task["id"]] == STAGES
        server.stop()
    assert set(systems.calls.values()) == {3 + len(STAGES)}
    assert "department_failed" in server.text()


def test_a_department_sees_its_own_fields_and_nothing_else(
    serve: Callable[..., servers.Server], new_data: Callable[[], Path]
) -> None:
    systems = Departments()
    with neighbour(systems) as url:
        server = serve(new_data(), DEPARTMENTS_URL=url)
        with httpx.Client(base_url=server.url, timeout=15, trust_env=False) as http:
            filing = Filing(http).ready()
            case = until(http, filing.submitted(), filing.identity, decided, seconds=30)
        lines = filing.draft["fields"]
        for task in case["tasks"]:
            seen = systems.seen[task["id"]]
            own = {line["key"]: line["value"] for line in lines if task["service"] in line["services"]}
            assert seen["values"] == {key: value for key, value in own.items() if value is not None}
            assert seen["service"] == task["service"]
            assert set(seen["names"]) == set(own)
        server.stop()


def test_a_report_that_cannot_follow_changes_nothing(
    serve: Callable[..., servers.Server], new_data: Callable[[], Path]
) -> None:
    systems = Departments(stages=["working"])
    with neighbour(systems) as url:
        server = serve(new_data(), DEPARTMENTS_URL=url)
        with httpx.Client(base_url=server.url, timeout=15, trust_env=False) as http:
            filing = Filing(http).ready()
            case_no = filing.submitted()
            until(http, case_no, filing.identity, lambda _: min(systems.calls.values(), default=0) >= 3, seconds=30)
            case = case_of(http, case_no, filing.identity)
            assert {task["state"] for task in case["tasks"]} == {"submitted"}
            assert len(case["timeline"]) == 1
            assert http.post(f"/v1/cases/{case_no}/withdraw", headers=filing.headers).status_code == 200
            until(http, case_no, filing.identity, lambda _: len(systems.withdrawn) == len(case["tasks"]), seconds=30)
        server.stop()


def test_a_task_waits_for_the_result_it_legally_needs_and_gets_it(
    serve: Callable[..., servers.Server], new_data: Callable[[], Path], bundle: Bundle
) -> None:
    data, systems = new_data(), Departments()
    save(changed(bundle, "child_social_card", after=["child_medical_insurance"]), data / "bundle")
    with neighbour(systems) as url:
        server = serve(data, DEPARTMENTS_URL=url, DEMO_PACE="0.2")
        with httpx.Client(base_url=server.url, timeout=15, trust_env=False) as http:
            filing = Filing(http).ready()
            case_no = filing.submitted()
            first = case_of(http, case_no, filing.identity)
            states = {task["service"]: task for task in first["tasks"]}
            assert states["child_social_card"]["state"] == "waiting"
            assert states["child_social_card"]["state_text"] == "等前一项办好"
            case = until(http, case_no, filing.identity, decided, seconds=30)
            before, after = states["child_medical_insurance"]["id"], states["child_social_card"]["id"]
            order = [(line["task"], line["state"]) for line in case["timeline"]]
            assert (
                order.index((before, "decided")) < order.index((after, "submitted")) < order.index((after, "received"))
            )
            assert systems.seen[after]["results"] == {"child_medical_insurance": {"number": before}}
        server.stop()


def test_a_task_whose_precondition_is_taken_back_stops_and_says_so(
    serve: Callable[..., servers.Server], new_data: Callable[[], Path], bundle: Bundle
) -> None:
    data = new_data()
    save(changed(bundle, "child_social_card", after=["child_medical_insurance"]), data / "bundle")
    server = serve(data)
    with httpx.Client(base_url=server.url, timeout=15, trust_env=False) as http:
        filing = Filing(http).ready()
        case_no = filing.submitted()
        case = http.post(f"/v1/cases/{case_no}/tasks/{case_no}-01/withdraw", headers=filing.headers).json()
        assert next(t for t in case["tasks"] if t["service"] == "child_social_card")["state"] == "waiting"
        assert any("停着" in line["text"] for line in case["timeline"])


def test_workers_beside_each_other_report_every_step_once(
    serve: Callable[..., servers.Server], new_data: Callable[[], Path], own_database: str
) -> None:
    data = new_data()
    settings = {"DATABASE_URL": own_database, "DEMO_PACE": "0.02", **LIMITS}
    replicas = [serve(data, **settings) for _ in range(2)]
    alone = _worker(data, **settings)
    try:
        with httpx.Client(base_url=replicas[0].url, timeout=15, trust_env=False) as http:
            filings = [Filing(http).ready("demo_father") for _ in range(5)]
            numbers = [one.submit(anyway=True).json()["case_no"] for one in filings]
            for filing, case_no in zip(filings, numbers, strict=True):
                http.post(f"/v1/cases/{case_no}/tasks/{case_no}-01/withdraw", headers=filing.headers)
                case = until(http, case_no, filing.identity, lambda c: c["state"] in ("closed", "decided"), seconds=40)
                for task in case["tasks"]:
                    states = [line["state"] for line in case["timeline"] if line["task"] == task["id"]]
                    assert len(states) == len(set(states)), states
    finally:
        alone.terminate()
        assert alone.wait(15) == 0
    for one in replicas:
        one.stop()


def test_a_worker_that_dies_leaves_its_work_to_the_next(
    serve: Callable[..., servers.Server], new_data: Callable[[], Path], own_database: str
) -> None:
    """Killed with the call made and the answer not yet written: the step is repeated and counts once."""
    systems, reached, wait = Departments(), threading.Event(), threading.Event()

    def slow(method: str, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        answer = systems(method, path, body)
        reached.set()
        wait.wait(20)
        return answer

    data = new_data()
    with neighbour(slow) as url:
        server = serve(data, DATABASE_URL=own_database, DEPARTMENTS_URL=url, **LIMITS)
        with httpx.Client(base_url=server.url, timeout=15, trust_env=False) as http:
            filing = Filing(http).ready("demo_elder")
            case_no = filing.submit(anyway=True).json()["case_no"]
            assert reached.wait(10)
            server.kill()
            wait.set()
            _end_leases(own_database)
            server.start("/readyz", 30)
            case = until(http, case_no, filing.identity, decided, seconds=40)
            for task in case["tasks"]:
                assert [line["state"] for line in case["timeline"] if line["task"] == task["id"]] == STAGES
        server.stop()


def _worker(data: Path, **settings: str) -> subprocess.Popen[bytes]:
    server = servers.service(data, **settings)
    command = [str(servers.PYTHON), "-W", "ignore", "-m", "api.worker"]
    with (data / "worker.log").open("ab") as log:
        process = subprocess.Popen(command, env=server.env, cwd=servers.CHECKOUT, stdout=log, stderr=log)
    # Only a worker that has started takes a signal as its own.
    for _ in range(600):
        if "worker_started" in (data / "worker.log").read_text(encoding="utf-8") or process.poll() is not None:
            break
        time.sleep(0.1)
    return process


def _end_leases(url: str) -> None:
    """As if their time had run out."""
    statement = "update outbox set lease_until = available_at where lease is not null"
    if url.startswith("sqlite"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"))
        connection.execute(statement)
        connection.commit()
        connection.close()
        return
    with psycopg.connect(url) as connection:
        connection.execute(statement)


def test_states_that_are_finished_stay_so() -> None:
    assert all(not NEXT[state] for state in FINISHED)
    for state in ("accepted", "working", *FINISHED):
        with pytest.raises(IllegalStep):
            after_report(state, "correction")
    assert summary(["decided", "correction"]) == "correction"
    assert summary(["decided", "working"]) == "working"
    assert summary(["decided", "withdrawn"]) == "closed"
    assert summary(["withdrawn"]) == "withdrawn"
