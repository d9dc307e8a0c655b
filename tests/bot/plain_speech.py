"""Answers as they are typed: the catalogue's own phrases, numbers and days in words."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from knowledge.facts import is_unknown, options
from knowledge.model import Fact, Option

_DIGITS = "零一二三四五六七八九"
_PLACES = ((1000, "千"), (100, "百"), (10, "十"), (1, ""))
_TELLS_DAY = re.compile(r"今天|昨|前天")
_UNKNOWN = {"unsure": "不清楚", "declined": "先不说"}


def in_words(number: int) -> str:
    """Return a whole number as it is spoken: 12 十二, 305 三百零五, 60000 六万."""
    if number >= 10_000:
        rest = number % 10_000
        gap = "零" if 0 < rest < 1000 else ""
        return in_words(number // 10_000) + "万" + (gap + in_words(rest) if rest else "")
    spoken, gap = "", False
    for size, name in _PLACES:
        digit = number // size % 10
        if digit:
            ten = digit == 1 and size == 10 and not spoken
            spoken += ("零" if gap and spoken else "") + ("" if ten else _DIGITS[digit]) + name
        gap = not digit
    return spoken or "零"


def answer_in_words(bundle: Any, fact_id: str, value: Any, variant: int) -> str:
    """Return what a person types to say that `fact_id` is `value`; `variant` picks one of an option's phrases."""
    fact = bundle.facts[fact_id]
    if is_unknown(value):
        return _UNKNOWN[value["unknown"]]
    chosen = [o for o in options(fact) if (o.value in value if isinstance(value, list) else o.value == value)]
    if chosen:
        return "，".join(_phrase(fact, option, variant) for option in chosen)
    if fact.type == "set":
        return next((_phrase(fact, o, variant) for o in fact.options if o.exclusive), "都没有")
    if fact.type == "date":
        day = date.fromisoformat(value)
        return f"{day.year}年{day.month}月{day.day}号"
    if fact.type in ("integer", "money"):
        unit = fact.unit or ("块钱" if fact.type == "money" else "")
        return (in_words(value) + unit, f"{value}{unit}", str(value))[variant % 3]
    return bundle.regions[value].full_name if fact.type == "region" else str(value)


def _phrase(fact: Fact, option: Option, variant: int) -> str:
    """A phrase of this option alone (水电都改 says two) that does not tell the day as well (昨晚走的)."""
    others = {phrase for other in options(fact) if other is not option for phrase in other.phrases}
    own = [phrase for phrase in option.phrases if phrase not in others and not _TELLS_DAY.search(phrase)]
    said = own or [option.label]
    return said[variant % len(said)]
