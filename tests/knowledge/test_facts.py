"""Answers: what is accepted, how it is stored and said."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.bundle import Bundle
from knowledge.facts import Conflict, FactError, parse_value, reconcile, say


@pytest.mark.parametrize(
    ("fact", "raw", "stored", "said"),
    [
        ("cooks", True, True, "是"),
        ("cooks", "不是", False, "不是"),
        ("area", "80", 80, "80㎡"),
        ("area", "80㎡", 80, "80㎡"),
        ("who", "代办", "agent", "代办"),
        ("extras", ["gas", "sign"], ["sign", "gas"], "大招牌、用燃气"),
        ("extras", ["none"], [], "都没有"),
        ("opened_on", "2026-11-01", "2026-11-01", "2026年11月1日"),
        ("area", "８０", 80, "80㎡"),
        ("area", " 1,000 ㎡ ", 1000, "1000㎡"),
        ("area", "１，０００", 1000, "1000㎡"),
        ("area", {"unknown": "unsure"}, {"unknown": "unsure"}, "不清楚"),
        ("area", {"unknown": "declined"}, {"unknown": "declined"}, "先不说"),
        ("area", {"unknown": "not_applicable"}, {"unknown": "not_applicable"}, "不适用"),
        ("area", {"unknown": "conflicting"}, {"unknown": "conflicting"}, "几处说法不一致"),
    ],
)
def test_an_answer_is_stored_in_one_form(shop: Bundle, fact: str, raw: Any, stored: Any, said: str) -> None:
    value = parse_value(shop, fact, raw)
    assert value == stored
    assert say(shop, fact, value) == said
    assert parse_value(shop, fact, value) == value


@pytest.mark.parametrize(
    ("fact", "raw", "word"),
    [
        ("who", "月球", "self（本人）"),
        ("cooks", "maybe", "true"),
        ("area", "很大", "㎡"),
        ("area", 0, "1 到 10000"),
        ("area", True, "整数"),
        ("area", "1_000", "整数"),
        ("area", "1,00", "整数"),
        ("area", "+80", "整数"),
        ("area", "80.0", "整数"),
        ("area", 80.5, "整数"),
        ("area", "٨٠", "整数"),
        ("area", "9" * 5000, "整数"),
        ("area", "", "整数"),
        ("opened_on", "昨天", "2026-11-01"),
        ("opened_on", "1026-01-01", "1900"),
        ("opened_on", "20261101", "2026-11-01"),
        ("opened_on", "2026-W45-7", "2026-11-01"),
        ("opened_on", "2026-11-01T00:00:00", "2026-11-01"),
        ("opened_on", "2026-11-1", "2026-11-01"),
        ("opened_on", "２０２６-11-01", "2026-11-01"),
        ("opened_on", "2026-02-30", "2026-11-01"),
        ("extras", ["none", "gas"], "都没有"),
        ("extras", ["飞机"], "gas（用燃气）"),
        ("area", {"unknown": "lazy"}, "unsure"),
    ],
)
def test_an_answer_outside_the_domain_names_what_is_allowed(shop: Bundle, fact: str, raw: Any, word: str) -> None:
    with pytest.raises(FactError) as caught:
        parse_value(shop, fact, raw)
    assert caught.value.fact == fact
    assert word in f"{caught.value}{caught.value.allowed}"


@pytest.mark.parametrize("fact", ["nonsense", "small", "open_days"])
def test_unknown_and_derived_facts_take_no_answer(shop: Bundle, fact: str) -> None:
    with pytest.raises(FactError):
        parse_value(shop, fact, 1)


UNSURE, DECLINED, CONFLICTING = ({"unknown": reason} for reason in ("unsure", "declined", "conflicting"))
NOT_APPLICABLE = {"unknown": "not_applicable"}


@pytest.mark.parametrize(
    ("told", "found", "kept"),
    [
        (80, 80, 80),
        (80, "80㎡", 80),
        (None, 80, 80),
        (UNSURE, 80, 80),
        (DECLINED, 80, DECLINED),
        (80, UNSURE, 80),
        (UNSURE, UNSURE, UNSURE),
        (CONFLICTING, 80, CONFLICTING),
        (80, None, 80),
    ],
)
def test_two_sources_that_do_not_differ_leave_one_value(shop: Bundle, told: Any, found: Any, kept: Any) -> None:
    result = reconcile(shop, {"area": told} if told is not None else {}, {"area": found} if found is not None else {})
    assert result.facts == {"area": kept}
    assert result.conflicts == ()


@pytest.mark.parametrize(("told", "found"), [(80, 90), (NOT_APPLICABLE, 90)])
def test_two_sources_that_differ_leave_no_value_and_both_are_told(shop: Bundle, told: Any, found: Any) -> None:
    result = reconcile(shop, {"cooks": True, "area": told}, {"area": found})
    assert result.facts == {"cooks": True, "area": CONFLICTING}
    assert result.conflicts == (Conflict("area", told, found),)


def test_what_a_register_does_not_know_is_still_to_be_asked(shop: Bundle) -> None:
    assert reconcile(shop, {}, {"area": UNSURE}).facts == {}


def test_the_same_choices_in_another_order_do_not_differ(shop: Bundle) -> None:
    assert reconcile(shop, {"extras": ["gas", "sign"]}, {"extras": ["sign", "gas"]}).conflicts == ()


def test_a_register_that_says_nonsense_is_refused(shop: Bundle) -> None:
    with pytest.raises(FactError):
        reconcile(shop, {}, {"area": "很大"})
