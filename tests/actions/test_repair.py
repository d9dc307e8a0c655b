"""Why, back, repeat, skip, the list now, start over, stop, erase."""

from __future__ import annotations

from tests.actions.conversation import Conversation, fact


def test_why_of_a_paper_that_is_named_explains_its_line_then_asks_again(asking: Conversation) -> None:
    pending = asking.asked
    asking.act("why", text="为什么要户口簿啊")
    assert "户口簿" in asking.text
    assert "要用" in asking.text
    assert asking.asked == pending


def test_why_of_the_question_is_not_taken_for_a_paper(asking: Conversation) -> None:
    asking.act("why", text="你问户口簿干什么")
    assert "为什么问这个" in asking.text


def test_why_tells_reason_and_basis_then_asks_again(asking: Conversation) -> None:
    asking.act("why")
    assert "从这天起算办理期限" in asking.text
    assert "《测试户口条例》第7条" in asking.text
    assert asking.asked == "born_on"
    assert asking.state["facts"] == {}


def test_question_beside_the_matter_then_the_question_again(asking: Conversation) -> None:
    asking.act("faq_general", faq={"event": "baby", "index": 0})
    assert "能上，只是材料不同。" in asking.text
    assert "《测试户口条例》第2条" in asking.text
    assert asking.asked == "born_on"
    asking.act("faq_general", faq={"event": "baby", "index": 1})
    assert "以当地窗口为准" in asking.text


def test_question_that_matches_nothing_says_so_and_offers_others(asking: Conversation) -> None:
    asking.act("faq_general")
    assert "这一条我没有核实到，请打12345确认" in asking.text
    assert asking.asked == "born_on"
    assert "能上，只是材料不同。" in asking.tap("没领证能上户口吗？").text


def test_going_back_through_every_step_reaches_the_start(talk: Conversation) -> None:
    talk.event(("baby", 0.9), facts=(fact("parents_married", False),))
    talk.act("answer", fact("born_on", "2026-11-01"), fact("children", 1))
    talk.act("correct", fact("children", 2))
    talk.act("go_back")
    assert talk.state["facts"]["children"] == 1
    assert talk.act("go_back").asked == "born_on"
    assert talk.state["facts"] == {"parents_married": False}
    talk.act("go_back")
    assert (talk.state["events"], talk.state["facts"], talk.state["answered"]) == ([], {}, [])
    assert "没有可退的" in talk.act("go_back").text


def test_repeat_puts_the_question_or_the_list_again(asking: Conversation) -> None:
    assert asking.act("thanks").act("repeat").asked == "born_on"


def test_repeat_before_anything_repeats_the_greeting(talk: Conversation) -> None:
    greeting = talk.text
    assert talk.act("repeat").text == greeting


def test_skip_asks_it_at_the_end_and_then_leaves_it_open(asking: Conversation) -> None:
    assert asking.act("skip").asked == "children"
    asking.act(
        "answer", fact("children", 1), fact("hukou_follow", "mother"), fact("parents_married", True), fact("rare", [])
    )
    assert asking.asked == "born_on"
    asking.act("skip")
    assert asking.state["facts"]["born_on"] == {"unknown": "declined"}
    assert asking.types[-1] == "materials"


def test_the_list_now_marks_what_is_open_and_the_question_stands(asking: Conversation) -> None:
    asking.act("show_list")
    assert asking.types == ["materials", "question"]
    assert "待定" in asking.text
    assert "还没答的" in asking.text
    assert asking.asked == "born_on"


def test_start_over_asks_once(listed: Conversation) -> None:
    listed.act("start_over")
    assert listed.state["facts"], "nothing is dropped before yes"
    assert "接着办" in listed.act("deny").text
    assert listed.state["facts"]
    listed.act("start_over").tap("确定")
    assert (listed.state["events"], listed.state["facts"], listed.state["stage"]) == ([], {}, "idle")


def test_stop_keeps_everything_and_offers_erasing(listed: Conversation) -> None:
    known = listed.state["facts"]
    listed.act("stop")
    assert listed.state["facts"] == known
    assert listed.tap("接着办").types[-1] == "materials"
    listed.act("stop").tap("删掉这次对话").tap("不了")
    assert listed.state["facts"] == known
    listed.act("stop").tap("删掉这次对话").tap("确定")
    assert listed.effects == [{"effect": "erase"}]
    assert listed.state["facts"] == {}


def test_something_else_between_a_confirmation_and_its_answer(listed: Conversation) -> None:
    listed.act("start_over").act("thanks")
    assert "确定吗" in listed.text
    assert listed.act("affirm").state["facts"] == {}
