"""Conditions and three-valued evaluation."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.bundle import Bundle
from knowledge.condition import ConditionError, parse
from knowledge.evaluate import Verdict, World
from knowledge.resolve import resolver

ON = date(2026, 11, 20)


def verdict(bundle: Bundle, raw: object, region: str = "620102", **facts: object) -> Verdict:
    place = bundle.at(region, ON)
    return World(facts, place.facts, ON).evaluate(resolver(place)(parse(raw)))


@pytest.mark.parametrize(
    ("raw", "facts", "expected"),
    [
        ({"area": {"at_least": 50}}, {"area": 50}, True),
        ({"area": {"above": 50}}, {"area": 50}, False),
        ({"area": {"in": [1, 2]}}, {"area": 2}, True),
        ({"extras": {"has": "gas"}}, {"extras": ["gas"]}, True),
        ({"extras": {"has": "gas"}}, {"extras": []}, False),
        ({"open_days": {"above": 30}}, {"opened_on": "2026-10-01"}, True),
        ({"open_days": {"above": 30}}, {"opened_on": "2026-11-01"}, False),
        ({"opened_on": {"before": "2026-01-01"}}, {"opened_on": "2025-12-31"}, True),
        ({"not": {"cooks": True}}, {"cooks": False}, True),
        ({"any": [{"cooks": True}, {"area": 1}]}, {"cooks": True}, True),
        ({"all": [{"cooks": False}, {"area": 1}]}, {"cooks": True}, False),
        ({"small": True}, {"area": 30}, True),
        ({"small": True}, {"area": 31}, False),
    ],
)
def test_a_known_world_decides(shop: Bundle, raw: object, facts: dict[str, object], expected: bool) -> None:
    assert verdict(shop, raw, **facts).value is expected


def test_an_open_leaf_keeps_the_verdict_open_and_says_what_is_missing(shop: Bundle) -> None:
    result = verdict(shop, {"all": [{"cooks": True}, {"small": True}]}, cooks=True)
    assert result.value is None
    assert result.missing == {"area"}


def test_a_decisive_leaf_hides_open_ones(shop: Bundle) -> None:
    result = verdict(shop, {"any": [{"area": {"above": 9}}, {"cooks": True}]}, cooks=True)
    assert (result.value, result.missing) == (True, frozenset())


@pytest.mark.parametrize("reason", ["unsure", "declined"])
def test_not_knowing_keeps_both_worlds(shop: Bundle, reason: str) -> None:
    result = verdict(shop, {"cooks": True}, cooks={"unknown": reason})
    assert (result.value, result.missing) == (None, frozenset({"cooks"}))


def test_a_figure_nobody_stated_is_open_and_asks_nobody(shop: Bundle) -> None:
    result = verdict(shop, {"small": True}, region="000000", area=10)
    assert (result.value, result.missing, result.local) == (None, frozenset(), frozenset({"small_area"}))


@pytest.mark.parametrize(
    "raw",
    [
        {},
        [],
        "cooks",
        {"all": []},
        {"all": {"cooks": True}},
        {"cooks": [True]},
        {"area": {"near": 3}},
        {"area": {"at_least": 1, "at_most": 2}},
        {"a": 1, "b": 2},
        {"area": {"at_least": {"figure": "x"}}},
    ],
)
def test_what_is_not_the_language_is_refused(raw: object) -> None:
    with pytest.raises(ConditionError):
        parse(raw)


def test_a_condition_of_depth_1000_is_refused_and_not_a_crash() -> None:
    raw: dict[str, object] = {"cooks": True}
    for _ in range(1000):
        raw = {"not": raw}
    with pytest.raises(ConditionError, match="嵌套"):
        parse(raw)
