"""Priors: what is accepted as one, and that it is the same after the catalogue has been kept as JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest

from knowledge.content.records import Reader
from knowledge.model import Fact

BASE = {"id": "x", "name": "某情形", "kind": "fact", "question": "？", "source": "测试", "verified": True}
OPTIONS = [{"value": "a", "label": "甲"}, {"value": 2, "label": "乙"}]
NONE = {"value": "none", "label": "都没有", "exclusive": True}


def read(**keys: Any) -> tuple[Fact | None, list[str]]:
    reader = Reader("facts.yml")
    fact = reader.read(Fact, {**BASE, **keys}, "x")
    return fact, [problem.text for problem in reader.problems]


@pytest.mark.parametrize(
    ("keys", "prior"),
    [
        ({"type": "bool", "prior": {True: 9, False: 1}}, {True: 9, False: 1}),
        ({"type": "enum", "options": OPTIONS, "prior": {"a": 3, 2: 1}}, {"a": 3, 2: 1}),
        ({"type": "set", "options": [*OPTIONS, NONE], "prior": {"a": 30, 2: 5}}, {"a": 30, 2: 5}),
        ({"type": "integer", "min": 0, "prior": [1, 1, 2]}, (1, 1, 2)),
        ({"type": "money", "prior": [500]}, (500,)),
        ({"type": "date", "prior": [0, 30, 400]}, (0, 30, 400)),
        ({"type": "text"}, None),
    ],
)
def test_a_prior_is_the_same_from_yaml_and_from_a_bundle(keys: dict[str, Any], prior: Any) -> None:
    for written in (keys, json.loads(json.dumps(keys))):
        fact, problems = read(**written)
        assert problems == []
        assert fact is not None
        assert fact.prior == prior


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"type": "bool", "prior": {True: 9}}, "没有写 false"),
        ({"type": "bool", "prior": [1, 2]}, "取值: 权重"),
        ({"type": "enum", "options": OPTIONS, "prior": {"a": 1, 2: 1, "c": 1}}, "'c' 不是它的取值"),
        ({"type": "enum", "options": OPTIONS, "prior": {"a": 0, 2: 1}}, "不小于 1"),
        ({"type": "enum", "options": OPTIONS, "prior": {"a": 0.5, 2: 1}}, "不小于 1"),
        ({"type": "set", "options": [*OPTIONS, NONE], "prior": {"a": 100, 2: 5}}, "1 到 99"),
        ({"type": "set", "options": [*OPTIONS, NONE], "prior": {"a": 1, 2: 5, "none": 9}}, "'none' 不是它的取值"),
        ({"type": "integer", "prior": {"1": 2}}, "整数的列表"),
        ({"type": "integer", "prior": []}, "整数的列表"),
        ({"type": "integer", "prior": [1.5]}, "整数的列表"),
        ({"type": "integer", "max": 5, "prior": [6]}, "超出"),
        ({"type": "date", "prior": [-1]}, "超出"),
        ({"type": "text", "prior": [1]}, "不用写 prior"),
        ({"type": "bool", "kind": "derived", "prior": {True: 1, False: 1}}, "不用写 prior"),
    ],
)
def test_a_prior_written_wrong_is_refused_with_a_reason(keys: dict[str, Any], words: str) -> None:
    assert any(words in text for text in read(**keys)[1])
