"""A life event that is recognised but not encoded: explained, sent to the right office, never guessed at."""

from __future__ import annotations

from tests.actions.conversation import Conversation


def test_what_is_known_is_told_with_the_department_and_the_telephone(talk: Conversation) -> None:
    talk.event(("work_injury", 0.9))
    assert talk.types == ["handoff"]
    assert "上班时受伤了" in talk.text
    assert "先申请工伤认定，再谈待遇。" in talk.text
    assert "工伤认定、工伤待遇" in talk.text
    assert "测试医保局" in talk.text
    assert "12345" in talk.text
    assert "没有核实过" in talk.text
    assert talk.state["events"] == [], "no list is begun"


def test_beside_an_encoded_event_it_is_offered_like_any_other(talk: Conversation) -> None:
    talk.event(("baby", 0.4), ("work_injury", 0.35))
    assert talk.labels == ["家里添了孩子", "上班时受伤了", "都不是"], "both together cannot be done"
    assert "清单我还没有编好" in talk.tap("上班时受伤了").text


def test_in_the_middle_of_another_event_the_question_comes_again(asking: Conversation) -> None:
    asked = asking.asked
    asking.event(("work_injury", 0.95))
    assert asking.types[0] == "handoff"
    assert asking.asked == asked
    assert asking.state["events"] == ["baby"]
