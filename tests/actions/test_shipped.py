"""The shipped catalogue, played by buttons from the greeting to the whole list."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from actions.options import resolve
from knowledge.bundle import Bundle
from tests.actions.conversation import TODAY, Conversation, fact
from tests.events import EVENTS


def open_answer(question: dict[str, Any]) -> Any:
    """An answer to a question that has no buttons."""
    if question["type"] == "date":
        return (TODAY - timedelta(days=10)).isoformat()
    if question["type"] in ("integer", "money"):
        return max(int(question["min"] or 1), 1)
    return "测试"


@pytest.mark.parametrize("pick", [0, -1], ids=["first", "last"])
@pytest.mark.parametrize("event", EVENTS)
def test_by_buttons_to_the_whole_list(shipped: Bundle, event: str, pick: int) -> None:
    talk = Conversation(shipped).event((event, 0.95))
    asked: list[str] = []
    while talk.asked:
        assert talk.asked not in asked, "a question is asked once"
        asked.append(talk.asked)
        question = talk.message("question")["question"]
        if question["options"]:
            act = resolve(shipped, talk.state, question["options"][pick]["id"])
            assert act is not None
            talk.do(act)
        else:
            talk.act("answer", fact(question["fact"], open_answer(question)))
    message = talk.message("materials")
    assert message["guidance"]["status"] == "complete"
    assert asked, "something is asked"
    assert "12345" in message["text"]


@pytest.mark.parametrize("event", EVENTS)
def test_not_knowing_anything_still_gives_a_list(shipped: Bundle, event: str) -> None:
    talk = Conversation(shipped).event((event, 0.95))
    while talk.asked:
        talk.act("unsure")
    assert "待定" in talk.message("materials")["text"]


def test_what_must_be_known_before_signing_a_lease_is_said_at_once_and_once(shipped: Bundle) -> None:
    talk = Conversation(shipped).event(("restaurant", 0.95))
    talk.act("answer", fact("shop_building", "residential"))
    talk.act("answer", fact("cooking_smoke", True))
    warning = talk.message("notice")
    assert warning["level"] == "warning"
    assert "认定" in warning["text"]
    talk.act("answer", fact("business_licence_held", True))
    assert not [m for m in talk.messages if m["type"] == "notice"]
