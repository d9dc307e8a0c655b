"""A case moves from department to department; the person sees it, corrects and takes back."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

from api.cases.audit import broken_at
from api.database import Database
from knowledge.timing.schedule import service_due
from tests import servers
from tests.api.filing import Filing, bearer, case_of, sign_in, until
from tests.api.neighbour import neighbour
from tests.api.visitor import problem

OPEN = ["submitted", "received", "correction", "accepted", "working"]


@pytest.fixture
def filing(client: httpx.Client) -> Filing:
    return Filing(client).ready()


def submitted(filing: Filing) -> str:
    response = filing.submit(anyway=True)
    assert response.status_code == 201, response.text
    return str(response.json()["case_no"])


def task(case: dict[str, Any], service: str) -> dict[str, Any]:
    return next(one for one in case["tasks"] if one["service"] == service)


def correct(filing: Filing, case_no: str, task_id: str, **values: Any) -> httpx.Response:
    path = f"/v1/cases/{case_no}/tasks/{task_id}/correction"
    return filing.http.post(path, json={"values": values}, headers=filing.headers)


def test_a_case_moves_is_corrected_and_decided(filing: Filing, bundle: Any) -> None:
    case_no = submitted(filing)
    case = until(filing.http, case_no, filing.identity, lambda c: c["state"] == "correction")
    asked = task(case, "child_medical_insurance")
    assert asked["state_text"] == "请补正"
    assert asked["correction"]["field"] == "child_name"
    assert asked["correction"]["name"] == "孩子姓名"
    assert asked["due"] is None, "a correction comes before the clock"
    refused = problem(correct(filing, case_no, asked["id"], child_sex="male"), 422, "invalid")
    assert refused["errors"][0]["field"] == "child_sex"
    problem(correct(filing, case_no, asked["id"], child_name="长" * 51), 422, "invalid")
    problem(correct(filing, case_no, asked["id"], child_name=" "), 422, "invalid")
    problem(correct(filing, case_no, f"{case_no}-99", child_name="王小宝"), 404, "not-found")
    problem(correct(filing, case_no, task(case, "child_social_card")["id"], child_name="王"), 409, "no-correction")
    answered = correct(filing, case_no, asked["id"], child_name="王小宝")
    assert answered.status_code == 200, answered.text
    assert task(answered.json(), "child_medical_insurance")["state"] == "received"
    assert correct(filing, case_no, asked["id"], child_name="王小宝").status_code == 200, "sent again, taken once"
    case = until(filing.http, case_no, filing.identity, lambda c: c["state"] == "decided")
    texts = [line["text"] for line in case["timeline"]]
    assert [line["id"] for line in case["timeline"]] == list(range(1, len(texts) + 1))
    assert sum("补正" in text for text in texts if text.startswith("您")) == 1
    stages = [line["state"] for line in case["timeline"] if line["task"] == asked["id"]]
    assert stages == ["received", "correction", "received", "accepted", "working", "decided"]
    assert all("演示" in text for text in texts if not text.startswith("您补正"))
    day = date.fromisoformat(_today(case))
    _, said = service_due(bundle, bundle.at("620102", day), "child_medical_insurance", day, {"applied": day})
    assert any(said in text for text in texts), "this time runs from the day on which the department received it"
    problem(correct(filing, case_no, asked["id"], child_name="又改"), 409, "no-correction")
    problem(filing.http.post(f"/v1/cases/{case_no}/withdraw", headers=filing.headers), 409, "already-decided")


def test_acceptance_starts_the_clock_of_the_catalogue(
    serve: Callable[..., servers.Server], new_data: Callable[[], Path], bundle: Any
) -> None:
    server = serve(new_data(), DEMO_PACE="0.4")
    with httpx.Client(base_url=server.url, timeout=15, trust_env=False) as http:
        filing = Filing(http, "restaurant")
        filing.claim("demo_owner")
        filing.fill()
        filing.confirm()
        case_no = filing.submitted()
        accepted = until(
            http, case_no, filing.identity, lambda c: task(c, "drainage_permit")["state"] in ("accepted", "working")
        )
        found = task(accepted, "drainage_permit")
        due, said = service_due(bundle, bundle.at("620102"), "drainage_permit", date.fromisoformat(_today(accepted)))
        assert found["due"] == (due.isoformat() if due else None)
        assert found["due_text"] == said
        assert any(said in line["text"] for line in accepted["timeline"])


def _today(case: dict[str, Any]) -> str:
    return str(case["submitted_at"])[:10]


def test_wrong_and_foreign_answer_alike(filing: Filing) -> None:
    case_no = submitted(filing)
    wrong = case_no[:-3] + "9" + case_no[-2:]
    http = filing.http
    for headers in (bearer(sign_in(http, "demo_father")), bearer("wrong"), filing.visitor.headers, {}):
        for path in ("", "/withdraw", "/events", f"/tasks/{case_no}-01/withdraw", f"/tasks/{case_no}-01/correction"):
            bodies = []
            for number in (case_no, wrong, "x" * 90, "%00"):
                url = f"/v1/cases/{number}{path}"
                if path in ("", "/events"):
                    answer = http.get(url, headers=headers)
                else:
                    sent = {"values": {"child_name": "x"}} if "correction" in path else None
                    answer = http.post(url, json=sent, headers=headers)
                problem(answer, 404, "not-found")
                bodies.append(answer.content)
            assert len(set(bodies)) == 1
    assert case_no not in http.get("/v1/cases", headers=bearer(sign_in(http, "demo_father"))).text
    listed = http.get("/v1/cases", headers=filing.headers).json()["cases"]
    assert listed[0]["case_no"] == case_no
    assert "timeline" not in listed[0]


def test_one_task_or_all_can_be_taken_back_until_decided(filing: Filing) -> None:
    http, case_no = filing.http, submitted(filing)
    until(http, case_no, filing.identity, lambda c: c["state"] == "correction")
    asked = f"{case_no}-01"
    gone = http.post(f"/v1/cases/{case_no}/tasks/{asked}/withdraw", headers=filing.headers)
    assert gone.status_code == 200, gone.text
    assert gone.json()["tasks"][0]["state"] == "withdrawn"
    assert gone.json()["tasks"][0]["may_withdraw"] is False
    again = http.post(f"/v1/cases/{case_no}/tasks/{asked}/withdraw", headers=filing.headers)
    assert again.json()["tasks"][0] == gone.json()["tasks"][0], "repeating it changes nothing"
    problem(correct(filing, case_no, asked, child_name="王小宝"), 409, "no-correction")
    done = until(http, case_no, filing.identity, lambda c: c["state"] == "closed")
    assert {one["state"] for one in done["tasks"]} == {"withdrawn", "decided"}
    decided = next(one["id"] for one in done["tasks"] if one["state"] == "decided")
    problem(http.post(f"/v1/cases/{case_no}/tasks/{decided}/withdraw", headers=filing.headers), 409, "already-decided")


def test_taking_all_back_at_once_stops_everything(client: httpx.Client) -> None:
    filing = Filing(client).ready()
    case_no = submitted(filing)
    answer = client.post(f"/v1/cases/{case_no}/withdraw", headers=filing.headers)
    assert answer.status_code == 200, answer.text
    case = answer.json()
    assert not [one for one in case["tasks"] if one["state"] in OPEN]
    length = len(case["timeline"])
    time.sleep(0.5)
    assert len(case_of(client, case_no, filing.identity)["timeline"]) == length, "no report is taken any more"


def test_the_conversation_shows_its_own_case(serve: Callable[..., servers.Server]) -> None:
    with (
        neighbour(track_progress) as ear,
        httpx.Client(base_url=serve(BOT_URL=ear).url, timeout=15, trust_env=False) as http,
    ):
        filing = Filing(http)
        assert asked(filing)["cases"] == []
        assert "登录" in asked(filing)["text"]
        filing.ready()
        assert "还没有提交" in asked(filing)["text"]
        case_no = filing.submitted()
        shown = asked(filing)
        assert [case["case_no"] for case in shown["cases"]] == [case_no]
        assert case_no in shown["text"]
        assert "620102199503120245" not in str(shown)
        code = http.post(f"{filing.visitor.path}/resume-code", headers=filing.visitor.headers).json()["code"]
        filing.visitor.token = http.post("/v1/conversations/resume", json={"code": code}).json()["token"]
        assert asked(filing)["cases"] == [], "after a code: facts and list only"


def track_progress(method: str, path: str, body: dict[str, Any]) -> tuple[int, Any]:
    """A bot that hears nothing but 我的办件到哪了."""
    if path != "/turn":
        return 200, {"status": "ready", "model": "test", "bundle": "test"}
    message = {"type": "text", "text": "好"}
    turn = {"act": {"act": "track_progress", "source": "text"}, "state": body["state"], "messages": [message]}
    return 200, {**turn, "effects": [{"effect": "show_cases"}], "model": "test", "bundle": "test"}


def asked(filing: Filing) -> dict[str, Any]:
    """The `progress` message of 我的办件到哪了."""
    filing.visitor.say("我的办件到哪了")
    return next(message for message in filing.visitor.messages if message["type"] == "progress")


def test_the_case_stays_when_its_conversation_is_erased(filing: Filing) -> None:
    case_no = submitted(filing)
    assert filing.http.delete(filing.visitor.path, headers=filing.visitor.headers).status_code == 204
    assert case_of(filing.http, case_no, filing.identity)["case_no"] == case_no


def test_the_audit_chain_is_whole_and_only_grows(filing: Filing, database_url: str) -> None:
    case_no = submitted(filing)
    until(filing.http, case_no, filing.identity, lambda c: c["state"] == "correction")
    filing.http.post(f"/v1/cases/{case_no}/withdraw", headers=filing.headers)
    database = Database(database_url)
    with database.reading() as session:
        assert broken_at(session, case_no) is None
    for statement in ("update audit set action = 'x'", "delete from audit"):
        with pytest.raises((sqlite3.DatabaseError, psycopg.Error), match="append-only"):
            _execute(database_url, statement)
    _tamper(database_url, case_no)
    with database.reading() as session:
        assert broken_at(session, case_no) == 2, "whoever gets round the triggers is found"
    database.close()


def _execute(url: str, *statements: str) -> None:
    if url.startswith("sqlite"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"))
        try:
            for statement in statements:
                connection.execute(statement)
            connection.commit()
        finally:
            connection.close()
        return
    with psycopg.connect(url) as connection:
        for statement in statements:
            connection.execute(statement)


def _tamper(url: str, case_no: str) -> None:
    """As somebody who owns the database could."""
    change = f"update audit set action = 'nothing' where case_no = '{case_no}' and number = 2"
    if url.startswith("sqlite"):
        made = "create trigger audit_no_update before update on audit begin select raise(abort, 'audit is append-only'); end"
        _execute(url, "drop trigger audit_no_update", change, made)
    else:
        off, on = (
            "alter table audit disable trigger audit_no_change",
            "alter table audit enable trigger audit_no_change",
        )
        _execute(url, off, change, on)
