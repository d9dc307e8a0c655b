"""Days as people say them: 昨天, 上个月3号, 三天前, 2026年11月1日, 上周三, 满月. The lunar calendar stays unread."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.nlu.numerals import chinese

_N = r"(?:\d{1,2}|[零一二三四五六七八九十廿]{1,3})"
_DAYS_BACK = {"今": 0, "刚": 0, "昨": 1, "前": 2, "大前": 3}
_WEEKDAYS = "一二三四五六日"
_FEASTS = {"元旦": (1, 1), "五一": (5, 1), "劳动节": (5, 1), "六一": (6, 1), "儿童节": (6, 1), "国庆": (10, 1), "十一那天": (10, 1),
           "圣诞": (12, 25), "双十一": (11, 11), "光棍节": (11, 11)}  # fmt: skip
_LUNAR = re.compile(
    r"农历|阴历|旧历|腊月|正月|冬月|(?<!最)初[一二三四五六七八九十]|大年|除夕|中秋|端午|重阳|廿|过年那天|春节"
)


@dataclass(frozen=True)
class Day:
    """A mention of a day. `date` is None when it names none for certain; `why` then says lunar, incomplete or impossible."""

    start: int
    end: int
    date: date | None = None
    why: str | None = None


def days(text: str, today: date) -> list[Day]:
    """Return the mentions of days in a cleaned text, left to right, without overlaps.

    A day without a year is the latest such day that is not after `today`; a lunar date is a mention without a date.
    """
    lunar = _LUNAR.search(text)
    if lunar:
        return [Day(lunar.start(), lunar.end(), None, "lunar")]
    found: list[Day] = []
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            day = read(match, today)
            found.append(Day(match.start(), match.end(), day, None if day else "incomplete"))
    return sorted(found, key=lambda day: day.start)


def _whole(match: re.Match[str], today: date) -> date | None:
    year = _number(match["y"])
    return _make(year + 2000 if year < 100 else year, _number(match["m"]), _number(match["d"]))


def _named_year(match: re.Match[str], today: date) -> date | None:
    year = today.year - {"今": 0, "去": 1, "前": 2}[match["y"]]
    return _make(year, _number(match["m"]), _number(match["d"]))


def _month_and_day(match: re.Match[str], today: date) -> date | None:
    month, day = _number(match["m"]), _number(match["d"])
    this_year = _make(today.year, month, day)
    return this_year if this_year and this_year <= today else _make(today.year - 1, month, day)


def _in_month(match: re.Match[str], today: date) -> date | None:
    back = {"上上": 2, "上": 1}.get(match["m"], 0)
    return _make(*_months_back(today, back), _number(match["d"]))


def _day_of_month(match: re.Match[str], today: date) -> date | None:
    day = _number(match["d"])
    this_month = _make(today.year, today.month, day)
    return this_month if this_month and this_month <= today else _make(*_months_back(today, 1), day)


def _days_back(match: re.Match[str], today: date) -> date | None:
    return today - timedelta(days=_DAYS_BACK[match["d"]])


def _just_now(match: re.Match[str], today: date) -> date | None:
    return today


def _counted_back(match: re.Match[str], today: date) -> date | None:
    count = _number(match["n"])
    return today - timedelta(days=count) if 0 < count <= 400 else None


def _weekday(match: re.Match[str], today: date) -> date | None:
    weekday = _WEEKDAYS.index("日" if match["d"] in "日天" else match["d"])
    weeks = {"上上": 2, "上": 1}.get(match["w"] or "", 0)
    day = today - timedelta(days=today.weekday() - weekday + 7 * weeks)
    return day if day <= today else None


def _feast(match: re.Match[str], today: date) -> date | None:
    day = date(today.year, *_FEASTS[match["f"]])
    return day if day <= today else date(today.year - 1, *_FEASTS[match["f"]])


def _full_month(match: re.Match[str], today: date) -> date | None:
    base = today - timedelta(days=_DAYS_BACK.get(match["when"] or "今", 0))
    if match["what"] == "满月":
        return _make(*_months_back(base, 1), min(base.day, 28) if base.day > 28 else base.day)
    return base - timedelta(days=100)


def _incomplete(match: re.Match[str], today: date) -> date | None:
    return None


_SEPARATED = r"(?P<y>(?:19|20)\d{2})\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})\s*[日号]?"
_READERS: list[tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None]]] = [
    (re.compile(rf"(?<!\d){_SEPARATED}(?!\d)"), _whole),
    (re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)"), _whole),
    (re.compile(rf"(?P<y>\d{{2}}|[二两][零〇][一二]?[零〇一二三四五六七八九])年(?P<m>{_N})月(?:份)?(?P<d>{_N})[日号]?"), _whole),
    (re.compile(rf"(?P<y>[今去前])年(?P<m>{_N})月(?:份)?的?(?P<d>{_N})[日号]?"), _named_year),
    (re.compile(rf"(?<![年\d个])(?P<m>{_N})月(?:份)?(?P<d>{_N})[日号]?(?!个)"), _month_and_day),
    (re.compile(rf"(?P<m>上上|上|这|本)个?月的?(?P<d>{_N})[日号]?(?!个)"), _in_month),
    (re.compile(r"(?P<when>今|昨|前)?(?:天|儿)?(?:就|刚|刚刚|刚好|正好|才|是|整)?(?:他|她|孩子|娃)?(?P<what>满月|百天|百日|一百天)(?!酒)"), _full_month),
    (re.compile(r"(?P<d>大前|[今昨前])(?:天|儿个?|日|晚上?|早上?|夜|个(?=$|[，。儿晚早夜上下中刚生的]))(?!打|约)"), _days_back),
    (re.compile(rf"(?P<n>{_N})天(?:之?前|以前)"), _counted_back),
    (re.compile(r"(?P<w>上上|上|这|本)?个?(?:周|星期|礼拜)(?P<d>[一二三四五六日天])"), _weekday),
    (re.compile(rf"(?P<f>{'|'.join(_FEASTS)})节?(?:那天|当天)?"), _feast),
    (re.compile(rf"(?<![\d月年])(?P<d>{_N})[号](?!楼|线|店|院|铺|码|房|公)"), _day_of_month),
    (re.compile(r"^(?:就)?(?:刚刚|刚才|刚|几个小时前|半小时前|一小时前)(?:生的?|生下来|落地|出生)?的?$"), _just_now),
    (re.compile(rf"(?:上上|上|这|本)个?(?:月|周|星期|礼拜)(?:底|初|中)?|(?:今|去|前)年|{_N}个?(?:月|星期|礼拜|周)(?:之?前|以前|份)?|前[几两]天|月[初底]"),
     _incomplete),
]  # fmt: skip


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    value = chinese(text.replace("廿", "二十"))
    return int(value) if value is not None else 0


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _months_back(today: date, months: int) -> tuple[int, int]:
    index = today.year * 12 + today.month - 1 - months
    return index // 12, index % 12 + 1
