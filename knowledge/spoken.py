"""For the ear: the same words without brackets, signs and figures (hotline, kiosk voice).

Short clauses; numbers as one says them; telephone numbers figure by figure, 1 as 幺; a line that nobody has verified
says so at its end. An author may word a question's spoken form; everything else is made here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from knowledge.words import LOCAL

DIGITS = "零一二三四五六七八九"
CALLED = DIGITS.replace("一", "幺")
#: Words before which 2 is said 两.
COUNTED = "个位份次种家本张条处间套辆名户周岁年天元人小时平方米项样件口"
PHONES = re.compile(
    r"(?<![\d.])(?:110|119|120|122|9\d{4}|1\d{4}|\d{3,4}-\d{7,8}|1\d{10})(?![\d.]|元|㎡|平方米|人|个|天|年|号)"
)
DAY = re.compile(r"(\d{4})(?:年|-)(\d{1,2})(?:月|-)(\d{1,2})日?")
YEAR = re.compile(r"(\d{4})(?=年|学年|—|-\d{4}年)")
BRACKETED_YEAR = re.compile(r"〔(\d{4})〕")
RANGE = re.compile(r"(\d+(?:\.\d+)?)\s*[-–—~～至]\s*(?=\d)")
FRACTION = re.compile(r"(\d+)/(\d+)")
PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*[%％]")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
#: What is not said, or said otherwise.
SIGNS = str.maketrans(
    {"（": "，", "(": "，", "）": "，", ")": "，", "【": "，", "】": "，", "[": "，", "]": "，", "；": "，", ";": "，"}
    | {"·": "，", "—": "，", "…": "，", "/": "或", "＋": "加", "+": "加", "：": "，", ":": "，", "\n": "，", "→": "，"}
    | dict.fromkeys("“”‘’\"'《》〈〉「」『』〔〕*#", "")
)
UNITS = {
    "㎡": "平方米",
    "m²": "平方米",
    "㎥": "立方米",
    "km": "公里",
    "kg": "公斤",
    "℃": "度",
    "≥": "不少于",
    "≤": "不超过",
    "APP": "手机软件",
}
#: 乡镇（街道）, 县（区）: said in one breath.
SHORT_BRACKETS = re.compile(r"（([\u4e00-\u9fff]{1,2})）")
NUMBERED = re.compile(r"^(\d+)(?:、|\.(?!\d))\s*", re.MULTILINE)
PAUSES = re.compile(r"[，、\s]*，[，、\s]*")
UNVERIFIED = f"这一条没有核实过，{LOCAL}。"
CHOICE = "{number}，{label}。"
ANSWER = "您直接说，或者说第几个。"
SEVERAL = "可以说几样，也可以说都没有。"


@lru_cache(maxsize=50_000)
def spoken(text: str) -> str:
    """Return `text` as it is said."""
    for sign, said in UNITS.items():
        text = text.replace(sign, said)
    text = NUMBERED.sub(lambda found: f"{number(found[1])}，", SHORT_BRACKETS.sub(r"\1", text))
    text = PHONES.sub(lambda found: "".join(CALLED[int(d)] for d in found[0] if d.isdigit()), text)
    text = THOUSANDS.sub("", text)
    text = DAY.sub(lambda found: f"{_figures(found[1])}年{_whole(int(found[2]))}月{_whole(int(found[3]))}日", text)
    text = BRACKETED_YEAR.sub(lambda found: f"{_figures(found[1])}年", text)
    text = YEAR.sub(lambda found: _figures(found[1]), text)
    text = PERCENT.sub(lambda found: f"百分之{number(found[1])}", text)
    text = FRACTION.sub(lambda found: f"{number(found[2])}分之{number(found[1])}", text)
    text = RANGE.sub(lambda found: f"{found[1]}到", text)
    text = NUMBER.sub(lambda found: _counted(found[0], text[found.end() : found.end() + 1]), text)
    text = PAUSES.sub("，", text.translate(SIGNS))
    text = re.sub(r"，([。！？])", r"\1", re.sub(r"([。！？])，", r"\1", text))
    return text.strip("，、 ")


def _figures(text: str) -> str:
    return "".join(DIGITS[int(digit)] for digit in text)


def _counted(text: str, following: str) -> str:
    return "两" if text == "2" and following and following in COUNTED else number(text)


def number(text: str) -> str:
    """A whole or decimal number of up to twelve figures as it is said; longer ones figure by figure."""
    whole, _, part = text.partition(".")
    if len(whole) > 12 or (whole.startswith("0") and len(whole) > 1):
        said = _figures(whole)
    else:
        said = _whole(int(whole))
    return f"{said}点{_figures(part)}" if part else said


def _whole(value: int) -> str:
    if value < 10_000:
        return _below_ten_thousand(value) or "零"
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        if value >= size:
            above, rest = divmod(value, size)
            gap = "零" if rest and rest < size // 10 else ""
            said = "两" if above == 2 else _whole(above)
            return f"{said}{unit}{gap}{_whole(rest) if rest else ''}"
    raise AssertionError("a number above ten thousand has a unit")


def _below_ten_thousand(value: int) -> str:
    said, gap = "", False
    for unit, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, value = divmod(value, size)
        if not digit:
            gap = bool(said)
            continue
        if gap:
            said, gap = said + "零", False
        word = "两" if digit == 2 and size >= 100 else DIGITS[digit]
        said += unit if digit == 1 and size == 10 and not said else f"{word}{unit}"
    return said


def spoken_question(text: str, labels: Sequence[str], several: bool) -> str:
    """A question with its answers, each with its number."""
    choices = "".join(
        CHOICE.format(number=number(str(n)), label=spoken(label).rstrip("。")) for n, label in enumerate(labels, 1)
    )
    ending = SEVERAL if several else ANSWER
    return f"{_ended(spoken(text))}{choices}{ending}" if labels else _ended(spoken(text))


def spoken_line(parts: Iterable[str], verified: bool) -> str:
    """A line of the list: its parts with a pause between them; what is not verified is not read as fact."""
    said = "，".join(part for part in (spoken(part).rstrip("。") for part in parts if part) if part)
    return _ended(said) + ("" if verified or LOCAL in said else UNVERIFIED)


def _ended(text: str) -> str:
    return text if text.endswith(("。", "？", "！")) else f"{text}。"
