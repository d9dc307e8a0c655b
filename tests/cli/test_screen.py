"""What the terminal shows and what typed lines mean."""

from __future__ import annotations

import io
import time
from collections.abc import Callable

import pytest

from api.cli.chat import _said
from api.cli.progress import doing
from api.cli.screen import Left, Screen

Typing = Callable[..., tuple[Screen, io.StringIO]]
QUESTION = {
    "type": "question",
    "text": "户口想随谁？\n1. 随妈妈\n2. 随爸爸",
    "question": {
        "fact": "hukou",
        "type": "enum",
        "options": [
            {"id": "m", "label": "随妈妈", "value": "mother"},
            {"id": "f", "label": "随爸爸", "value": "father"},
        ],
    },
    "options": [{"id": "u", "label": "不知道", "style": "quiet"}],
}


def test_answers_are_numbered_once_and_the_rest_lettered(typing: Typing) -> None:
    screen, out = typing()
    choices = screen.show([{"type": "text", "text": "您好", "options": [{"id": "r", "label": "别处"}]}, QUESTION])
    assert out.getvalue().count("随妈妈") == 1
    assert {mark: option["id"] for mark, option in choices.marks.items()} == {"a": "r", "1": "m", "2": "f", "b": "u"}


def test_buttons_are_meant_by_mark_or_label_and_the_rest_is_text(typing: Typing) -> None:
    screen, _ = typing()
    choices = screen.show([QUESTION])
    reply = {"messages": [QUESTION]}
    assert _said("2", choices, reply) == {"option_id": "f"}
    assert _said("随妈妈", choices, reply) == {"option_id": "m"}
    assert _said("A", choices, reply) == {"option_id": "u"}
    assert _said("3", choices, reply) == {"text": "3"}
    assert _said("1 2", choices, reply) == {"text": "1 2"}
    assert _said("跟我老公", choices, reply) == {"text": "跟我老公"}


def test_several_of_a_multiple_choice(typing: Typing) -> None:
    several = {**QUESTION, "question": {**QUESTION["question"], "type": "set"}}  # type: ignore[dict-item]
    screen, _ = typing()
    choices = screen.show([several])
    assert _said("1，2", choices, {"messages": [several]}) == {"option_ids": ["m", "f"]}


@pytest.mark.parametrize(
    ("kind", "typed", "meant"),
    [
        ("date", "2026-3-5", {"answers": {"x": "2026-03-05"}}),
        ("date", "上个月五号", {"text": "上个月五号"}),
        ("integer", "80", {"answers": {"x": 80}}),
        ("money", "八十万", {"text": "八十万"}),
    ],
)
def test_exact_dates_and_numbers_need_no_bot(typing: Typing, kind: str, typed: str, meant: dict[str, object]) -> None:
    asked = {"type": "question", "text": "？", "question": {"fact": "x", "type": kind, "options": []}}
    screen, _ = typing()
    assert _said(typed, screen.show([asked]), {"messages": [asked]}) == meant


def test_control_characters_of_a_message_never_reach_the_terminal(typing: Typing) -> None:
    screen, out = typing()
    screen.show([{"type": "text", "text": "好\x1b[31m红\x07\u202e"}])
    assert out.getvalue().strip() == "好[31m红"


@pytest.mark.parametrize("lines", [[], ["退出"], ["quit"]])
def test_the_end_of_input_and_the_word_for_it_leave(typing: Typing, lines: list[str]) -> None:
    screen, _ = typing(*lines)
    with pytest.raises(Left):
        screen.ask()


def test_what_comes_from_a_pipe_is_shown(typing: Typing) -> None:
    screen, out = typing("你好")
    assert screen.ask() == "你好"
    assert out.getvalue() == "您：你好\n"


def test_progress_is_silent_when_quick_and_speaks_when_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.cli.progress.QUIET", 0.05)
    monkeypatch.setattr("api.cli.progress.LINE_EVERY", 0.05)
    quick, slow = io.StringIO(), io.StringIO()
    with doing("做事", quick):
        pass
    with doing("做事", slow):
        time.sleep(0.3)
    assert quick.getvalue() == ""
    lines = slow.getvalue().splitlines()
    assert lines[0] == "做事，0 秒"
    assert lines[-1] == "做事：好了，用了 0 秒"
    assert len(lines) > 2
