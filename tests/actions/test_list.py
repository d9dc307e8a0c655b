"""The list and the form."""

from __future__ import annotations

from tests.actions.conversation import Conversation, fact


def test_everything_answered_gives_the_whole_list(listed: Conversation) -> None:
    message = listed.message("materials")
    assert message["guidance"]["status"] == "complete"
    assert listed.labels == ["帮我办", "我要改一个答案", "问人工"]
    assert listed.state["stage"] == "listed"


def test_the_list_reads_by_itself(listed: Conversation) -> None:
    text = listed.message("materials")["text"]
    for said in (
        "新生儿出生——兰州市城关区，2026年11月20日",
        "【在这里交件】",
        "【网上填好，再到场核对】",
        "去哪里：户口要落到的派出所",
        "多久：承诺5个工作日",
        "费用：不收费",
        "妈妈的户口簿：核验原件后退还",
        "登录核验后可免",
        "孩子的户口登记页：办理中产生",
        "出生后一个月内登记，最晚2026年12月1日",
        "依据：《测试户口条例》第7条",
        "【先后】\n· 先办：出生户口登记\n· 最后：孩子医保参保",
        "测试政务大厅，电话12345",
        "12345",
    ):
        assert said in text


def test_what_is_not_verified_says_so(listed: Conversation) -> None:
    lines = listed.message("materials")["text"].splitlines()
    start = next(i for i, line in enumerate(lines) if "未婚生育说明" in line)
    assert "以当地窗口为准" in "".join(lines[start : start + 5])
    assert any(line.startswith("· 参保要交当年的钱。（以当地窗口为准）") for line in lines)


def test_sections_without_lines_leave_no_gap_in_numbers(listed: Conversation) -> None:
    headings = [line for line in listed.message("materials")["text"].splitlines() if line[1:2] == "、"]
    assert [h[0] for h in headings] == list("一二三四五六七八九")[: len(headings)]


def test_what_is_not_known_is_said_once_for_each_service(listed: Conversation) -> None:
    lines = listed.message("materials")["text"].splitlines()
    start = lines.index("2. 孩子医保参保") if "2. 孩子医保参保" in lines else lines.index("1. 孩子医保参保")
    said = [line for line in lines[start + 1 : start + 8] if line.startswith("   ") and "以当地窗口为准" in line]
    assert [line.strip() for line in said if not line.startswith("   去哪里")] == [
        "这一条没有核实过，时间、费用也以当地窗口为准。"
    ]


def test_apply_opens_the_form(listed: Conversation) -> None:
    listed.tap("帮我办")
    assert listed.effects == [{"effect": "open_draft"}]
    assert listed.state["stage"] == "applying"


def test_yes_after_the_list_applies_and_no_keeps_it(listed: Conversation) -> None:
    assert listed.act("deny").effects == []
    assert "清单给您留着" in listed.text
    assert listed.act("repeat").act("affirm").effects == [{"effect": "open_draft"}]


def test_apply_while_asking_says_what_is_open_and_lets_them(asking: Conversation) -> None:
    asking.act("apply")
    assert asking.effects == []
    assert "还有5个问题没答" in asking.text
    assert asking.asked == "born_on"
    assert "现在就填表" not in asking.labels, "nothing is certain to be handed in yet"
    asking.act("answer", fact("children", 1)).act("apply")
    assert asking.tap("现在就填表").effects == [{"effect": "open_draft"}]


def test_apply_where_only_an_unsure_answer_decides_says_which(asking: Conversation) -> None:
    asking.act("answer", fact("born_on", "2026-11-01"), fact("hukou_follow", "mother"), fact("rare", []))
    asking.act("answer", fact("parents_married", True), fact("children", {"unknown": "unsure"}))
    asking.tap("帮我办")
    assert asking.effects == []
    assert "还没定下来：孩子医保参保" in asking.text
    asking.tap("我要改一个答案").tap("几个孩子：不清楚").tap("1个").tap("帮我办")
    assert asking.effects == [{"effect": "open_draft"}]


def test_apply_where_nothing_can_be_handed_in_says_so(talk: Conversation) -> None:
    talk.event(("shop", 0.9)).act("answer", fact("area", 20)).act("apply")
    assert talk.effects == []
    assert "没有能在这里交件的" in talk.text
    assert "先办：小店登记（按指引到窗口办）" in talk.text
    assert "12345" in talk.text


def test_apply_before_any_event_asks_what_happened(talk: Conversation) -> None:
    assert talk.act("apply").types == ["events"]
