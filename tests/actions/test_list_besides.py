"""What the list says beside names and states: remarks, choices, other places, corrections, how long it all takes."""

from __future__ import annotations

from typing import Any

import pytest

from actions.list_materials import materials
from actions.list_services import corrections, overall, services
from actions.list_wording import NOT_YET
from actions.spell import contradiction, elsewhere, nearest
from tests.actions.lists import Line, guidance, material, service


def told(*wanted: Line) -> list[str]:
    return materials(guidance([service("a")], list(wanted)))


def option(**more: Any) -> Line:
    return {
        "text": "可以先办后补：领证前交齐",
        "available": False,
        "verified": True,
        "consequence": "补不齐不发证。",
        **more,
    }


# ---- materials ----------------------------------------------------------------------------------------------------


def test_remarks_stand_under_their_material() -> None:
    lines = told(material("结婚证", "submit", "提交", remarks=["没有查到结婚证，请带上", "要3个月内开的。"]))
    assert lines[2:5] == ["· 结婚证：提交，原件", "   没有查到结婚证，请带上", "   要3个月内开的"]


def test_what_is_not_needed_says_why_and_nothing_else() -> None:
    spared = material(
        "户口簿",
        "not_needed",
        "不用交，有别的就够了",
        why="看亲属关系",
        basis=[{"text": "《某法》第1条"}],
        remarks=["已有“结婚证”，这一样不用交"],
    )
    assert told(spared) == ["材料", "【不用您带的】", "· 户口簿：已有“结婚证”，这一样不用交"]


def test_where_a_paper_is_there_anyway_there_is_nothing_to_choose() -> None:
    group = {"group": "g", "choose": 1, "satisfied_by": ["结婚证"]}
    lines = told(
        material("结婚证", "submit", "提交", **group),
        material("户口簿", "not_needed", "不用交，有别的就够了", remarks=["已有“结婚证”，这一样不用交"], **group),
    )
    assert "· 结婚证：提交，原件" in lines
    assert "· 户口簿：已有“结婚证”，这一样不用交" in lines
    assert not any("任选" in line for line in lines)


def test_where_one_of_several_is_there_the_rest_is_still_chosen() -> None:
    group = {"group": "g", "choose": 2, "satisfied_by": ["甲"]}
    lines = told(*(material(name, "submit", "提交", **group) for name in "甲乙丙"))
    assert "· 下面3样里任选2样，已有1样：" in lines


def test_what_cannot_be_chosen_yet_says_so_in_one_line() -> None:
    promise = option(text="可以书面承诺代替：签了承诺，这一样不用交", verified=False)
    lines = told(material("制度", "submit", "提交", options=[option(), promise]))
    assert lines[3] == (
        "   可以先办后补：领证前交齐；可以书面承诺代替：签了承诺，这一样不用交"
        "（以当地窗口为准；现在不能选，登录后再看）"
    )
    assert not any("补不齐不发证" in line for line in lines)


def test_what_can_be_chosen_says_what_it_leads_to() -> None:
    lines = told(material("制度", "submit", "提交", options=[option(available=True)]))
    assert lines[3:5] == ["   可以先办后补：领证前交齐", "   选之前要知道：补不齐不发证。"]
    assert NOT_YET not in "".join(lines)


# ---- services -----------------------------------------------------------------------------------------------------

HALL = {"region": "乙县", "name": "乙县大厅", "address": None, "hours": None, "phone": "12345"}
CAPITAL = {**HALL, "region": "省", "name": "省大厅"}


def away(id_: str, *offices: Line, **more: Any) -> Line:
    return service(id_, place={"text": "派出所", "region": "乙县"}, offices=list(offices), **more)


def test_what_is_done_elsewhere_says_where_and_names_its_windows_once() -> None:
    made = guidance([service("a"), away("b", HALL, CAPITAL), away("c", HALL, CAPITAL), away("d", HALL, state="no")])
    assert "   去哪里：派出所（在乙县）" in services(made)
    found = elsewhere(made)
    assert {region: [s["id"] for s in there] for region, there in found.items()} == {"乙县": ["b", "c"]}
    assert nearest(found["乙县"]) == [HALL]


def test_a_place_without_a_window_of_its_own_names_the_nearest() -> None:
    assert nearest([away("b", CAPITAL, {**CAPITAL, "region": "全国"})]) == [CAPITAL]


def test_rules_of_a_division_are_named_with_their_basis() -> None:
    layer = {"name": "兰州市", "basis": [{"text": "《方案》二"}], "verified": True}
    text = services(guidance([service("a", layers=[layer, {"name": "甘肃省", "basis": [], "verified": False}])]))
    assert "   兰州市另有规定：《方案》二" in text
    assert "   甘肃省另有规定（以当地窗口为准）" in text


def regime(id_: str, correction: str | None) -> Line:
    return {"id": id_, "name": id_, "correction": correction, "verified": True}


def test_corrections_are_told_once_for_all_services_of_one_body_of_law() -> None:
    permit = regime("permit", "五天内说清。")
    needed = [
        service("a", regime=permit),
        service("b", regime=permit),
        service("c", regime=regime("tax", None)),
        service("d", regime=permit, state="possible"),
        service("e", regime=permit, route="auto"),
    ]
    assert corrections(guidance(needed)) == ["a、b：五天内说清。"]
    assert "【材料不齐怎么补】" in services(guidance(needed))
    assert "【材料不齐怎么补】" not in services(guidance(needed, status="asking"))


@pytest.mark.parametrize(
    ("needed", "status", "said"),
    [
        ([service("a")], "complete", "全部办完：最长5个工作日"),
        ([service("a"), service("b", state="possible")], "complete", "全部办完：最长5个工作日，待定的没算"),
        ([service("a")], "asking", ""),
        ([service("a", route="duty")], "complete", ""),
        ([service("a", state="possible")], "complete", ""),
    ],
)
def test_how_long_everything_takes_is_told_of_a_whole_list(needed: list[Line], status: str, said: str) -> None:
    assert overall(guidance(needed, status=status)) == said


def test_answers_that_cannot_all_be_so_are_named_with_what_to_do() -> None:
    assert contradiction(guidance([service("a")])) == []
    lines = contradiction(guidance([service("a")], contradiction="没有孩子，就没有随谁落户。"))
    assert lines[0] == "您答的有几条合不到一起：没有孩子，就没有随谁落户。"
    assert "改" in lines[1]
