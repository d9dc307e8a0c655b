"""Answers, corrections, 不知道, 先不说, and what is refused."""

from __future__ import annotations

from actions.changes import changes
from tests.actions.conversation import Conversation, fact


def test_several_answers_at_once_are_read_back_and_not_asked(asking: Conversation) -> None:
    asking.act("answer", fact("born_on", "2026-11-01"), fact("hukou_follow", "mother"))
    assert "孩子生日——2026年11月1日；户口随谁——随妈妈" in asking.text
    assert asking.asked == "children"
    asking.act("answer", fact("children", 1))
    assert asking.asked == "parents_married"


def test_a_tapped_answer_is_not_read_back(asking: Conversation) -> None:
    asking.act("answer", fact("born_on", "2026-11-01")).tap("2个")
    assert asking.state["facts"]["children"] == 2
    assert "我听到的" not in asking.text


def test_refused_answer_names_what_may_be_said_and_loses_nothing(asking: Conversation) -> None:
    asking.act("answer", fact("born_on", "2026-11-01"), fact("hukou_follow", "月球"))
    assert asking.state["facts"] == {"born_on": "2026-11-01"}
    assert "“户口随谁”这一条我没读懂" in asking.text
    assert "可以说：随妈妈、随爸爸。" in asking.text
    assert asking.asked == "children"
    asking.act("answer", fact("children", 7))
    assert asking.asked == "children"
    assert asking.state["facts"] == {"born_on": "2026-11-01"}


def test_unread_answer_is_asked_again_twice_then_a_person(asking: Conversation) -> None:
    assert asking.act("answer").asked == "born_on"
    assert asking.act("answer").asked == "born_on"
    asking.act("answer")
    assert asking.effects == [{"effect": "hand_off", "reason": "unclear"}]
    assert asking.tap("我自己接着办").asked == "born_on"


def test_correction_says_old_new_and_what_changed(listed: Conversation) -> None:
    listed.act("correct", fact("parents_married", True))
    status = listed.message("status")
    assert "领结婚证，从“没领”改成“领了”" in status["text"]
    assert [(c["kind"], c["text"]) for c in status["changes"]] == [
        ("added", "多了材料：爸妈的结婚证（核验原件后退还）"),
        ("removed", "不用了：爸妈的未婚生育说明"),
    ]
    assert listed.types == ["status", "materials"]


def test_correction_that_changes_nothing_says_so(listed: Conversation) -> None:
    listed.act("correct", fact("born_on", "2026-11-02"))
    assert "清单没有变化" in listed.message("status")["text"] or listed.message("status")["changes"]
    listed.act("correct", fact("born_on", "2026-11-02"))
    assert listed.message("status")["changes"] == []
    assert "本来记的就是" in listed.text


def test_correction_of_a_mode_and_a_service_is_told(listed: Conversation) -> None:
    listed.event(("shop", 0.9)).tap("两件一起办").act("answer", fact("area", 20))
    listed.act("correct", fact("area", 80))
    texts = [c["text"] for c in listed.message("status")["changes"]]
    assert texts == [
        "多了一项：大店登记（到专门的网站办）",
        "少了一项：小店登记",
        "多了材料：店主的卫生制度（自备备查，不用交）",
    ]


def test_an_old_button_is_a_correction(listed: Conversation) -> None:
    listed.tap("我要改一个答案").tap("户口随谁：随妈妈").tap("随爸爸")
    assert "户口随谁，从“随妈妈”改成“随爸爸”" in listed.message("status")["text"]
    listed.tap("随妈妈")
    assert "从“随爸爸”改成“随妈妈”" in listed.message("status")["text"]


def test_correct_without_saying_what_offers_the_answers_given(asking: Conversation) -> None:
    assert "没有可改的" in asking.act("correct").text
    asking.act("answer", fact("born_on", "2026-11-01")).act("correct")
    assert asking.labels == ["孩子生日：2026年11月1日"]
    assert asking.tap("孩子生日：2026年11月1日").asked == "born_on"
    assert asking.state["facts"] == {"born_on": "2026-11-01"}, "asking again does not forget"


def test_dont_know_keeps_both_worlds_and_says_what_it_decides(asking: Conversation) -> None:
    asking.act("answer", fact("born_on", "2026-11-01"), fact("children", 1)).tap("不知道")
    assert asking.state["facts"]["hukou_follow"] == {"unknown": "unsure"}
    assert "它决定：妈妈的户口簿、爸爸的户口簿。" in asking.text
    assert asking.asked == "parents_married"
    asking.act("decline")
    assert asking.state["facts"]["parents_married"] == {"unknown": "declined"}
    asking.tap("都没有")
    possible = {m["name"] for m in asking.message("materials")["guidance"]["materials"] if m["mode"] == "possible"}
    assert possible == {"户口簿", "结婚证", "未婚生育说明"}
    assert "待定" in asking.message("materials")["text"]


def test_what_was_not_known_can_be_filled_in(asking: Conversation) -> None:
    asking.act("answer", fact("born_on", "2026-11-01"), fact("children", 1)).act("unsure")
    asking.act("answer", fact("hukou_follow", "father"))
    assert "补上了：户口随谁，随爸爸。" in asking.text


def test_several_of_a_multiple_choice(asking: Conversation) -> None:
    asking.act("answer", fact("born_on", "2026-11-01"), fact("children", 1), fact("parents_married", True))
    asking.tap("随妈妈").tap("爸妈有军人", "爸妈有外籍")
    assert asking.state["facts"]["rare"] == ["army", "foreign"]


def test_none_and_something_contradict_and_nothing_is_lost(asking: Conversation) -> None:
    asking.act("answer", fact("born_on", "2026-11-01"), fact("children", 1), fact("parents_married", True))
    asking.tap("随妈妈").tap("爸妈有军人", "都没有")
    assert "rare" not in asking.state["facts"]
    assert asking.asked == "rare"


def test_yes_and_no_answer_a_yes_no_question(asking: Conversation) -> None:
    asking.act("answer", fact("born_on", "2026-11-01"), fact("children", 1), fact("hukou_follow", "mother"))
    assert asking.asked == "parents_married"
    asking.act("deny")
    assert asking.state["facts"]["parents_married"] is False
    assert asking.asked == "rare"
    asking.act("deny")
    assert asking.state["facts"]["rare"] == []


def test_yes_to_a_question_of_several_answers_asks_again(asking: Conversation) -> None:
    asking.act("answer", fact("born_on", "2026-11-01"), fact("children", 1))
    assert asking.act("affirm").asked == "hukou_follow"
    assert asking.text.count("随妈妈") == 1, "the answers stand once, under the question"


def test_form_answers_take_several_facts(asking: Conversation) -> None:
    asking.do(
        {
            "act": "form_answers",
            "facts": [fact("born_on", "2026-11-01"), fact("children", 2), fact("rare", []), fact("area", "x")],
            "source": "form",
        }
    )
    assert asking.state["facts"] == {"born_on": "2026-11-01", "children": 2, "rare": []}
    assert asking.asked == "hukou_follow"
    assert "店面面积" in asking.text


def test_two_outlines_of_a_list_can_be_compared() -> None:
    """What the intake keeps of a confirmed list is enough to tell what has changed since."""
    service = {"id": "a", "name": "甲", "state": "yes", "route": "submit", "route_text": "在这里交件"}
    before = {"services": [service], "materials": []}
    after = {"services": [{**service, "route": "guide", "route_text": "按指引到窗口办"}], "materials": []}
    assert changes(before, after) == [{"kind": "changed", "text": "甲：从“在这里交件”改成“按指引到窗口办”"}]
