"""Numbers as they are written and spoken: 80, 八十, 一百二, 3万5, 两千五, 1.5万, 八十来."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

_DIGIT = {"零": 0, "〇": 0, "一": 1, "幺": 1, "壹": 1, "二": 2, "两": 2, "俩": 2, "贰": 2, "三": 3, "仨": 3, "叁": 3, "四": 4,
          "肆": 4, "五": 5, "伍": 5, "六": 6, "陆": 6, "七": 7, "柒": 7, "八": 8, "捌": 8, "九": 9, "玖": 9}  # fmt: skip
_UNIT = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10_000, "亿": 100_000_000}
_CHINESE = "零〇一幺壹二两俩贰三仨叁四肆五伍六陆七柒八捌九玖十拾百佰千仟万亿"
_NUMBER = re.compile(
    rf"(?P<arabic>\d[\d，]*(?:\.\d+)?)\s*(?P<scale>[千万亿])?(?P<rest>\d{{1,4}}(?!\d)|[{_CHINESE[:22]}](?![{_CHINESE}]))?"
    rf"|(?P<chinese>[{_CHINESE}]+(?:点[{_CHINESE[:22]}]+)?)(?P<half>半)?"
)
_UNITS_ALONE = frozenset("百千万亿佰仟")
_ABOUT = re.compile(r"^(?:多|来|几|余|左右|上下|大概)")


@dataclass(frozen=True)
class Number:
    value: Fraction
    start: int
    end: int
    about: bool = False


def numbers(text: str) -> Iterator[Number]:
    """Yield the numbers in a cleaned text, left to right; `about` for 八十多 and 80来."""
    at = 0
    for found in _NUMBER.finditer(text):
        if found.start() < at or found.group() in _UNITS_ALONE:
            continue
        value = _arabic(found) if found["arabic"] else chinese(found["chinese"])
        if value is None:
            continue
        end = found.end()
        if found["half"]:
            value += Fraction(1, 2)
        tail = _ABOUT.match(text[end:])
        if tail:
            end += tail.end()
            scale = text[end : end + 1]
            if scale in ("万", "千"):
                value, end = value * _UNIT[scale], end + 1
        at = end
        yield Number(value, found.start(), end, tail is not None)


def _arabic(found: re.Match[str]) -> Fraction | None:
    value = Fraction(found["arabic"].replace("，", "").rstrip("."))
    scale = _UNIT.get(found["scale"] or "", 1)
    value *= scale
    if found["rest"] and scale > 1:
        rest = found["rest"]
        # 3万5 says 35,000: a lone digit counts in the unit below.
        value += Fraction(int(rest) if rest.isdigit() else _DIGIT[rest]) * (scale // 10 if len(rest) == 1 else 1)
    return value


def chinese(text: str) -> Fraction | None:
    """Return the value of a Chinese numeral, None when it is none (十十)."""
    whole, _, decimals = text.partition("点")
    if all(character in _DIGIT for character in whole):
        value = Fraction(int("".join(str(_DIGIT[character]) for character in whole)))
    else:
        counted = _positional(whole)
        if counted is None:
            return None
        value = Fraction(counted)
    if decimals:
        value += Fraction(int("".join(str(_DIGIT[c]) for c in decimals)), 10 ** len(decimals))
    return value


def _positional(text: str) -> int | None:
    total = section = 0
    digit: int | None = None
    last_unit, zero = 1, False
    for character in text:
        if character in _DIGIT:
            if digit not in (None, 0):
                return None
            digit = _DIGIT[character]
            zero = zero or digit == 0
            continue
        unit = _UNIT[character]
        if unit >= 10_000:
            total = (
                (total + section + (digit or 0)) * unit if unit > 10_000 else total + (section + (digit or 0)) * unit
            )
            section = 0
        else:
            section += (1 if digit is None and unit == 10 else digit or 0) * unit
        digit, last_unit, zero = None, unit, False
    if digit is not None:
        # 一百二 says 120: a lone last digit counts in the unit below, unless a zero stands before it (一百零二).
        section += digit * (last_unit // 10 if last_unit >= 100 and not zero else 1)
    return total + section
