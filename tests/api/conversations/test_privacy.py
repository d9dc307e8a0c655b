"""Canaries: what a person said is in no log, and in the database only sealed."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import httpx

from tests import servers
from tests.api.visitor import Visitor

CANARY = "鹦鹉螺飞过五泉山"
ID_NUMBER = "620102199003078888"
PHONE = "13987654321"


def test_nothing_said_is_in_logs_or_readable_in_the_database(
    serve: Callable[..., servers.Server], new_data: Callable[[], Path], tmp_path: Path
) -> None:
    data = new_data()
    server = serve(data)
    with httpx.Client(base_url=server.url, timeout=15, trust_env=False) as http:
        visitor = Visitor(http)
        visitor.say(f"{CANARY}，身份证{ID_NUMBER}，电话{PHONE}")
        visitor.tap(next(iter(visitor.options())))
        visitor.send(answers={"born_on": "2026-11-01"})
        visitor.send(text=CANARY, option_id=CANARY)
        http.post("/v1/understand", json={"text": f"{CANARY}{PHONE}"})
        http.post("/v1/guidance", json={"events": [CANARY], "region": PHONE, "facts": {CANARY: CANARY}})
        http.get(f"/v1/conversations/{CANARY}?token={PHONE}", headers={"Authorization": f"Bearer {ID_NUMBER}"})
        http.get(f"/p/{PHONE}")
        state = visitor.state
    server.stop()
    secrets = [CANARY, ID_NUMBER, PHONE, visitor.token, visitor.id]
    log = server.text()
    assert '"route": "/v1/conversations/{conversation_id}"' in log, "the log says what was asked for"
    assert [secret for secret in secrets if secret in log] == []
    assert state["events"]
    assert state["facts"]
    shutil.copytree(data, tmp_path / "copy")
    stored = b"".join(path.read_bytes() for path in (tmp_path / "copy").glob("daoban.sqlite3*"))
    for secret in (CANARY, ID_NUMBER, PHONE, visitor.token, state["events"][0], *state["facts"]):
        assert secret.encode() not in stored
    assert visitor.id.encode() in stored


def test_erased_is_gone_from_the_file(serve: Callable[..., servers.Server], new_data: Callable[[], Path]) -> None:
    data = new_data()
    server = serve(data)
    with httpx.Client(base_url=server.url, timeout=15, trust_env=False) as http:
        visitor = Visitor(http)
        visitor.tap(next(iter(visitor.options())))
        http.post(f"{visitor.path}/resume-code", headers=visitor.headers)
        http.delete(visitor.path, headers=visitor.headers)
    server.stop()
    with sqlite3.connect(data / "daoban.sqlite3") as database:
        counts = {
            table: database.execute(f"select count(*) from {table}").fetchone()[0]
            for table in ("conversations", "turns", "resume_codes", "hand_offs")
        }
    database.close()
    assert counts == {"conversations": 0, "turns": 0, "resume_codes": 0, "hand_offs": 0}


def test_conversations_nobody_touches_are_erased(
    serve: Callable[..., servers.Server], new_data: Callable[[], Path]
) -> None:
    data = new_data()
    server = serve(data)
    with httpx.Client(base_url=server.url, timeout=15, trust_env=False) as http:
        old, young = Visitor(http), Visitor(http)
        server.stop()
        with sqlite3.connect(data / "daoban.sqlite3") as database:
            database.execute(
                "update conversations set touched_at = '2020-01-01 00:00:00.000000' where id = ?", (old.id,)
            )
        database.close()
    again = serve(data)
    with httpx.Client(base_url=again.url, timeout=15, trust_env=False) as http:
        old.http = young.http = http
        for _ in range(50):
            if old.show().status_code == 404:
                break
        assert old.show().status_code == 404
        assert young.show().status_code == 200
