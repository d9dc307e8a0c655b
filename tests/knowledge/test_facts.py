"""Answers: what is accepted, how it is stored and said."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.bundle import Bundle
from knowledge.facts import FactError, parse_value, say


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
        ("area", {"unknown": "unsure"}, {"unknown": "unsure"}, "不清楚"),
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
        ("opened_on", "昨天", "2026-11-01"),
        ("opened_on", "1026-01-01", "1900"),
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
