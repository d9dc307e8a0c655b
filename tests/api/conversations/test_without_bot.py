"""The bot stops in mid-conversation: people go on by buttons and form, and text works again when it is back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests import servers
from tests.api.visitor import REGION, Visitor, problem


@pytest.fixture(scope="module")
def fragile(trained: Path) -> Iterator[servers.Server]:
    """A bot of our own that these tests stop and kill."""
    server = servers.bot(trained)
    try:
        yield server.start("/health", 90)
    finally:
        server.stop()


@pytest.fixture(scope="module")
def service(serve: Callable[..., servers.Server], database_url: str, fragile: servers.Server) -> servers.Server:
    return serve(DATABASE_URL=database_url, BOT_URL=fragile.url, LIMIT_TURN="10000/minute")


@pytest.fixture
def visitor(client: httpx.Client) -> Visitor:
    wait_for_text(client)
    visitor = Visitor(client)
    visitor.say("我媳妇刚生了，要办啥手续")
    assert visitor.state["events"] == ["newborn"]
    return visitor


def wait_for_text(client: httpx.Client, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while client.post("/v1/understand", json={"text": "你好"}).status_code != 200:
        assert time.monotonic() < deadline, "text does not work again"
        time.sleep(0.2)


def goes_on_without_text(visitor: Visitor) -> None:
    """Typed: answered in time, nothing changed. Buttons, form and guidance: unharmed."""
    before = visitor.show().json()
    started = time.monotonic()
    reply = visitor.send("typed", text="没领证，户口想随妈妈")
    assert time.monotonic() - started < 8
    assert reply.status_code == 200
    said = visitor.text()
    assert all(word in said for word in ("按钮", "表单", "12345"))
    after = visitor.show().json()
    assert {k: after[k] for k in ("turn", "state")} == {k: before[k] for k in ("turn", "state")}
    question = next(message["question"] for message in visitor.messages if message["type"] == "question")
    started = time.monotonic()
    visitor.send(answers={"hukou_follow": "mother"})
    assert visitor.state["facts"]["hukou_follow"] == "mother"
    if question["options"]:
        option = question["options"][0]
        assert visitor.send(option_id=option["id"]).status_code == 200
        assert question["fact"] in visitor.state["facts"]
    guidance = visitor.http.post("/v1/guidance", json={"events": ["newborn"], "region": REGION})
    assert guidance.status_code == 200
    assert time.monotonic() - started < 2


def test_a_bot_that_hangs(visitor: Visitor, fragile: servers.Server) -> None:
    fragile.pause()
    try:
        goes_on_without_text(visitor)
        document = problem(visitor.http.post("/v1/understand", json={"text": "你好"}), 503, "understanding-unavailable")
        assert "按钮" in document["detail"]
        with ThreadPoolExecutor(20) as pool:
            started = time.monotonic()
            replies = list(pool.map(lambda n: visitor.send(f"t{n}", text="没领证"), range(20)))
        assert {reply.status_code for reply in replies} == {200}
        assert time.monotonic() - started < 8
        assert visitor.http.get("/readyz").json()["status"] == "degraded"
    finally:
        fragile.resume()
    wait_for_text(visitor.http)
    turn = visitor.show().json()["turn"]
    again = visitor.send("typed", text="没领证，户口想随妈妈")
    assert again.json()["turn"] == turn + 1
    assert visitor.state["facts"]["parents_married"] is False


def test_a_bot_that_dies(visitor: Visitor, fragile: servers.Server) -> None:
    fragile.kill()
    try:
        goes_on_without_text(visitor)
    finally:
        fragile.start("/health", 90)
    wait_for_text(visitor.http)
    visitor.say("没领证")
    assert visitor.state["facts"]["parents_married"] is False
