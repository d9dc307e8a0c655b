"""A condition in words, for those who read the whole guide and not one person's list. No logic that decides anything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from knowledge.condition import All, AnyOf, Bound, Condition, Leaf, Members, Not
from knowledge.facts import options
from knowledge.model import Fact, Parameter
from knowledge.words import LOCAL, figure

AND, OR, ALSO = "，并且", "，或者", "、"
NOT = "不是“{text}”"
NAMED = {True: "{name}", False: "不是{name}"}
IS, IS_NOT = "{name}是{answer}", "{name}不是{answer}"
HAS, HAS_NOT = "{name}里有{answer}", "{name}里没有{answer}"
COMPARED = {
    "at_least": "{name}满{value}",
    "at_most": "{name}不超过{value}",
    "above": "{name}超过{value}",
    "below": "{name}不到{value}",
    "before": "{name}早于{value}",
    "after": "{name}晚于{value}",
}
FIGURE = "“{name}”（{value}）"
ANY_OF, ALL_OF, COUNT_OF = "{name}里有人{text}", "{name}每个人都{text}", "{name}里{text}的人数{compared}"
EVERYBODY = "所有人"


class Records(Protocol):
    """Where the facts and figures of a condition are found: a bundle, or a place."""

    @property
    def facts(self) -> Mapping[str, Fact]: ...
    @property
    def parameters(self) -> Mapping[str, Parameter]: ...


def condition_text(records: Records, condition: Condition) -> str:
    """When a condition holds, in words; empty for one that always does."""
    return _said(records, condition, outer=True)


def _said(records: Records, condition: Condition, *, outer: bool = False) -> str:
    if isinstance(condition, Leaf):
        return _leaf(records, condition, holds=True)
    if isinstance(condition, Not):
        if isinstance(condition.part, Leaf):
            return _leaf(records, condition.part, holds=False)
        return NOT.format(text=_said(records, condition.part, outer=True))
    if isinstance(condition, Members):
        return _members(records, condition)
    if len(condition.parts) == 1:
        return _said(records, condition.parts[0], outer=outer)
    parts = [_said(records, part) for part in condition.parts]
    joined = (AND if isinstance(condition, All) else OR).join(parts)
    return joined if outer else f"（{joined}）"


def _leaf(records: Records, leaf: Leaf, *, holds: bool) -> str:
    fact = records.facts[leaf.fact]
    if leaf.phrase and holds:
        return leaf.phrase
    if fact.kind == "derived" and leaf.operator == "is" and isinstance(leaf.value, bool):
        return NAMED[leaf.value is holds].format(name=f"“{fact.name}”")
    if leaf.operator in ("is", "in"):
        values = leaf.value if isinstance(leaf.value, tuple) else (leaf.value,)
        answer = ALSO.join(_answer(fact, value) for value in values)
        return (IS if holds else IS_NOT).format(name=fact.name, answer=answer)
    if leaf.operator == "has":
        return (HAS if holds else HAS_NOT).format(name=fact.name, answer=_answer(fact, leaf.value))
    text = COMPARED[leaf.operator].format(name=fact.name, value=_figure(records, fact, leaf.value))
    return text if holds else NOT.format(text=text)


def _answer(fact: Fact, value: object) -> str:
    label = next((option.label for option in options(fact) if option.value == value), None)
    return f"“{label}”" if label else f"{value}{fact.unit or ''}"


def _figure(records: Records, fact: Fact, value: object) -> str:
    unit = fact.unit or ("元" if fact.type == "money" else "")
    if not isinstance(value, Bound):
        return f"{figure(value)}{unit}" if isinstance(value, (int, float)) else str(value)
    parameter = records.parameters[value.parameter]
    known = LOCAL if parameter.value is None else f"{figure(parameter.value)}{parameter.unit or unit}"
    return FIGURE.format(name=parameter.name, value=known)


def _members(records: Records, test: Members) -> str:
    name = records.facts[test.fact].name
    where = _of_each(records, test)
    if test.test == "count":
        compared = COMPARED.get(test.operator, "{name}{value}").format(name="", value=f"{test.value}人")
        return COUNT_OF.format(name=name, text=where, compared=compared)
    return (ANY_OF if test.test == "any" else ALL_OF).format(name=name, text=where)


def _of_each(records: Records, test: Members) -> str:
    """What is asked of each member, by the names of the list's own attributes."""
    attributes = {attribute.id: attribute.name for attribute in records.facts[test.fact].members}

    def said(condition: Condition) -> str:
        if isinstance(condition, Leaf):
            name = attributes.get(condition.fact, condition.fact)
            if condition.operator == "is" and isinstance(condition.value, bool):
                return NAMED[condition.value].format(name=name)
            values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
            return COMPARED.get(condition.operator, IS).format(
                name=name, value=ALSO.join(map(str, values)), answer=ALSO.join(map(str, values))
            )
        if isinstance(condition, Not):
            return NOT.format(text=said(condition.part))
        if isinstance(condition, (All, AnyOf)):
            return (AND if isinstance(condition, All) else OR).join(map(said, condition.parts)) or EVERYBODY
        return EVERYBODY

    return said(test.where)
