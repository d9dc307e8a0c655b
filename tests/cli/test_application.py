"""From the first button to a case that moves, in the terminal, against a real server."""

from __future__ import annotations

import contextlib
import io
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.cli import wording
from api.cli.cases import my_cases
from api.cli.chat import talk
from api.cli.client import Client
from api.cli.screen import Choices, Left, Screen
from tests.cli.served import Served

#: What is typed into a blank of each type.
TYPED = {
    "text": "测试",
    "address": "演示路1号",
    "id_number": "11010519491231002X",
    "phone": "13800000000",
    "date": "2026-11-01",
    "datetime": "2026-11-01 08:30",
    "enum": "1",
    "integer": "1",
    "money": "100",
    "bank_account": "6222020000000000000",
    "credit_code": "91350100M000100Y43",
    "region": "620102",
    "property_no": "甘（2024）城关区不动产权第0000001号",
}


class Person(Screen):
    """Somebody at the terminal: reads what is shown and types what fits."""

    def __init__(self, event: str, prefers: tuple[str, ...]) -> None:
        self.record = io.StringIO()
        super().__init__(io.StringIO(), self.record)
        self.event, self.prefers = event, prefers
        self.messages: list[dict[str, Any]] = []
        self.fields: dict[str, dict[str, Any]] = {}
        self.said: list[str] = []
        self.last = ""
        self.signed_in = 0
        self.wrong_first = True
        self.progress_seen = 0
        self.corrections = 0

    def line(self, text: str = "") -> None:
        self.last = text or self.last
        super().line(text)

    def show(self, messages: list[dict[str, Any]]) -> Choices:
        self.messages = messages
        for message in messages:
            if message["type"] == "form":
                self.fields = {field["name"]: field for field in message["draft"]["fields"]}
        return super().show(messages)

    def ask(self, prompt: str = wording.YOU) -> str:
        typed = self._typed(prompt)
        super().line(f"{prompt}{typed}")
        self.said.append(typed)
        assert len(self.said) < 120, self.record.getvalue()[-6000:]
        return typed

    def _typed(self, prompt: str) -> str:
        if prompt == wording.SIGN_IN_WHO:
            self.signed_in += 1
            return str(self.signed_in)
        if prompt == wording.CONFIRM_SHORT:
            return "1"
        if prompt == wording.LOOK_AGAIN:
            self.progress_seen += 1
            if wording.CORRECTION_SENT in self.record.getvalue():
                return "2"
            time.sleep(0.2)
            return "1"
        if prompt.startswith(wording.CORRECTION_VALUE[:3]):
            # Passed over once, then answered.
            self.corrections += 1
            name = prompt.removeprefix("请填“").partition("”")[0]
            return "" if self.corrections == 1 else TYPED[self.fields[name]["type"]]
        if prompt != wording.YOU:
            return self._field(prompt)
        if self.last == wording.SUBMIT or self.last.startswith(wording.PARTY_NOW[:6]):
            return "1"
        if re.match(r"  \d+\. ", self.last) and wording.PARTY_WHICH in self.record.getvalue().splitlines()[-4:]:
            return "1"
        return self._turn()

    def _field(self, prompt: str) -> str:
        name = prompt.removesuffix("：").removesuffix(wording.FIELD_REQUIRED)
        kind = self.fields[name]["type"] if name in self.fields else "text"
        if kind == "id_number" and self.wrong_first:
            self.wrong_first = False
            return "110105194912310021"
        return TYPED[kind]

    def _turn(self) -> str:
        if self.progress_seen:
            raise Left
        asked = [m["question"] for m in self.messages if m["type"] == "question"]
        if not asked:
            return "帮我办" if any(m["type"] == "materials" for m in self.messages) else self.event
        question = asked[-1]
        if question["options"]:
            labels = [option["label"] for option in question["options"]]
            wanted = [n for n, label in enumerate(labels, 1) if any(label.startswith(word) for word in self.prefers)]
            # Otherwise the ordinary case: 都没有, no to a yes-or-no, the first of several.
            return str(wanted[0] if wanted else len(labels) if question["type"] in ("set", "bool") else 1)
        return "2026-11-01" if question["type"] == "date" else str(question["samples"][0])


@pytest.fixture(scope="module")
def served(data_folder: Path) -> Iterator[Served]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DAOBAN_BOT_PYTHON", "/nonexistent/python")
        patch.setenv("DAOBAN_DEMO_PACE", "0.1")
        service = Served(data_folder)
    yield service
    service.stop(signal.SIGTERM)


@pytest.mark.parametrize(
    ("event", "prefers", "parties"),
    [
        ("家里添了孩子，出生后的手续", ("居民医保",), 0),
        ("房子要换主人了", ("没有", "水"), 1),
        ("我要开餐饮店", ("有执照", "写了", "热", "本人"), 0),
    ],
    ids=["newborn", "home_transfer", "restaurant"],
)
def test_by_buttons_to_a_receipt_and_a_case(served: Served, event: str, prefers: tuple[str, ...], parties: int) -> None:
    person = Person(event, prefers)
    with httpx.Client(base_url=served.url, timeout=15, trust_env=False) as http:
        client = Client(http)
        assert talk(client, person, "620102") == 0
        record = person.record.getvalue()
        case_no = re.search(r"办件编号：(\S+)", record)
        assert case_no
        assert case_no[1] in looked_up(client, "1", "2")
        client.identity = None
        assert case_no[1] in looked_up(client, "1", "1", "1", "2"), "after signing in anew"
        client.identity = None
        assert case_no[1] not in looked_up(client, "2")
    assert "—— 填表 ——" in record
    assert "请对照证件再看一遍" in record or person.wrong_first, "a wrong ID number is told and asked again"
    assert record.count("已确认") == 1 + parties
    assert re.search(r"已提交。办件编号：\S+", record)
    assert "演示" in record
    assert re.search(r"—— 办件 \S+：", record)
    assert person.signed_in == 1 + parties
    assert record.index(wording.CORRECTION_LATER) < record.index(wording.CORRECTION_SENT)
    assert "T" not in "".join(re.findall(r"提交时间：.*", record)), "a moment is said in words"


def looked_up(client: Client, *lines: str) -> str:
    """What 我的办件到哪了 shows to somebody who types these lines."""
    out = io.StringIO()
    with contextlib.suppress(Left):
        my_cases(client, Screen(io.StringIO("".join(f"{line}\n" for line in lines)), out))
    return out.getvalue()
