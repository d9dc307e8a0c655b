"""Numbers never reach the bot, and nothing a person said, typed or holds is readable in a log or in the database file."""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from knowledge.identifiers import id_check_digit
from tests import servers
from tests.api.filing import Filing, bearer, sign_in, until
from tests.api.neighbour import neighbour
from tests.api.unhurried import LIMITS
from tests.api.visitor import Visitor

FIRST = "62010219900307888"
ID_NUMBER = FIRST + id_check_digit(FIRST)
WRONG_ID = FIRST + ("0" if ID_NUMBER[-1] != "0" else "1")
PHONE, CARD, CREDIT = "13987654321", "6228480402564890018", "91350100M000100Y43"
FULL_WIDTH = str.maketrans("0123456789X-+ ", "０１２３４５６７８９Ｘ－＋　")


def grouped(number: str, size: int, between: str = " ") -> str:
    return between.join(number[at : at + size] for at in range(0, len(number), size))


#: (what is written, what must not arrive)
WRITTEN = [
    (ID_NUMBER, ID_NUMBER),
    (WRONG_ID, WRONG_ID),
    (f"{ID_NUMBER[:6]} {ID_NUMBER[6:14]} {ID_NUMBER[14:]}", ID_NUMBER),
    (" ".join(ID_NUMBER), ID_NUMBER),
    (ID_NUMBER.translate(FULL_WIDTH), ID_NUMBER),
    (f"{ID_NUMBER[:6]}·{ID_NUMBER[6:14]}—{ID_NUMBER[14:]}", ID_NUMBER),
    ("\u200b".join(ID_NUMBER), ID_NUMBER),
    (f"+86{PHONE}", PHONE),
    (f"+86 {PHONE[:3]}-{PHONE[3:7]}-{PHONE[7:]}", PHONE),
    (f"+86-{PHONE[:3]}-{PHONE[3:7]}-{PHONE[7:]}".translate(FULL_WIDTH), PHONE),
    (f"{PHONE[:3]}.{PHONE[3:7]}.{PHONE[7:]}", PHONE),
    (f"80 {PHONE} 2", PHONE),
    ("".join(f"{digit}\ufe0f\u20e3" for digit in PHONE), PHONE),
    (grouped(CARD, 4), CARD),
    (grouped(CARD, 4, "-"), CARD),
    (grouped(CARD[:-1] + "1", 4), CARD[:-1] + "1"),
    (CREDIT.lower(), CREDIT),
    (f"code {CREDIT.lower()} ok", CREDIT),
    (grouped(CREDIT, 4), CREDIT),
]


def plain(text: str) -> str:
    """Letters and digits alone, as narrow capitals: a number has nowhere to hide in it."""
    return re.sub(r"[^0-9A-Z]", "", unicodedata.normalize("NFKC", text).upper())


class Wire:
    """What went to the bot, as it was sent."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.bodies: list[dict[str, Any]] = []

    def __call__(self, method: str, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        self.bodies.append(body)
        answer = httpx.request(method, self.url + path, json=body or None, timeout=20, trust_env=False)
        return answer.status_code, answer.json()


@pytest.fixture(scope="module")
def wire(bot: servers.Server) -> Wire:
    return Wire(bot.url)


@pytest.fixture(scope="module")
def tapped(serve: Callable[..., servers.Server], wire: Wire) -> Iterator[servers.Server]:
    """The service with the real bot behind a wire that writes down everything."""
    with neighbour(wire) as url:
        server = serve(BOT_URL=url, BOT_DEADLINE="5", **LIMITS)
        yield server
        server.stop()


@pytest.fixture
def http(tapped: servers.Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=tapped.url, timeout=20, trust_env=False) as client:
        yield client


def test_no_number_reaches_the_bot_or_a_log(
    http: httpx.Client, wire: Wire, bot: servers.Server, tapped: servers.Server
) -> None:
    visitor = Visitor(http)
    visitor.say("我媳妇刚生了，要办啥手续")
    for written, number in WRITTEN:
        wire.bodies.clear()
        reply = visitor.say(f"我的是{written}，户口随妈妈")
        http.post("/v1/understand", json={"text": f"我的是{written}"})
        assert len(wire.bodies) >= 2, "the words did go to the bot"
        sent = json.dumps(wire.bodies, ensure_ascii=False)
        assert "户口随妈妈" in sent
        assert number not in plain(sent), f"{written} arrived"
        assert "〔" in sent
        assert number not in plain(reply.text)
    for log in (bot.text(), tapped.text()):
        assert [number for _, number in WRITTEN if number in plain(log)] == []


def test_what_is_typed_into_the_form_never_reaches_the_bot(http: httpx.Client, wire: Wire) -> None:
    filing = Filing(http)
    filing.claim("demo_mother")
    filing.fill()
    wire.bodies.clear()
    filing.visitor.say("我的办件到哪了")
    sent = json.dumps(wire.bodies, ensure_ascii=False)
    assert wire.bodies
    held = [str(line["value"]) for line in filing.draft["fields"] if line["type"] in ("id_number", "phone", "address")]
    assert any(held)
    assert [value for value in held if value in sent] == []
    secrets = (filing.visitor.token, filing.identity or "-", filing.draft["id"])
    assert [secret for secret in secrets if secret in sent] == []


def test_a_whole_journey_leaves_nothing_readable(
    serve: Callable[..., servers.Server], new_data: Callable[[], Path]
) -> None:
    """Two parties, a case, its correction; then the process is killed, so that the write-ahead log is still there."""
    data = new_data()
    server = serve(data, **LIMITS)
    canary = "鹦鹉螺路七弄"
    with httpx.Client(base_url=server.url, timeout=20, trust_env=False) as http:
        filing = Filing(http, "home_transfer")
        filing.visitor.say(canary)
        filing.claim("demo_seller")
        address = next(
            line["key"] for line in filing.draft["fields"] if line["type"] == "address" and not line["locked"]
        )
        filing.fill()
        filing.type(**{address: canary})
        filing.confirm()
        link = next(one["link"] for one in filing.draft["parties"] if one.get("link"))
        buyer = sign_in(http, "demo_buyer")
        shown = http.post(f"/v1/parties/{link}/confirm", headers=bearer(buyer))
        assert shown.status_code == 200, shown.text
        filing.look()
        case_no = filing.submitted("key-of-the-canary")
        case = until(http, case_no, filing.identity, lambda found: len(found["timeline"]) > 3)
        http.get(f"/v1/cases/{case_no}", headers=bearer(case_no))
        http.get(f"/v1/parties/{canary}?x={canary}")
        people = [*shown.json()["fields"], *filing.draft["fields"]]
    server.kill()
    values = {
        str(line["value"])
        for line in people
        if line["type"] in ("text", "id_number", "phone", "address") and line["value"]
    }
    values = {value for value in values if len(value) > 3 and value != "演示内容"} | {canary}
    assert len(values) > 4
    secrets = {filing.visitor.token, filing.identity or "-", buyer, link, "key-of-the-canary"}
    said = {line["text"] for line in case["timeline"]}
    log = server.text()
    ids = {filing.visitor.id, filing.draft["id"], case_no}
    assert [one for one in values | secrets | said | ids if one in log] == []
    files = {path.name: path.read_bytes() for path in data.glob("daoban.sqlite3*")}
    assert files["daoban.sqlite3-wal"], "the newest pages are in the log beside the file"
    stored = b"".join(files.values())
    assert case_no.encode() in stored
    assert [one for one in values | secrets | said if one.encode() in stored] == []
    with closing(sqlite3.connect(data / "daoban.sqlite3")) as database:
        tables = [name for (name,) in database.execute("select name from sqlite_master where type = 'table'")]
        rows = [row for name in tables for row in database.execute(f'select * from "{name}"')]
    written = "\n".join(str(row) for row in rows)
    assert [one for one in values | secrets | said if one in written] == []
