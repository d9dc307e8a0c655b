"""A person, a complaint, danger, other matters, courtesies."""

from __future__ import annotations

import pytest

from actions.tone import grieving
from tests.actions.conversation import Conversation


def test_a_person_please(asking: Conversation) -> None:
    asking.act("human_agent")
    assert asking.effects == [{"effect": "hand_off", "reason": "asked"}]
    assert "12345" in asking.message("handoff")["text"]
    assert asking.tap("我自己接着办").asked == "born_on"


def test_complaint_names_every_way_and_invents_no_number(asking: Conversation) -> None:
    asking.act("complaint", text="窗口推来推去")
    for way in ("12345", "行政复议", "信访", "12388"):
        assert way in asking.text
    assert "编号由接话的部门给" in asking.text
    assert asking.asked is None


def test_emergency_is_a_number_first_and_nothing_after(asking: Conversation) -> None:
    asking.act("emergency", text="厨房着火了")
    first, *rest = asking.text.splitlines()
    assert first == "现在有危险请打110。"
    assert any("119" in line for line in rest)
    assert any("120" in line for line in rest)
    assert len(asking.messages) == 1
    assert asking.message("notice")["level"] == "emergency"
    assert asking.labels == []
    assert asking.act("repeat").asked == "born_on"


def test_violence_names_who_helps(talk: Conversation) -> None:
    talk.act("emergency", text="他又打我了")
    for number in ("110", "12338", "12348", "12356", "人身安全保护令"):
        assert number in talk.text


def test_progress_is_looked_up_by_the_api(asking: Conversation) -> None:
    assert asking.act("track_progress").effects == [{"effect": "show_cases"}]


def test_out_of_scope_says_what_we_can_and_whom_to_ask(talk: Conversation) -> None:
    talk.act("out_of_scope", text="今天股票怎么样")
    assert "新生儿出生" in talk.text
    assert "12345" in talk.text


def test_out_of_scope_in_midway_comes_back(asking: Conversation) -> None:
    assert asking.act("out_of_scope").asked == "born_on"


def test_fraud_is_named(talk: Conversation) -> None:
    assert "96110" in talk.act("out_of_scope", text="有人打电话要验证码").text


@pytest.mark.parametrize("act", ["thanks", "chitchat"])
def test_courtesies_are_short_and_come_back(asking: Conversation, act: str) -> None:
    assert asking.act(act).asked == "born_on"


def test_goodbye_asks_nothing(asking: Conversation) -> None:
    assert asking.act("goodbye").asked is None
    assert "再见" in asking.text


def test_an_act_nobody_knows_is_answered(asking: Conversation) -> None:
    assert asking.act("dance").asked == "born_on"


@pytest.mark.parametrize("said", ["老爷子走了", "我爸昨晚没了，要办啥", "奶奶过世了"])
def test_a_death_is_met_with_condolence_and_a_person_and_no_other_business(talk: Conversation, said: str) -> None:
    talk.act("out_of_scope", text=said)
    assert talk.text.startswith("请节哀")
    assert talk.message("handoff")["phone"] == "12345"
    assert not talk.labels


def test_somebody_who_leaves_is_not_mourned() -> None:
    assert not grieving("我走了啊")
    assert not grieving("我妈走了户口那边")
