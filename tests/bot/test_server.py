"""The bot's own door: a real process on loopback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.bot.talk import NOW, ROOT, in_talk

Post = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture(scope="module")
def address(model: Path, data: Path) -> Iterator[str]:
    environment = {**os.environ, "DAOBAN_DATA": str(data)}
    log = (data / "server.log").open("w+", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.server", "--port", "0"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=log,
        text=True,
    )  # fmt: skip
    assert process.stdout is not None
    ready = next((line for line in process.stdout if "已就绪" in line), "")
    assert ready, (data / "server.log").read_text(encoding="utf-8")
    yield ready.strip().split("：", 1)[1]
    process.terminate()
    assert process.wait(15) == 0
    log.close()


@pytest.fixture
def post(address: str) -> Post:
    def send(path: str, body: Any) -> tuple[int, dict[str, Any]]:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(address + path, raw, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=20) as reply:
                return reply.status, json.load(reply)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    return send


def test_health_names_model_and_bundle(address: str, bundle: Any) -> None:
    with urllib.request.urlopen(address + "/health", timeout=5) as reply:
        body = json.load(reply)
    assert body["status"] == "ready"
    assert body["bundle"] == bundle.hash
    assert len(body["model"]) == 16


def test_a_turn_over_http(post: Post, opened: dict[str, Any], bundle: Any) -> None:
    status, turn = post("/turn", {"conversation": "c", "text": "想开个小饭馆，要办什么证", "state": opened, "now": NOW})
    assert status == 200
    assert set(turn) == {"act", "state", "messages", "effects", "model", "bundle"}
    assert turn["state"]["events"] == ["restaurant"]
    assert turn["bundle"] == bundle.hash


def test_conversations_on_two_bundles_are_answered_by_one_process(
    post: Post, address: str, opened: dict[str, Any], bundle: Any, data: Path
) -> None:
    from knowledge.bundle import Bundle, save

    raw = json.loads(json.dumps(bundle.raw))
    restaurant = next(event for event in raw["records"]["events"] if event["id"] == "restaurant")
    restaurant["opening"] = "这是新的开场白。"
    new = Bundle(raw)

    def said(state: dict[str, Any]) -> tuple[str, str]:
        status, turn = post(
            "/turn", {"conversation": "c", "text": "想开个小饭馆，要办什么证", "state": state, "now": NOW}
        )
        assert status == 200
        return turn["bundle"], "\n".join(message["text"] for message in turn["messages"])

    save(new, data / "bundle")
    try:
        with urllib.request.urlopen(address + "/health", timeout=5) as reply:
            assert json.load(reply)["bundle"] == new.hash
        young, old = said({**opened, "bundle": new.hash}), said(opened)
    finally:
        save(bundle, data / "bundle")
    assert young[0] == new.hash
    assert "这是新的开场白。" in young[1]
    assert old[0] == bundle.hash
    assert "这是新的开场白。" not in old[1]


def test_a_half_written_bundle_is_refused_and_others_go_on(post: Post, opened: dict[str, Any], data: Path) -> None:
    (data / "bundle" / "0badc0de.json").write_text('{"hash": "0badc0de", "format"', encoding="utf-8")
    body = {"conversation": "c", "text": "你好", "now": NOW}
    assert post("/turn", {**body, "state": {**opened, "bundle": "0badc0de"}})[0] == 409
    assert post("/turn", {**body, "state": opened})[0] == 200


def test_parse_over_http(post: Post, bundle: Any) -> None:
    status, heard = post("/parse", {"text": "没领证，户口想随妈妈", "state": in_talk(bundle, ["newborn"])})
    assert status == 200
    assert set(heard) == {"act", "confidence", "events", "facts", "model"}
    assert {(f["fact"], f["value"]) for f in heard["facts"]} == {("parents_married", False), ("hukou_follow", "mother")}


@pytest.mark.parametrize(
    ("change", "status"),
    [({"text": "啊" * 2001}, 422), ({"text": "x" * 100_000}, 422), ({"text": None}, 422), ({"text": 3}, 422), ({"state": None}, 422),
     ({"state": {}}, 422), ({"state": {"bundle": "0" * 16}}, 409), ({"state": {"bundle": "../../etc/passwd"}}, 409),
     ({"now": "gestern"}, 422), ({"now": None}, 422)],
)  # fmt: skip
def test_bad_requests_are_refused_with_a_problem(
    post: Post, opened: dict[str, Any], change: dict[str, Any], status: int
) -> None:
    got, problem = post("/turn", {"conversation": "c", "text": "你好", "state": opened, "now": NOW, **change})
    assert got == status
    assert problem["status"] == status
    assert problem["detail"]


@pytest.mark.parametrize("raw", [b"{", b"\xff\xfe", b"[]", b'"x"', b"[" * 100_000])
def test_what_is_no_json_object_is_refused(post: Post, raw: bytes) -> None:
    assert post("/turn", raw)[0] == 400


@pytest.mark.parametrize("text", ["", "😂", "\x00", "/restart", "／restart", "\ud800", "啊" * 2000])
def test_odd_texts_are_answered(post: Post, opened: dict[str, Any], text: str) -> None:
    status, turn = post("/turn", {"conversation": "c", "text": text, "state": opened, "now": NOW})
    assert status == 200
    assert turn["messages"]


def test_a_state_that_breaks_the_turn_is_a_500_and_no_empty_200(post: Post, bundle: Any, data: Path) -> None:
    status, problem = post(
        "/turn", {"conversation": "c", "text": "我叫王翠花", "state": {"bundle": bundle.hash}, "now": NOW}
    )
    assert status == 500
    assert problem["title"] == "turn failed"


def test_the_log_holds_nothing_that_was_said(post: Post, opened: dict[str, Any], data: Path) -> None:
    post("/turn", {"conversation": "c", "text": "我叫王翠花，没领证", "state": opened, "now": NOW})
    post("/turn", {"conversation": "c", "text": "我叫王翠花", "state": {"bundle": opened["bundle"]}, "now": NOW})
    assert "王翠花" not in (data / "server.log").read_text(encoding="utf-8")
