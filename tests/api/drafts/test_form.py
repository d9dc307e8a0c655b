"""The filled form where registers disagree: nothing is chosen, the person is told, and a reply shows neither word."""

from __future__ import annotations

from typing import Any

from api.drafts import form, wording
from api.drafts.service import without_values
from tests.knowledge.made import made

BUNDLE = made(fields=[{"id": "owner", "name": "户主姓名", "subject": "applicant"}])
LINE = {
    "key": "owner",
    "id": "owner",
    "name": "户主姓名",
    "type": "text",
    "per": None,
    "index": 0,
    "required": True,
    "prefill": ["identity.name", "lookup.ds_hj.name"],
    "options": [],
    "max_length": 50,
}
CLAIMANT = {"name": "王秀兰"}


def filled(register: str, **typed: Any) -> dict[str, Any]:
    guidance = {"fields": [LINE], "parties": []}
    sources = form.Sources({}, typed, {"ds_hj": {"name": register}}, CLAIMANT)
    return form.fill(BUNDLE, guidance, sources)[0]


def test_registers_that_agree_fill_and_lock() -> None:
    line = filled("王秀兰")
    assert (line["value"], line["origin"], line["locked"]) == ("王秀兰", "identity", True)
    assert "conflict" not in line


def test_registers_that_disagree_leave_the_blank_to_the_person_and_say_so() -> None:
    line = filled("王秀蓝")
    assert (line["value"], line["origin"], line["locked"]) == (None, None, False)
    assert line["conflict"] == [
        {"origin": "identity", "value": "王秀兰"},
        {"origin": "lookup", "value": "王秀蓝"},
    ]
    assert line["warning"] == wording.CONFLICT
    assert form.missing([line]) == ["owner"]


def test_what_the_person_writes_then_stands_and_the_mark_stays() -> None:
    line = filled("王秀蓝", owner="王秀兰")
    assert (line["value"], line["origin"], line["locked"]) == ("王秀兰", "typed", False)
    assert len(line["conflict"]) == 2
    assert form.missing([line]) == []


def test_a_reply_of_the_conversation_shows_neither_word() -> None:
    shown = without_values({"fields": [filled("王秀蓝")], "parties": []})["fields"]
    assert "王秀" not in str(shown)
