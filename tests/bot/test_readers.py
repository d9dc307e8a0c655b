"""Numbers, days, denial and cleaning: small laws of the readers."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from bot.nlu.cleaning import clean, neutral
from bot.nlu.dates import days
from bot.nlu.emergency import is_emergency
from bot.nlu.negation import is_asked, is_denied
from bot.nlu.numerals import numbers
from bot.nlu.own_words import is_measure, is_option, offered
from bot.nlu.quantities import quantity
from knowledge.model import Fact, Option

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "value"),
    [("80", 80), ("八十", 80), ("一百二", 120), ("一百零二", 102), ("3万5", 35000), ("两千五", 2500), ("1.5万", 15000),
     ("十来万", 100000), ("八十多", 80), ("三点五", Fraction(7, 2)), ("两万块", 20000), ("十二", 12), ("一亿", 10**8),
     ("１２０", 120), ("二十", 20), ("1，200", 1200)],
)  # fmt: skip
def test_numbers_are_read(text: str, value: Fraction) -> None:
    assert [number.value for number in numbers(clean(text))] == [value]


@pytest.mark.parametrize(
    ("text", "day"),
    [("2026年11月1日", "2026-11-01"), ("2026-11-01", "2026-11-01"), ("20261101", "2026-11-01"), ("昨天", "2026-11-19"),
     ("大前天", "2026-11-17"), ("三天前", "2026-11-17"), ("上个月3号", "2026-10-03"), ("上上个月三号", "2026-09-03"),
     ("11月8号", "2026-11-08"), ("12月8号", "2025-12-08"), ("上周三", "2026-11-11"), ("去年12月30号", "2025-12-30"),
     ("今天满月", "2026-10-20"), ("国庆节那天", "2026-10-01"), ("前个", "2026-11-18"), ("昨个儿", "2026-11-19"), ("二十五号", "2026-10-25"), ("今儿早上", "2026-11-20")],
)  # fmt: skip
def test_days_are_read(text: str, day: str) -> None:
    assert [found.date and found.date.isoformat() for found in days(clean(text), FRIDAY)][:1] == [day]


@pytest.mark.parametrize(
    "text", ["前个月", "农历十月初八", "十一月初五", "腊月二十", "上个月", "两个月前", "2026年2月30日", "去年"]
)
def test_days_that_are_not_certain_stay_unread(text: str) -> None:
    assert [found.date for found in days(clean(text), FRIDAY) if found.date] == []


@pytest.mark.parametrize(
    ("text", "phrase", "denied"),
    [("没领证", "领证", True), ("还没有去领证", "领证", True), ("领证了", "领证", False), ("不是双胞胎", "双胞胎", True),
     ("有没有领证", "领证", False), ("没去民政局领证", "领证", True), ("没钱，领证了", "领证", False)],
)  # fmt: skip
def test_denial_is_heard(text: str, phrase: str, denied: bool) -> None:
    assert is_denied(text, text.index(phrase)) is denied


def test_what_is_not_yet_repaid_is_no_question() -> None:
    text = "房贷还没还完"
    assert not is_asked(text, 0, len(text))
    assert is_asked("结没结婚", 0, 4)


def test_a_question_about_a_thing_does_not_say_it() -> None:
    text = "能随妈妈吗"
    assert is_asked(text, text.index("随妈妈"), len(text) - 1)


@pytest.mark.parametrize(
    "text", ["/restart", "／restart", ' \u200b/affirm{"a": 1}', "EXTERNAL: restart", "//restart", "\t/ /restart"]
)
def test_commands_are_neutralised(text: str) -> None:
    for harmless in (clean(text), neutral(text)):
        assert not harmless.strip().startswith("/")
        assert not harmless.lower().startswith("external:")


def test_cleaning_keeps_what_was_meant() -> None:
    assert clean("我媳婦剛生了😂，要辦什麼手續?") == "我媳妇刚生了，要办什么手续？"
    assert clean("a\x00b\x1f") == "a b"
    assert clean("哈哈哈哈哈") == "哈哈"
    assert len(clean("啊" * 100_000)) <= 2000


@pytest.mark.parametrize("text", ["他又打我了", "厨房起火了", "我不想活了", "闻到煤气味很重", "孩子走丢了"])
def test_emergencies_come_first(text: str) -> None:
    assert is_emergency(clean(text))


@pytest.mark.parametrize(
    "text", ["火锅店要消防吗", "给我打电话", "出生证丢了怎么办", "孩子的户口本丢了", "累死我了", "燃气报警器要装吗"]
)
def test_what_only_sounds_like_one_is_none(text: str) -> None:
    assert not is_emergency(clean(text))


def fact_of(unit: str) -> Fact:
    return Fact("months", "月数", "fact", "integer", "测试", True, unit=unit, min=0, max=600)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("3个月", 3),
        ("三个月了", 3),
        ("12个月", 12),
        ("十四个月", 14),
        ("半年", 6),
        ("交了一年", 12),
        ("一年半", 18),
        ("两年多", 24),
    ],
)
def test_months_are_heard_as_they_are_said(text: str, months: int) -> None:
    found = quantity(fact_of("个月"), clean(text), bare=True)
    assert found is not None
    assert found[0] == months


def test_years_of_age_by_any_name() -> None:
    for text in ("61岁", "六十一岁", "61周岁"):
        found = quantity(fact_of("周岁"), clean(text), bare=True)
        assert found is not None
        assert found[0] == 61


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("看病怎么备案、怎么报销", "medical_reimbursement"),
        ("看病怎么备案怎么报销", "medical_reimbursement"),
        ("我要用公积金。", "provident_fund"),
        ("公积金", "provident_fund"),
        ("报销", None),
        ("随便", None),
    ],
)
def test_an_offered_event_may_be_named(text: str, event: str | None) -> None:
    titles = {
        "medical_reimbursement": ("看病怎么备案、怎么报销", "异地就医备案和医疗费报销"),
        "provident_fund": ("我要用公积金", "公积金提取和公积金贷款买房"),
    }
    assert offered(text, titles) == event


def test_the_words_of_an_option_are_that_option() -> None:
    option = Option("accident", "出了事故", ("车祸当场没的", "被车撞的"))
    asked = Fact("where", "在哪", "fact", "enum", "测试", True, options=(option,))
    assert is_option(asked, "车祸，当场没的！")
    assert is_option(asked, "出了事故")
    assert not is_option(asked, "刚出了车祸")
    assert not is_option(asked, "。")


def test_a_number_alone_answers_the_question_for_a_number() -> None:
    asked = Fact("staff", "几个人", "fact", "integer", "测试", True, unit="人", min=0, max=100)
    assert is_measure(asked, "12人")
    assert is_measure(asked, "十二个人。")
    assert is_measure(asked, "12")
    assert not is_measure(asked, "找12人问问")
