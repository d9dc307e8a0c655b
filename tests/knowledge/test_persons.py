"""Lists of persons: unrolled into ordinary facts, and tests of a list said in them."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from knowledge.bundle import Bundle, pack
from knowledge.condition import ALWAYS, All, AnyOf, Bound, Condition, ConditionError, Leaf, Members, Not, leaves, parse
from knowledge.content.load import read_catalogue
from knowledge.content.records import Reader
from knowledge.facts import FactError, parse_value, say
from knowledge.model import Attribute, Fact, Option, Parameter
from knowledge.persons import expand, plain, unroll, with_members, written_leaves

ADULT = Attribute("adult", "满18岁", "bool", "{name}满18岁了吗？", help="第{n}位按身份证上的生日算")
SHARE = Attribute(
    "share", "份额", "enum", "{name}要不要份额？", options=(Option("keep", "要"), Option("waive", "不要"))
)


def heirs(most: int = 3, least: int = 0, **changed: Any) -> Fact:
    """A list of heirs with two attributes."""
    fact = Fact(
        id="heirs",
        name="继承人们",
        kind="fact",
        type="persons",
        source="测试",
        verified=True,
        subject="family",
        question="一共几位继承人？",
        min=least,
        max=most,
        role="继承人",
        members=(ADULT, SHARE),
    )
    return replace(fact, **changed)


def holds(condition: Condition, world: Mapping[str, Any]) -> bool:
    """The plain truth of a condition, with every fact known."""
    if isinstance(condition, All):
        return all(holds(part, world) for part in condition.parts)
    if isinstance(condition, AnyOf):
        return any(holds(part, world) for part in condition.parts)
    if isinstance(condition, Not):
        return not holds(condition.part, world)
    assert isinstance(condition, Leaf)
    value = world[condition.fact]
    if condition.operator == "is":
        return bool(value == condition.value)
    return bool({"at_least": value >= condition.value, "below": value < condition.value}[condition.operator])


def worlds(fact: Fact) -> Iterator[tuple[dict[str, Any], list[bool]]]:
    """Every number of persons with every age, also of persons who are not there; and the ages of those who are."""
    most = int(fact.max or 0)
    for count in range(int(fact.min or 0), most + 1):
        for ages in itertools.product((True, False), repeat=most):
            facts = {f"heirs_{n}_adult": age for n, age in enumerate(ages, 1)}
            yield {"heirs_count": count, **facts}, list(ages[:count])


# ---- unrolling ----------------------------------------------------------------------------------------------------


def test_a_list_is_asked_as_its_number_and_then_person_by_person() -> None:
    assert [fact.id for fact in unroll(heirs(2))] == [
        "heirs_count",
        "heirs_1_adult",
        "heirs_1_share",
        "heirs_2_adult",
        "heirs_2_share",
    ]


def test_the_number_takes_the_bounds_and_words_of_the_list() -> None:
    count = unroll(heirs(3, least=1))[0]
    assert (count.type, count.min, count.max, count.unit) == ("integer", 1, 3, "人")
    assert (count.name, count.question, count.subject) == ("有几位继承人", "一共几位继承人？", "family")


def test_each_question_says_whom_it_is_about() -> None:
    second = {fact.id: fact for fact in unroll(heirs())}["heirs_2_adult"]
    assert second.question == "第二位继承人满18岁了吗？"
    assert second.help == "第二位按身份证上的生日算"
    assert second.name == "第二位继承人：满18岁"
    assert (second.subject, second.member_of) == ("heirs2", "heirs")


def test_the_only_person_of_a_list_has_no_number() -> None:
    assert unroll(heirs(1))[1].question == "继承人满18岁了吗？"


def test_a_fact_that_is_no_list_is_asked_as_it_is() -> None:
    fact = unroll(heirs())[1]
    assert unroll(fact) == (fact,)


def test_a_list_that_changes_is_unrolled_anew() -> None:
    facts = with_members({"heirs": heirs(3)})
    assert {"heirs", "heirs_count", "heirs_3_adult"} <= facts.keys()
    assert "heirs_3_adult" not in with_members({**facts, "heirs": heirs(2)})


# ---- expanding ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("least", [0, 1, 2])
@pytest.mark.parametrize("most", [2, 4])
def test_any_and_all_speak_of_those_who_are_there(least: int, most: int) -> None:
    fact = heirs(most, least)
    some = expand(Members("heirs", "any", Leaf("adult", "is", False)), fact)
    every = expand(Members("heirs", "all", Leaf("adult", "is", True)), fact)
    for world, ages in worlds(fact):
        assert holds(some, world) is (not all(ages))
        assert holds(every, world) is all(ages)


@pytest.mark.parametrize("least", [0, 2])
@pytest.mark.parametrize("operator", ["is", "at_least", "at_most", "above", "below"])
@pytest.mark.parametrize("bound", range(6))
def test_a_count_counts_those_who_are_there(operator: str, bound: int, least: int) -> None:
    fact = heirs(4, least)
    condition = expand(Members("heirs", "count", Leaf("adult", "is", True), operator, bound), fact)
    for world, ages in worlds(fact):
        number = sum(ages)
        wanted = {
            "is": number == bound,
            "at_least": number >= bound,
            "at_most": number <= bound,
            "above": number > bound,
            "below": number < bound,
        }[operator]
        assert holds(condition, world) is wanted


def test_a_count_of_everybody_is_a_test_of_the_number() -> None:
    assert expand(Members("heirs", "count", ALWAYS, "above", 2), heirs()) == Leaf("heirs_count", "above", 2)


def test_a_count_against_a_figure_that_nobody_has_stated_hangs_on_the_figure_alone() -> None:
    node = Members("heirs", "count", Leaf("adult", "is", True), "at_least", Bound("few"))
    figures = {"few": Parameter("few", "几位", "测试", True)}
    leaf = expand(node, heirs(), figures)
    assert isinstance(leaf, Leaf)
    assert (leaf.fact, leaf.operator, leaf.value.parameter) == ("heirs_count", "at_least", "few")


def test_a_count_against_a_figure_counts_by_the_figure_of_the_place() -> None:
    node = Members("heirs", "count", Leaf("adult", "is", True), "at_least", Bound("few"))
    figures = {"few": Parameter("few", "几位", "测试", True, value=2)}
    assert plain(node, {"heirs": heirs()}, figures) == expand(replace(node, value=2), heirs())


def test_a_count_against_a_figure_is_not_expanded_without_the_figures() -> None:
    node = Members("heirs", "count", Leaf("adult", "is", True), "at_least", Bound("few"))
    with pytest.raises(ConditionError, match="few"):
        expand(node, heirs())


@pytest.mark.parametrize(("operator", "figure", "number"), [("at_least", 1.5, 2), ("above", 1.5, 2), ("below", 1.5, 2)])
def test_a_figure_between_two_numbers_cuts_between_them(operator: str, figure: float, number: int) -> None:
    where = Leaf("adult", "is", True)
    whole = "below" if operator == "below" else "at_least"
    expected = expand(Members("heirs", "count", where, whole, number), heirs())
    assert expand(Members("heirs", "count", where, operator, figure), heirs()) == expected


def test_the_words_of_a_test_stay_with_it() -> None:
    where = parse({"adult": {"is": False, "phrase": "有未成年人"}})
    told = {leaf.phrase for leaf in leaves(expand(Members("heirs", "any", where), heirs())) if "adult" in leaf.fact}
    assert told == {"有未成年人"}


@pytest.mark.parametrize("number", range(1, 9))
def test_a_count_of_eight_takes_a_few_conditions_and_not_all_subsets(number: int) -> None:
    condition = expand(Members("heirs", "count", Leaf("adult", "is", True), "at_least", number), heirs(8))
    seen: set[int] = set()

    def visit(node: Condition) -> None:
        if id(node) not in seen:
            seen.add(id(node))
            for part in (node.part,) if isinstance(node, Not) else getattr(node, "parts", ()):
                visit(part)

    visit(condition)
    assert len(seen) <= 5 * 8 * 8


def test_a_condition_without_lists_stays_the_same_object() -> None:
    condition = parse({"all": [{"cooks": True}, {"not": {"area": {"above": 9}}}]})
    assert plain(condition, {}) is condition


def test_a_list_inside_a_condition_is_expanded_in_place() -> None:
    condition = parse({"all": [{"cooks": True}, {"not": {"heirs": {"any": {"adult": False}}}}]})
    assert isinstance(condition, All)
    inner = expand(Members("heirs", "any", Leaf("adult", "is", False)), heirs())
    assert plain(condition, {"heirs": heirs()}) == All((Leaf("cooks", "is", True), Not(inner)))


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ({"heirs": {"any": {"age": 3}}}, "没有 age 这一项，可以是：adult、share"),
        ({"heir": {"any": {"adult": True}}}, "heir 在 facts/ 里没有"),
        ({"heirs_count": {"any": {"adult": True}}}, "heirs_count 不是名单"),
        ({"heirs": 2}, "heirs 是名单"),
    ],
)
def test_a_test_that_does_not_fit_its_list_is_refused(raw: Any, words: str) -> None:
    with pytest.raises(ConditionError, match=words):
        list(written_leaves(parse(raw), with_members({"heirs": heirs()})))


def test_an_author_is_told_of_a_mistake_once_and_not_for_each_person() -> None:
    raw = {"heirs": {"count": {"where": {"share": "take"}, "at_least": {"parameter": "few"}}}}
    found = list(written_leaves(parse(raw), with_members({"heirs": heirs()})))
    assert found == [Leaf("heirs_count", "at_least", Bound("few")), Leaf("heirs_1_share", "is", "take")]


# ---- in the catalogue ---------------------------------------------------------------------------------------------

FACTS = """
- id: heirs
  name: 继承人
  kind: fact
  type: persons
  question: 一共几位继承人？
  min: 1
  max: 3
  prior: [1, 2]
  members:
    - {id: adult, name: 满18岁, type: bool, question: "{name}满18岁了吗？", prior: {true: 9, false: 1}}
  source: 测试
  verified: true
"""


@pytest.fixture
def bundle(catalogue: Callable[..., Path]) -> Bundle:
    """The small catalogue with a list of heirs, which one province makes shorter."""
    files = catalogue(
        facts__heirs_yml=FACTS, overlays__620000__h_yml="- {fact: heirs, set: {max: 2}, source: 省, verified: true}\n"
    )
    found, problems = read_catalogue(files)
    assert problems == []
    return Bundle(pack(found))


def test_a_bundle_has_the_list_and_what_it_unrolls_into(bundle: Bundle) -> None:
    assert bundle.facts["heirs"].type == "persons"
    assert bundle.facts["heirs_count"].prior == (1, 2)
    assert bundle.facts["heirs_3_adult"].prior == {True: 9, False: 1}


def test_a_division_that_changes_the_list_changes_what_is_asked(bundle: Bundle) -> None:
    assert "heirs_3_adult" not in bundle.at("620102").facts
    assert "heirs_3_adult" in bundle.at("000000").facts


def test_answers_about_persons_are_stored_and_said_like_any_other(bundle: Bundle) -> None:
    assert say(bundle, "heirs_count", parse_value(bundle, "heirs_count", "2人")) == "2人"
    assert say(bundle, "heirs_2_adult", parse_value(bundle, "heirs_2_adult", "不是")) == "不是"
    with pytest.raises(FactError, match="heirs_count"):
        parse_value(bundle, "heirs", 2)


LIST = {
    "id": "heirs",
    "name": "继承人",
    "kind": "fact",
    "type": "persons",
    "question": "几位？",
    "max": 3,
    "members": [{"id": "adult", "name": "满18岁", "type": "bool", "question": "{name}满18岁了吗？"}],
    "source": "测试",
    "verified": True,
}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"max": None}, "max 应为 1 到 8"),
        ({"max": 9}, "max 应为 1 到 8"),
        ({"max": 0}, "max 应为 1 到 8"),
        ({"min": 4}, "max 应为 1 到 8"),
        ({"members": []}, "members"),
        ({"members": LIST["members"] * 2}, "adult 写了两次"),
        ({"members": [{**LIST["members"][0], "type": "text"}]}, "type 应为"),
        ({"members": [{**LIST["members"][0], "type": "enum"}]}, "options"),
        ({"members": [{**LIST["members"][0], "querstion": "?"}]}, "querstion"),
        ({"options": [{"value": 1, "label": "一"}]}, "没有 options"),
        ({"type": "integer"}, "type 应为 persons"),
        ({"member_of": "x"}, "member_of"),
        ({"id": "table"}, "table"),
        ({"prior": [1, 9]}, "超出"),
        ({"prior": {"1": 2}}, "整数的列表"),
    ],
)
def test_a_list_written_wrong_is_refused_with_a_reason(changed: dict[str, Any], words: str) -> None:
    reader = Reader("facts.yml")
    reader.read(Fact, {**LIST, **changed}, "heirs")
    assert any(words in problem.text for problem in reader.problems)


def test_a_list_written_right_reads() -> None:
    reader = Reader("facts.yml")
    assert reader.read(Fact, LIST, "heirs") is not None
    assert reader.problems == []
