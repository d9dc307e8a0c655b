"""The language of conditions: what is written, and what is refused with a reason."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.basis import Basis
from knowledge.condition import (
    ALWAYS,
    MAX_DEPTH,
    All,
    AnyOf,
    Bound,
    ConditionError,
    Leaf,
    Members,
    Not,
    leaves,
    members,
    parse,
)

MINOR = Leaf("minor", "is", True)


@pytest.mark.parametrize(
    ("raw", "condition"),
    [
        (None, ALWAYS),
        ({"cooks": True}, Leaf("cooks", "is", True)),
        ({"cooks": {"is": True}}, Leaf("cooks", "is", True)),
        ({"area": {"at_least": 50}}, Leaf("area", "at_least", 50)),
        ({"area": {"at_most": {"parameter": "small"}}}, Leaf("area", "at_most", Bound("small"))),
        ({"who": {"in": ["self", "agent"]}}, Leaf("who", "in", ("self", "agent"))),
        ({"extras": {"has": "gas"}}, Leaf("extras", "has", "gas")),
        ({"day": {"after": "2026-11-01"}}, Leaf("day", "after", "2026-11-01")),
        ({"not": {"cooks": True}}, Not(Leaf("cooks", "is", True))),
        ({"all": [{"a": 1}, {"b": 2}]}, All((Leaf("a", "is", 1), Leaf("b", "is", 2)))),
        ({"any": [{"a": 1}, {"b": 2}]}, AnyOf((Leaf("a", "is", 1), Leaf("b", "is", 2)))),
    ],
)
def test_a_condition_is_read_as_it_is_written(raw: Any, condition: Any) -> None:
    assert parse(raw) == condition


@pytest.mark.parametrize(
    ("low", "high"), [(50, 200), (50, 50), ("2026-01-01", "2026-12-31"), (1, {"parameter": "most"})]
)
def test_between_is_both_bounds_inclusive(low: Any, high: Any) -> None:
    both = {"all": [{"x": {"at_least": low}}, {"x": {"at_most": high}}]}
    assert parse({"x": {"between": [low, high]}}) == parse(both)


def test_a_leaf_carries_its_words_and_its_law() -> None:
    basis = [{"law": "food_law", "article": 35}, {"law": "city_rule", "note": "第二款", "verified": False}]
    (leaf,) = leaves(parse({"cooks": {"is": True, "phrase": " 做热食 ", "basis": basis}}))
    assert leaf.phrase == "做热食"
    assert leaf.basis == (Basis("food_law", "35"), Basis("city_rule", None, "第二款", False))


def test_both_leaves_of_between_carry_the_words() -> None:
    found = list(leaves(parse({"area": {"between": [1, 9], "phrase": "小店", "basis": {"law": "x"}}})))
    assert [(leaf.phrase, leaf.basis) for leaf in found] == [("小店", (Basis("x"),))] * 2


def test_words_law_and_figure_do_not_change_what_is_tested() -> None:
    bare = Leaf("area", "at_least", 50)
    told = Leaf("area", "at_least", 50, "大店", (Basis("x"),), "big_area")
    assert bare == told
    assert hash(bare) == hash(told)


@pytest.mark.parametrize(
    ("raw", "condition"),
    [
        ({"any": {"minor": True}}, Members("heirs", "any", MINOR)),
        ({"all": {"minor": True}}, Members("heirs", "all", MINOR)),
        ({"count": {"where": {"minor": True}, "at_least": 2}}, Members("heirs", "count", MINOR, "at_least", 2)),
        ({"count": {"above": {"parameter": "p"}}}, Members("heirs", "count", ALWAYS, "above", Bound("p"))),
        (
            {"count": {"between": [2, 4]}},
            All((Members("heirs", "count", ALWAYS, "at_least", 2), Members("heirs", "count", ALWAYS, "at_most", 4))),
        ),
    ],
)
def test_a_list_of_persons_is_tested_as_a_group(raw: Any, condition: Any) -> None:
    assert parse({"heirs": raw}) == condition


def test_leaves_pass_over_groups_and_members_finds_them() -> None:
    condition = parse({"any": [{"cooks": True}, {"not": {"heirs": {"any": {"minor": True}}}}]})
    assert list(leaves(condition)) == [Leaf("cooks", "is", True)]
    assert list(members(condition)) == [Members("heirs", "any", MINOR)]


def test_a_table_is_any_of_its_rows_and_a_row_all_of_its_cells() -> None:
    table = {
        "columns": ["form", "staff", "area"],
        "rows": [["company", True, "-"], [{"in": ["partner", "other"]}, "-", {"at_least": 50, "phrase": "大店"}]],
    }
    written_out = {
        "any": [
            {"all": [{"form": "company"}, {"staff": True}]},
            {"all": [{"form": {"in": ["partner", "other"]}}, {"area": {"at_least": 50}}]},
        ]
    }
    assert parse({"table": table}) == parse(written_out)


def test_a_table_of_one_cell_is_that_test() -> None:
    assert parse({"table": {"columns": ["a", "b"], "rows": [["-", 1]]}}) == Leaf("b", "is", 1)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([["company", True], ["other", {"near": 1}]], "第 2 行 staff 列：staff 的比较 near 不认识"),
        ([["company", True], [["a", "b"], True]], "第 2 行 form 列：form 的几个取值请写成"),
        ([["company"]], "第 1 行应有 2 格"),
        ([["company", True], ["-", "-"]], "第 2 行每格都是 -"),
        (["company"], "第 1 行应有 2 格"),
        ([], "非空的列表"),
    ],
)
def test_a_slip_in_a_table_is_named_by_row_and_column(rows: Any, words: str) -> None:
    with pytest.raises(ConditionError, match=words):
        parse({"table": {"columns": ["form", "staff"], "rows": rows}})


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ({}, "一次只写一个键"),
        ("cooks", "一次只写一个键"),
        ({"a": 1, "b": 2}, "一次只写一个键"),
        ({"all": []}, "非空的列表"),
        ({"any": {"cooks": True}}, "非空的列表"),
        ({"all": [{"cooks": True}, None]}, "有一条是空的"),
        ({"not": None}, "有一条是空的"),
        ({"cooks": None}, "没有写取值"),
        ({"cooks": [True]}, "{in:"),
        ({"cooks": {"is": [True]}}, "文字、数值或真假"),
        ({"area": {"is": float("nan")}}, "文字、数值或真假"),
        ({"area": {"near": 3}}, "near 不认识"),
        ({"area": {"at_least": 1, "at_most": 2}}, "between"),
        ({"area": {"phrase": "大店"}}, "一次只写一个比较"),
        ({"area": {"at_least": True}}, "数值或日期"),
        ({"area": {"at_least": "很大"}}, "数值或日期"),
        ({"area": {"at_least": {"figure": "x"}}}, "parameter"),
        ({"extras": {"has": {"parameter": "x"}}}, "不能写参数"),
        ({"area": {"in": []}}, "非空的列表"),
        ({"area": {"between": [1, 2, 3]}}, "两头"),
        ({"area": {"between": [9, 1]}}, "对调"),
        ({"area": {"between": [1, "2026-01-01"]}}, "都是日期"),
        ({"day": {"before": 20261101}}, "2026-11-01"),
        ({"day": {"before": "20261101"}}, "2026-11-01"),
        ({"day": {"after": "2026-02-30"}}, "2026-11-01"),
        ({"cooks": {"is": True, "phrase": ["a"]}}, "phrase"),
        ({"cooks": {"is": True, "basis": ["food_law"]}}, "basis"),
        ({"cooks": {"is": True, "basis": [{"law": "x", "artikel": 1}]}}, "artikel"),
        ({"cooks": {"is": True, "basis": [{"law": "x", "verified": "yes"}]}}, "verified"),
        ({"heirs": {"any": None}}, "空的"),
        ({"heirs": {"any": {"minor": True}, "phrase": "有未成年人"}}, "any 不认识|一次只写一个比较"),
        ({"heirs": {"count": {"where": {"minor": True}}}}, "一个比较"),
        ({"heirs": {"count": {"in": [1, 2]}}}, "一个比较"),
        ({"heirs": {"count": {"at_least": -1}}}, "整数"),
        ({"heirs": {"count": {"at_least": 1.5}}}, "整数"),
        ({"heirs": {"count": 2}}, "一个比较"),
        ({"heirs": {"any": {"children": {"any": {"minor": True}}}}}, "名单条件"),
        ({"table": {"columns": ["a"]}}, "rows"),
        ({"table": {"columns": ["a", "a"], "rows": [[1, 2]]}}, "不能重复"),
        ({"table": {"columns": ["any"], "rows": [[1]]}}, "不能重复"),
    ],
)
def test_what_is_not_the_language_is_refused_with_a_reason(raw: Any, words: str) -> None:
    with pytest.raises(ConditionError, match=words):
        parse(raw)


def nested(raw: Any, depth: int) -> Any:
    for _ in range(depth):
        raw = {"not": raw}
    return raw


@pytest.mark.parametrize(
    "wrap",
    [
        lambda raw: raw,
        lambda raw: {"heirs": {"any": raw}},
        lambda raw: {"heirs": {"count": {"where": raw, "at_least": 1}}},
        lambda raw: {"table": {"columns": ["heirs"], "rows": [[{"all": raw}]]}},
    ],
)
@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 1000, 100_000])
def test_nesting_too_deep_is_refused_and_not_a_crash(wrap: Any, depth: int) -> None:
    with pytest.raises(ConditionError, match="嵌套"):
        parse(wrap(nested({"cooks": True}, depth)))


def test_the_deepest_nesting_allowed_can_be_read() -> None:
    assert list(leaves(parse(nested({"cooks": True}, MAX_DEPTH)))) == [Leaf("cooks", "is", True)]
