"""Numbers with a unit for facts that want one: 八十平, 3个人, 二十万."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from bot.nlu.cleaning import clean
from bot.nlu.numerals import Number, numbers
from knowledge.model import Fact

#: Unit as the catalogue writes it -> what people say after the number, in the order tried.
_SAID = {
    "m2": ("平方米", "平米", "个平方", "平方", "平", "方", "m2", "㎡"),
    "平方米": ("平方米", "平米", "个平方", "平方", "平", "方", "m2", "㎡"),
    "人": ("个人", "口人", "个员工", "个工人", "人", "位", "名", "口子", "口"),
    "个": ("个", "只", "家"),
    "元": ("块钱", "元钱", "元", "块", "钱", "rmb"),
    "天": ("天", "日"),
    "张": ("张", "桌"),
    "岁": ("周岁", "岁"),
    "周岁": ("周岁", "岁"),
    "个月": ("个月", "个整月", "月"),
    "kw": ("千瓦", "kw"),
}
#: What makes a bare number the measure of something else.
_OTHER_UNIT = re.compile(
    r"\s*(?:平|方|人|位|名|口|个|块|元|天|岁|号|日|月|年|点|楼|层|趟|次|遍|回|份|张|家|条|%|套|间|句|题|步|种|样|件)"
)
_AFTER = re.compile(r"^\s*(?:多|来|几|左右|上下)?\s*(?:个(?=平))?")


def quantity(fact: Fact, text: str, *, bare: bool) -> tuple[int, int, int] | None:
    """Return (value, start, end) of the one number in `text` that fits `fact`, None when there is none or several.

    Areas and counts are whole numbers; money is in yuan. `bare`: a number without its unit counts too.
    """
    unit = clean(fact.unit or ("元" if fact.type == "money" else ""))
    words = _SAID.get(unit, (unit,) if unit else ())
    fitting: list[tuple[int, int, int]] = [*_months(text)] if unit == "个月" else []
    loose: list[tuple[int, int, int]] = []
    for number in numbers(text):
        if any(start <= number.start < stop for _, start, stop in fitting):
            continue
        end = _unit_end(text, number, words)
        value = _whole(number.value, unit)
        if value is None:
            continue
        if end is not None:
            fitting.append((value, number.start, end))
        elif fact.type == "money" and _is_large(text, number):
            fitting.append((value, number.start, number.end))
        elif not _OTHER_UNIT.match(text[number.end :]):
            loose.append((value, number.start, number.end))
    if len({value for value, _, _ in fitting}) == 1:
        return fitting[0]
    if bare and not fitting and len({value for value, _, _ in loose}) == 1:
        return loose[0]
    return None


_YEARS = re.compile(r"(?P<number>\d+|[一二两三四五六七八九十]+)年(?P<half>半)?|半年")


def _months(text: str) -> Iterator[tuple[int, int, int]]:
    """Years said where months are asked: 半年, 一年, 一年半, 两年."""
    for found in _YEARS.finditer(text):
        count = next((n.value for n in numbers(found["number"])), None) if found["number"] else Fraction(0)
        if count is not None and count == int(count):
            yield int(count) * 12 + (6 if found["half"] or not found["number"] else 0), found.start(), found.end()


def _unit_end(text: str, number: Number, words: tuple[str, ...]) -> int | None:
    at = number.end
    skipped = _AFTER.match(text[at:])
    at += skipped.end() if skipped else 0
    for word in words:
        if text.startswith(word, at):
            return at + len(word)
    return None


def _is_large(text: str, number: Number) -> bool:
    return text[number.start : number.end].rstrip("多来几左右上下")[-1:] in ("万", "千", "亿", "百")


def _whole(value: Fraction, unit: str) -> int | None:
    if unit == "万元":
        value = value / 10_000 if value >= 10_000 else value
    return int(value) if value == int(value) else int(value + Fraction(1, 2)) if unit in ("m2", "平方米") else None
