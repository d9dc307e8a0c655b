"""Structure: conditions that can be read, no circles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from graphlib import CycleError, TopologicalSorter
from typing import Any

from knowledge.condition import MAX_DEPTH, ORDERED, Bound, ConditionError, Leaf, leaves, parse
from knowledge.content.records import Problem
from knowledge.lint.checked import Checked
from knowledge.lint.rule import structure
from knowledge.model import Fact
from knowledge.persons import plain, unroll, with_members, written_leaves


@structure
def facts_can_be_meant(c: Checked) -> Iterator[Problem]:
    """What a fact says of itself fits together: lists of persons, priors, reserved names."""
    for key, fact in c.facts.items():
        for text in fact.mistakes():
            yield c.wrong("facts", key, f"这一条{text}")
        for attribute in fact.members:
            for text in attribute.mistakes():
                yield c.wrong("facts", key, f"{attribute.id} {text}", "members", attribute.id)


@structure
def sound_conditions(c: Checked) -> Iterator[Problem]:
    """Conditions parse, name known facts and compare them with values of their domain."""
    facts = with_members(c.view.facts)
    for kind, key, path, raw in c.conditions():
        try:
            found = list(written_leaves(parse(raw), facts))
        except ConditionError as error:
            yield c.wrong(kind, key, f"条件写法有误：{error}", *path)
            continue
        except RecursionError:
            yield c.wrong(kind, key, f"条件嵌套超过 {MAX_DEPTH} 层，请拆成派生情形（kind: derived）", *path)
            continue
        lines = c.leaf_lines(kind, key, path)
        for n, leaf in enumerate(found):
            for text in _unsound(c, facts, leaf):
                problem = c.wrong(kind, key, text, *path)
                exact = len(lines) == len(found) and lines[n]
                yield Problem(problem.file, lines[n] if exact else problem.line, problem.text)


def _unsound(c: Checked, facts: Mapping[str, Fact], leaf: Leaf) -> Iterator[str]:
    fact = facts.get(leaf.fact)
    for basis in leaf.basis:
        if basis.law not in c.bundle.laws:
            yield f"条件里提到的 {basis.law} 在 laws/ 里没有，请补上那一条或改正编号"
    if fact is None:
        yield f"条件里的 {leaf.fact} 在 facts/ 里没有，是不是写错了"
    elif isinstance(leaf.value, Bound):
        if leaf.value.parameter not in c.view.parameters:
            yield f"条件里的 {leaf.value.parameter} 在 parameters/ 里没有，是不是写错了"
        elif fact.type not in ("integer", "money"):
            yield f"{leaf.fact} 是 {fact.type}，不能和数值参数比较"
    elif (leaf.operator == "has") != (fact.type == "set"):
        yield f"{leaf.fact} 是 {fact.type}，{'多选要用 has' if fact.type == 'set' else '不能用 has'}"
    elif leaf.operator == "has" and any(o.exclusive and o.value == leaf.value for o in fact.options):
        yield f"{leaf.fact} 的 {leaf.value}（都没有）存成空的，永远不会“有”；请写成没有别的几样：not 加 any"
    elif leaf.operator in ORDERED and fact.type not in ("integer", "money", "date"):
        yield f"{leaf.fact} 是 {fact.type}，不能比大小，请用 is 或 in"
    else:
        for value in leaf.value if isinstance(leaf.value, tuple) else (leaf.value,):
            yield from _outside(fact, value)


def _outside(fact: Fact, value: Any) -> Iterator[str]:
    if fact.type in ("enum", "set") and not any(_same(value, option.value) for option in fact.options):
        allowed = "、".join(str(option.value) for option in fact.options)
        yield f"{fact.id} 没有 {value!r} 这个取值，可以是：{allowed}"
    elif fact.type == "bool" and not isinstance(value, bool):
        yield f"{fact.id} 是真假，取值应为 true 或 false，不是 {value!r}"
    elif fact.type in ("integer", "money") and (isinstance(value, bool) or not isinstance(value, (int, float))):
        yield f"{fact.id} 是数值，不能和 {value!r} 比较"
    elif fact.type == "date" and not _is_date(value):
        yield f"{fact.id} 是日期，{value!r} 请写成 2026-11-01 这样"


def _same(one: Any, other: Any) -> bool:
    return bool(one == other and isinstance(one, bool) == isinstance(other, bool))


def _is_date(value: Any) -> bool:
    try:
        return bool(date.fromisoformat(str(value)))
    except ValueError:
        return False


@structure
def derived_facts_say_how(c: Checked) -> Iterator[Problem]:
    """A derived fact is a named condition, or the days since a date that is asked."""
    for key, fact in c.facts.items():
        if fact.kind != "derived":
            continue
        derive = fact.derive or {}
        if len(derive) != 1 or not set(derive) <= {"when", "days_since"}:
            yield c.wrong("facts", key, "derived 要写 derive: {when: 条件} 或 {days_since: 日期情形}", "derive")
            continue
        source = c.view.facts.get(str(derive.get("days_since")))
        if "days_since" in derive and (source is None or source.type != "date"):
            yield c.wrong("facts", key, f"days_since 后面要写一个日期情形，{derive['days_since']} 不是", "derive")


@structure
def lists_hide_no_other_fact(c: Checked) -> Iterator[Problem]:
    """The facts that a list of persons unrolls into have ids that no other fact has."""
    for key, fact in c.facts.items():
        for part in unroll(fact) if fact.type == "persons" else ():
            if c.view.facts[part.id].member_of != key:
                yield c.wrong("facts", key, f"名单会展开出 {part.id}，和另一条情形重名，请换个编号")


@structure
def services_do_not_wait_in_a_circle(c: Checked) -> Iterator[Problem]:
    """Prerequisites and results of sibling services form no circle (QC-24)."""
    graph = {
        key: {*service.after, *(r.result_of for r in service.requirements if r.result_of)}
        for key, service in c.view.services.items()
    }
    if circle := _circle(graph):
        text = f"事项互相等待，成了圈：{' → '.join(circle)}；请去掉其中一个 after 或 result_of"
        yield c.wrong("services", min(circle), text, "after")


@structure
def derived_facts_do_not_rest_on_themselves(c: Checked) -> Iterator[Problem]:
    """Derived facts form no circle."""
    graph: dict[str, set[str]] = {}
    facts = with_members(c.view.facts)
    for key, fact in c.view.facts.items():
        raw = (fact.derive or {}).get("when")
        try:
            graph[key] = {leaf.fact for leaf in leaves(plain(parse(raw), facts))} if raw is not None else set()
        except (ConditionError, RecursionError):
            graph[key] = set()
    if circle := _circle(graph):
        text = f"派生情形互相定义，成了圈：{' → '.join(circle)}；请改写其中一个 derive"
        yield c.wrong("facts", min(circle), text, "derive", "when")


@structure
def materials_do_not_cover_themselves(c: Checked) -> Iterator[Problem]:
    """Materials that cover others form no circle."""
    if circle := _circle({key: material.covers for key, material in c.of("materials")}):
        text = f"材料互相涵盖，成了圈：{' → '.join(circle)}；请去掉其中一个 covers"
        yield c.wrong("materials", min(circle), text, "covers")


def _circle(graph: Mapping[str, Iterable[str]]) -> list[str] | None:
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        return list(error.args[1])
    return None
