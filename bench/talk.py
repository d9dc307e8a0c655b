"""Turns: text and button at 1 and 20 people, beside a stock Rasa echo bot in the same run; memory of all processes."""

from __future__ import annotations

import itertools
import tempfile
import uuid
from pathlib import Path

import httpx

from bench.echo_bot import echo_bot
from bench.figures import Figure, beside
from bench.people import Load, Turn, run
from bench.product import product, resident
from tests.servers import Server, fresh_database, postgres, redis_server

TURNS = {1: 120, 20: 15}
SAID = ["我媳妇刚生了，要办啥手续", "为什么要问这个", "昨天生的", "就一个", "看看清单", "没领证，户口想随妈妈"]


def measure() -> list[Figure]:
    found: list[Figure] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (
            echo_bot(folder) as echo,
            postgres() as (server_url, _),
            fresh_database(server_url) as database,
            redis_server(folder) as redis,
        ):
            for store, settings in (
                ("SQLite", {}),
                ("PostgreSQL + Redis", {"DATABASE_URL": database, "REDIS_URL": redis}),
            ):
                with product(folder / store.split()[0], **settings) as house:
                    for people, turns in TURNS.items():
                        base = run(people, turns, lambda: _echoed(echo))
                        text = run(people, turns, lambda house=house: _spoken(house.url))  # type: ignore[misc]
                        button = run(people, turns, lambda house=house: _tapped(house.url))  # type: ignore[misc]
                        found += _figures(store, people, base, text, button)
                    if store == "SQLite":
                        found.append(Figure("memory of all processes together (PSS)", resident(house.pid), "MB"))
    return found


def _figures(store: str, people: int, base: Load, text: Load, button: Load) -> list[Figure]:
    at = f"{store}, {people} at once"
    return [
        Figure(f"text turn, {at}: p50", text.p50, "ms", **beside(text.p50, base.p50, "echo bot p50")),
        Figure(f"text turn, {at}: p95", text.p95, "ms", **beside(text.p95, base.p95, "echo bot p95")),
        Figure(f"text turns, {at}", text.per_second, "/s", **beside(text.per_second, base.per_second, "echo bot")),
        Figure(f"button turn, {at}: p50", button.p50, "ms", **beside(button.p50, base.p50, "echo bot p50")),
        Figure(f"button turn, {at}: p95", button.p95, "ms", **beside(button.p95, base.p95, "echo bot p95")),
    ]


def _echoed(echo: Server) -> Turn:
    http = httpx.Client(base_url=echo.url, timeout=30, trust_env=False)
    sender = uuid.uuid4().hex
    said = itertools.cycle(SAID)

    def turn() -> None:
        answer = http.post("/webhooks/rest/webhook", json={"sender": sender, "message": next(said)})
        assert answer.json(), "the echo bot said nothing"

    turn()
    return turn


def conversation(url: str) -> tuple[httpx.Client, str]:
    """A new conversation: a client that carries its token, and its path."""
    http = httpx.Client(base_url=url, timeout=30, trust_env=False)
    made = http.post("/v1/conversations", json={"channel": "web", "region": "620102"}).raise_for_status().json()
    http.headers["Authorization"] = f"Bearer {made['token']}"
    return http, f"/v1/conversations/{made['id']}/messages"


def _spoken(url: str) -> Turn:
    http, path = conversation(url)
    said = itertools.cycle(SAID)

    def turn() -> None:
        body = {"client_msg_id": uuid.uuid4().hex, "text": next(said)}
        http.post(path, json=body).raise_for_status()

    turn()
    return turn


def _tapped(url: str) -> Turn:
    http, path = conversation(url)
    first = http.post(path, json={"client_msg_id": uuid.uuid4().hex, "text": SAID[0]}).raise_for_status().json()
    answered = itertools.cycle([{"child_count": "one"}, {"child_count": "twins"}] if first["state"]["events"] else [{}])

    def turn() -> None:
        body = {"client_msg_id": uuid.uuid4().hex, "answers": next(answered)}
        http.post(path, json=body).raise_for_status()

    turn()
    return turn
