"""The list in words, on guidances of our own making."""

from __future__ import annotations

from actions.list_materials import materials
from actions.list_services import said_fee, services
from actions.list_statements import MOST_REASONS, Reasons
from tests.actions.lists import Line, fee, guidance, material, service


def test_of_what_costs_nothing_only_that_is_said() -> None:
    assert said_fee(fee()) == "不收费"
    assert said_fee(fee(text="登记不收费；工本费5元")) == "登记不收费；工本费5元"
    assert said_fee(fee(text="登记费：80元/件", amount=80)) == "登记费：80元/件，谁交：申请人"


def test_a_duty_says_nothing_of_time_and_fee() -> None:
    text = "\n".join(services(guidance([service("a", route="duty", route_text="要做到的")])))
    assert "以当地窗口为准" not in text


def test_what_is_open_of_time_and_fee_is_one_line() -> None:
    text = "\n".join(services(guidance([service("a")])))
    assert text.count("以当地窗口为准") == 1
    assert "时间、费用：以当地窗口为准" in text
    priced = "\n".join(services(guidance([service("a")], fees=[fee(verified=False)])))
    assert "费用：不收费" in priced
    assert priced.count("以当地窗口为准") == 1


def test_the_order_is_one_line_a_level_without_what_happens_by_itself() -> None:
    needed = [service("a"), service("b"), service("c", route="auto", route_text="自动办"), service("d")]
    steps = [{"level": 1, "services": ["a", "c"]}, {"level": 2, "services": ["b", "d"]}]
    assert services(guidance(needed, steps=steps))[-4:] == [
        "【先后，同一行里的可以同时办】",
        "· 先办：a",
        "· 最后：b、d",
        "· 全部办完：最长5个工作日",
    ]


def test_alternatives_of_different_states_stand_together_under_the_first_heading() -> None:
    wanted = [
        material("承诺书", "form", "签字即可", group="g", choose=1),
        material("申请书", "form", "签字即可"),
        material("检测报告", "submit", "提交", group="g", choose=1),
    ]
    lines = materials(guidance([service("a")], wanted))
    start = lines.index("· 下面2样里任选1样：")
    assert lines[start - 1] == "【要交、要带的】"
    assert lines[start + 1 : start + 3] == ["   ◦ 承诺书：签字即可", "   ◦ 检测报告：提交，原件"]
    assert lines.index("【要填、要签的】") > start
    assert sum("承诺书" in line for line in lines) == 1


def test_what_several_materials_share_is_said_once_under_the_last() -> None:
    cited = [{"text": "《某法》第1条"}]
    wanted = [material("甲", "submit", "提交", basis=cited), material("乙", "submit", "提交", basis=cited)]
    assert materials(guidance([service("a")], wanted))[2:] == [
        "· 甲：提交，原件",
        "· 乙：提交，原件",
        "   以上2样都用在：a",
        "   依据：《某法》第1条",
    ]


def test_reasons_of_the_service_are_not_said_again_with_its_materials() -> None:
    wanted = [material("甲", "submit", "提交", because=["面积：25㎡", "污水：直接接"])]
    lines = materials(guidance([service("a", because=["面积：25㎡"])], wanted))
    assert "   为什么有这一条：污水：直接接" in lines


def test_the_rarest_reasons_are_told_in_their_own_order() -> None:
    lines: list[Line] = [{"because": ["每条都有", "甲", "乙", "丙"]}, {"because": ["每条都有"]}]
    assert Reasons(lines).told(lines[0]) == ["甲", "乙", "丙"]
    assert len(Reasons([{"because": list("一二三四五")}]).told({"because": list("一二三四五")})) == MOST_REASONS
