"""Two versions of the small catalogue: what is said to change, and for how many, is what enumerating everybody gives."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from knowledge.bundle import Bundle
from knowledge.bundle import compile as compile_catalogue
from knowledge.diff.compare import Look, changes, diff, things
from knowledge.diff.joint_space import FORMERLY, JointSpace
from knowledge.engine.axes import Axis
from knowledge.guidance import guide
from knowledge.view import View, view_of
from tests.knowledge.conftest import FILES

ON = date(2026, 11, 20)
Versions = Callable[..., Bundle]
YES: Look = (("", True),)
OPEN: Look = (("", None),)
NO: Look = ()


@pytest.fixture
def version(catalogue: Callable[..., Path]) -> Versions:
    """The small catalogue with some texts replaced: `version(services__s_yml=[(old, new)])`."""

    def make(**replaced: list[tuple[str, str]]) -> Bundle:
        changed = {}
        for name, pairs in replaced.items():
            text = FILES[name.replace("__", "/").replace("_yml", ".yml")]
            for old, new in pairs:
                assert old in text
                text = text.replace(old, new)
            changed[name] = text
        return compile_catalogue(catalogue(**changed))

    return make


WHO = "options: [{value: self, label: 本人}, {value: agent, label: 代办}]"
#: Name -> what is written otherwise in the new version.
EDITS: dict[str, dict[str, list[tuple[str, str]]]] = {
    "a condition loses a part": {
        "services__s_yml": [("when: {all: [{cooks: true}, {not: {small: true}}]}", "when: {cooks: true}")]
    },
    "a province raises its figure": {"overlays__620000__p_yml": [("value: 30", "value: 50")]},
    "a province states no figure any more": {"overlays__620000__p_yml": [("set: {value: 30}", "set: {unit: 平方米}")]},
    "a route begins later": {
        "services__s_yml": [("{open_days: {above: 30}}, route: book", "{open_days: {above: 60}}, route: jump")]
    },
    "an option is new": {
        "facts__f_yml": [(WHO, WHO.replace("}]", "}, {value: post, label: 邮寄}]"))],
        "services__s_yml": [("when: {who: agent}", "when: {who: {in: [agent, post]}}")],
    },
    "a fact is new": {
        "facts__f_yml": [
            (
                "- id: open_days",
                "- {id: loud, name: 吵不吵, kind: fact, type: bool, question: 吵吗？, source: 测试, verified: true}\n- id: open_days",
            )
        ],
        "services__s_yml": [
            (
                "  fields: [gas_no]",
                "  notices: [{id: quiet, text: 夜里小声, when: {loud: true}, verified: true}]\n  fields: [gas_no]",
            )
        ],
        "events__e_yml": [("opened_on]", "opened_on, loud]")],
    },
    "an answer is of another kind": {
        "facts__f_yml": [
            (
                "type: bool\n  question: 做热食吗？",
                "type: enum\n  options: [{value: hot, label: 热}, {value: cold, label: 冷}, {value: no, label: 不做}]\n  question: 做什么？",
            )
        ],
        "services__s_yml": [("{cooks: true}", "{cooks: {in: [hot, cold]}}")],
    },
    "a paper is taken away and another form is wanted": {
        "services__s_yml": [
            ("mode: submit, when: {who: agent}", "mode: surrender, copies: 2, when: {area: {at_least: 100}}")
        ],
        "events__e_yml": [("facts: [who, ", "facts: [")],
    },
    "what cannot be is written down": {
        "events__e_yml": [
            (
                "  demo: true\n",
                "  demo: true\n  impossible: [{when: {all: [{cooks: false}, {area: {at_most: 30}}]}, because: 不会, source: 测试, verified: true}]\n",
            )
        ],
        "services__s_yml": [("when: {extras: {has: gas}}", "when: {any: [{extras: {has: gas}}, {cooks: false}]}")],
    },
}


def views(old: Bundle, new: Bundle, region: str) -> tuple[View, View]:
    return view_of(old, ["shop"], region, ON, {}), view_of(new, ["shop"], region, ON, {})


def space_of(old: View, new: View) -> JointSpace:
    conditions = [[c for parts in things(view).values() for c in parts.values()] for view in (old, new)]
    return JointSpace(old, new, conditions, ON)


def people(space: JointSpace) -> Iterator[tuple[dict[str, Any], int]]:
    """Everybody: the places of all axes as answers, and the weight of the combination."""
    axes = space.axes[: space.asked]
    for places in itertools.product(*(range(len(axis.values)) for axis in axes)):
        facts: dict[str, Any] = {}
        weight = 1
        for axis, place in zip(axes, places, strict=True):
            weight *= axis.weights[place]
            if axis.member is not None:
                facts.setdefault(axis.fact, [])
                facts[axis.fact] += [axis.member] if place else []
            else:
                facts[axis.fact] = answer(space, axis, place)
        yield facts, weight


def answer(space: JointSpace, axis: Axis, place: int) -> Any:
    value = axis.values[place]
    return date.fromordinal(value).isoformat() if space.facts[axis.fact].type == "date" else value


def told(bundle: Bundle, facts: dict[str, Any], region: str, former: bool) -> dict[tuple[str, str, str], Look]:
    """Services, notices and deadlines, there or open, and the papers on the list, as the guidance says it."""
    known = {}
    for name in bundle.facts:
        known[name] = facts.get(f"{name}{FORMERLY}", facts.get(name)) if former else facts.get(name)
    found = guide(bundle, ["shop"], region, {k: v for k, v in known.items() if v is not None}, ON)
    looks = {
        ("service", s["id"], s["id"]): {"yes": YES, "no": NO, "possible": OPEN}[s["state"]] for s in found["services"]
    }
    for kind, folder in (("notice", "notices"), ("deadline", "deadlines")):
        looks |= {
            (kind, line["service"], line["id"]): YES if line["state"] == "yes" else OPEN for line in found[folder]
        }
    looks |= {("material", "", m["id"]): YES for m in found["materials"]}
    return looks


def plainly(kind: str, look: Look | None) -> Look:
    """A look as `told` gives it: a paper is on the list or is not."""
    if kind != "material" or not look:
        return look or NO
    return YES


@pytest.mark.parametrize("region", ["620102", "000000"])
@pytest.mark.parametrize("edit", EDITS)
def test_counts_are_those_of_enumerating_everybody(shop: Bundle, version: Versions, edit: str, region: str) -> None:
    new = version(**EDITS[edit])
    old_view, new_view = views(shop, new, region)
    space = space_of(old_view, new_view)
    counts: Counter[Any] = Counter()
    weights: Counter[Any] = Counter()
    total = whole = 0
    for facts, weight in people(space):
        if edit == "what cannot be is written down" and facts["cooks"] is False and facts["area"] <= 30:
            continue
        total, whole = total + 1, whole + weight
        before, after = told(shop, facts, region, True), told(new, facts, region, False)
        for key in before.keys() | after.keys():
            look = (key, before.get(key, NO), after.get(key, NO))
            if look[1] != look[2]:
                counts[look] += 1
                weights[look] += weight
    said_counts: Counter[Any] = Counter()
    said_weights: Counter[Any] = Counter()
    for change in changes(old_view, new_view, ON):
        assert (change.share.total, change.share.whole) == (total, whole)
        kind = change.key[0]
        look = (change.key, plainly(kind, change.old), plainly(kind, change.new))
        if kind in ("service", "notice", "deadline", "material") and look[1] != look[2]:
            said_counts[look] += change.share.count
            said_weights[look] += change.share.weight
    assert said_counts == counts
    assert said_weights == weights
    if region == "620102":
        assert changes(old_view, new_view, ON)


@pytest.mark.parametrize("edit", EDITS)
def test_nothing_changes_for_those_who_see_the_same(shop: Bundle, version: Versions, edit: str) -> None:
    """The looks of one thing that change into each other are apart: nobody is counted twice for it."""
    found = changes(*views(shop, version(**EDITS[edit]), "620102"), ON)
    by_thing: Counter[Any] = Counter()
    for change in found:
        assert change.share.count > 0
        assert change.old != change.new
        by_thing[change.key] += change.share.count
    assert all(count <= found[0].share.total for count in by_thing.values())


def test_a_bundle_does_not_differ_from_itself(shop: Bundle, version: Versions) -> None:
    assert diff(shop, version(), ON) == {
        "old": shop.hash,
        "new": shop.hash,
        "on": "2026-11-20",
        "events": [],
        "texts": [],
    }
    assert changes(*views(shop, version(), "620102"), ON) == []


def test_the_shipped_events_do_not_differ_from_themselves(shipped: Bundle) -> None:
    for event in shipped.events:
        view = view_of(shipped, [event], "620102", ON, {})
        assert changes(view, view, ON) == []


def test_the_citizens_are_told_in_plain_words(shop: Bundle, version: Versions) -> None:
    found = diff(shop, version(**EDITS["a province raises its figure"]), ON)
    rows = {row["what"]: row for row in found["events"][0]["changes"]}
    row = rows["事项：经营许可"]
    assert (row["old"], row["new"], row["who"], row["whole"]) == (
        "要办",
        "不用办",
        ["做不做热食：“是”，面积：31㎡到50㎡"],
        True,
    )
    assert [region["code"] for region in row["regions"]] == ["620000"]
    assert (row["regions"][0]["count"], row["percent"]) == (row["regions"][0]["total"] // 6, 16.7)
    assert "怎么办：经营许可" in rows
    assert rows["怎么办：经营许可"]["follows"]


def test_what_only_one_region_says_is_told_of_it_alone(shop: Bundle, version: Versions) -> None:
    found = diff(shop, version(**EDITS["a condition loses a part"]), ON)
    rows = [row for row in found["events"][0]["changes"] if row["what"] == "事项：经营许可"]
    told_of = {tuple(region["name"] for region in row["regions"]): (row["old"], row["new"]) for row in rows}
    assert told_of == {("全国",): ("要办（待定，以当地窗口为准）", "要办"), ("甘肃省",): ("不用办", "要办")}


def test_questions_that_come_and_go_are_named(shop: Bundle, version: Versions) -> None:
    new = version(**EDITS["a fact is new"])
    assert diff(shop, new, ON)["events"][0]["facts"] == {"added": [{"fact": "loud", "name": "吵不吵"}], "removed": []}
    assert diff(new, shop, ON)["events"][0]["facts"]["removed"] == [{"fact": "loud", "name": "吵不吵"}]


def test_a_paper_says_how_it_looks_before_and_after(shop: Bundle, version: Versions) -> None:
    found = diff(shop, version(**EDITS["a paper is taken away and another form is wanted"]), ON)
    looks = {
        (row["old"], row["new"]) for row in found["events"][0]["changes"] if row["what"] == "材料：applicant的委托书"
    }
    assert looks >= {("提交", "收存原件；复印2份"), ("不用", "收存原件；复印2份")}


def test_a_service_that_comes_brings_its_parts_along(shop: Bundle, version: Versions) -> None:
    new = version(events__e_yml=[(", {service: gas_alarm}", ""), (", extras, opened_on]", "]")])
    rows = diff(new, shop, ON)["events"][0]["changes"]
    own = [row for row in rows if not row["follows"]]
    assert {row["kind"] for row in own} == {"service", "material"}
    assert ("没有这一项", "要办") in {(row["old"], row["new"]) for row in own if row["kind"] == "service"}
    assert {row["kind"] for row in rows if row["follows"]} >= {"route", "presence", "deadline"}


def test_an_event_of_one_bundle_only_is_told_once(shop: Bundle, version: Versions) -> None:
    more = FILES["events/e.yml"].replace("id: shop\n  name: 开小店", "id: stall\n  name: 摆摊")
    new = version(events__e_yml=[(FILES["events/e.yml"], FILES["events/e.yml"] + more)])
    event = diff(shop, new, ON)["events"][0]
    assert (event["id"], event["status"], event["changes"]) == ("stall", "added", [])
    assert diff(new, shop, ON)["events"][0]["status"] == "removed"


def test_words_that_change_no_outcome_stand_apart(shop: Bundle, version: Versions) -> None:
    new = version(
        services__s_yml=[("days: 20", "days: 15"), ("name: 经营许可", "name: 餐饮许可")],
        facts__f_yml=[("店有多大？", "店多大？")],
    )
    found = diff(shop, new, ON)
    assert found["events"] == []
    assert {(row["id"], row["field"], row["old"], row["new"]) for row in found["texts"]} == {
        ("permit_big", "名称", "经营许可", "餐饮许可"),
        ("permit_big", "天数", "20", "15"),
        ("area", "问法", "店有多大？", "店多大？"),
    }


def test_a_condition_written_otherwise_is_no_change_of_outcome(shop: Bundle, version: Versions) -> None:
    new = version(services__s_yml=[("when: {extras: {has: gas}}", "when: {not: {not: {extras: {has: gas}}}}")])
    found = diff(shop, new, ON)
    assert found["events"] == []
    assert [(row["id"], row["new"]) for row in found["texts"]] == [("gas_alarm", "条件换了写法，结果没有变")]


def test_the_result_is_json(shop: Bundle, version: Versions) -> None:
    found = diff(shop, version(**EDITS["a fact is new"]), ON)
    assert json.loads(json.dumps(found)) == found
