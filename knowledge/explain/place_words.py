"""Places of an axis in words: 户口随谁：随爸爸, 没有“双胞胎”, 面积不到31㎡, 出生日期早于30天前."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from knowledge.engine.axes import OTHER, Axis, Cut, position
from knowledge.facts import options
from knowledge.model import Fact

OR = "或"
EVERYBODY = "所有人"
#: More alternatives than this are told by what they leave out, when that is shorter.
MANY = 2


def said(axis: Axis, fact: Fact, marked: Sequence[bool], on: date) -> str:
    """That the answer to `fact` is at one of the marked places of its axis."""
    if axis.member is not None:
        return f"{fact.name}{'有' if marked[1] else '没有'}{_label(fact, axis.member)}"
    if axis.cuts is not None:
        return f"{fact.name}：{bands(axis, fact, marked, on)}"
    told = [_label(fact, value) for value, mark in zip(axis.values, marked, strict=True) if mark]
    left = [_label(fact, value) for value, mark in zip(axis.values, marked, strict=True) if not mark]
    if len(told) > MANY and len(left) < len(told):
        return f"{fact.name}不是{OR.join(left)}"
    return f"{fact.name}：{OR.join(told)}"


def _label(fact: Fact, value: object) -> str:
    label = "别的" if value == OTHER else next((o.label for o in options(fact) if o.value == value), str(value))
    return f"“{label}”"


def bands(axis: Axis, fact: Fact, marked: Sequence[bool], on: date) -> str:
    """The marked bands of a number or a date, neighbours as one."""
    cuts = axis.cuts or ()
    told, first = [], 0
    while first < len(marked):
        last = first
        while last < len(marked) and marked[last]:
            last += 1
        if last > first:
            low = cuts[first - 1] if first else None
            high = cuts[last - 1] if last < len(marked) else None
            told.append(_span(fact, low, high, on))
        first = last + 1
    return OR.join(told)


def _span(fact: Fact, low: Cut | None, high: Cut | None, on: date) -> str:
    """From `low` up to, not including, `high`."""
    if low is None and high is None:
        return "不论多少"
    dated = fact.type == "date"
    if low is None:
        assert high is not None
        return f"早于{_point(fact, high, 0, on)}" if dated else f"不到{_point(fact, high, 0, on)}"
    if high is None:
        return f"{_point(fact, low, 0, on)}{'或以后' if dated else '或更多'}"
    if position(high, on) - position(low, on) == 1:
        return _point(fact, low, 0, on)
    return f"{_point(fact, low, 0, on)}到{_point(fact, high, -1, on)}"


def _point(fact: Fact, cut: Cut, shift: int, on: date) -> str:
    """The number or the day at a cut, moved by `shift`."""
    if cut[0] == "ago":
        days = cut[1] - shift
        return "今天" if days == 0 else f"{days}天前" if days > 0 else f"{-days}天后"
    place = cut[1] + shift
    if fact.type == "date":
        day = date.fromordinal(place)
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{place}{fact.unit or ('元' if fact.type == 'money' else '')}"


def person(
    axes: Sequence[Axis],
    facts: Mapping[str, Fact],
    cube: Mapping[int, Sequence[bool]],
    order: Sequence[str],
    on: date,
) -> str:
    """Who is in a cube, facts in `order`: 户口随谁：随爸爸，父母领证：没领结婚证; 所有人 for everybody.

    Options of one set are told together, those that are there before those that are not.
    """
    ranks = {name: n for n, name in enumerate(order)}
    levels = sorted(cube, key=lambda level: (ranks.get(axes[level].fact, len(ranks)), level))
    told: dict[tuple[str, bool | None], list[str]] = {}
    for level in levels:
        axis, marked = axes[level], cube[level]
        fact = facts[axis.fact]
        if axis.member is not None:
            told.setdefault((fact.name, bool(marked[1])), []).append(_label(fact, axis.member))
        else:
            told[said(axis, fact, marked, on), None] = []
    parts = sorted(told.items(), key=lambda item: item[0][1] is False)
    return "，".join(_member_words(*key, labels) for key, labels in parts) or EVERYBODY


def _member_words(text: str, there: bool | None, labels: Sequence[str]) -> str:
    if there is None:
        return text
    return f"{text}{'有' if there else '没有'}{('' if there else OR).join(labels)}"
