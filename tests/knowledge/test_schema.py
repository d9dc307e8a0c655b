"""The schemas that editors read say of the catalogue what the catalogue itself is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from knowledge.condition import ConditionError, parse
from knowledge.content.load import read_catalogue
from knowledge.content.records import strip_lines
from knowledge.content.schema import schemas, text
from tests.knowledge.json_schema import errors

PROJECT = Path(__file__).parents[2]
SCHEMAS = schemas()
COMMON = {"source": "测试", "verified": True}
FACT = {"id": "heirs", "name": "继承人", "kind": "fact", "type": "persons", "question": "几位？", "max": 3, **COMMON}
SERVICE = {
    "id": "permit",
    "name": "许可",
    "department": "market",
    "route": "submit",
    "place_role": "premises",
    "legal_regime": "permit",
    **COMMON,
}


def wrong(kind: str, record: dict[str, Any]) -> list[str]:
    """What is wrong with one record of a folder; empty when its schema allows it."""
    return list(errors(SCHEMAS[kind], record))


@pytest.mark.parametrize("kind", sorted(SCHEMAS))
def test_the_published_schema_is_the_current_one(kind: str) -> None:
    published = (PROJECT / "docs" / "schema" / f"{kind}.json").read_text(encoding="utf-8")
    assert published == text(SCHEMAS[kind]), "请运行 daoban catalogue schema"


def test_no_other_schema_is_published() -> None:
    assert {path.stem for path in (PROJECT / "docs" / "schema").iterdir()} == set(SCHEMAS)


@pytest.mark.parametrize("kind", sorted(SCHEMAS))
def test_every_record_of_the_project_keeps_to_its_schema(kind: str) -> None:
    found, problems = read_catalogue(PROJECT / "knowledge" / "catalogue")
    assert problems == []
    assert found[kind]
    for raw, file in found[kind]:
        record = {key: value for key, value in strip_lines(raw).items() if key != "division"}
        assert wrong(kind, record) == [], file


@pytest.mark.parametrize(
    ("kind", "record"),
    [
        ("services", {**SERVICE, "requirments": []}),
        ("services", {**SERVICE, "route": "sumbit"}),
        ("services", {**SERVICE, "verified": "yes"}),
        ("services", {key: value for key, value in SERVICE.items() if key != "source"}),
        ("services", {**SERVICE, "times": [{"kind": "statutory", "unit": "working_day", "starts": "accepted"}]}),
        ("services", {**SERVICE, "requirements": [{"id": "x", "material": "m", "subject": "s", "mode": "lend"}]}),
        ("facts", {**FACT, "type": "person"}),
        ("facts", {**FACT, "sensitivity": 3}),
        ("facts", {**FACT, "member_of": "heirs"}),
        ("facts", {**FACT, "prior": {"true": 0}}),
        ("facts", {**FACT, "members": [{"id": "minor", "name": "未成年", "type": "persons", "question": "？"}]}),
        ("facts", {**FACT, "derive": {"since": "born_on"}}),
    ],
)
def test_a_slip_is_marked(kind: str, record: dict[str, Any]) -> None:
    assert wrong(kind, record)


CONDITIONS: list[Any] = [
    {"cooks": True},
    {"area": {"at_least": 50}},
    {"area": {"between": [50, {"parameter": "small_area"}]}},
    {"opened_on": {"before": "2026-11-01"}},
    {"cooks": {"is": True, "phrase": "做热食", "basis": [{"law": "food_law", "article": 35}]}},
    {"heirs": {"any": {"minor": True}}},
    {"heirs": {"all": {"not": {"minor": True}}}},
    {"heirs": {"count": {"where": {"minor": True}, "at_least": 2}}},
    {"heirs": {"count": {"above": {"parameter": "most"}}}},
    {"all": [{"any": [{"a": 1}, {"b": {"in": ["x", "y"]}}]}, {"not": {"c": {"has": "z"}}}]},
    {"table": {"columns": ["form", "staff"], "rows": [["company", True], [{"in": ["partner", "other"]}, "-"]]}},
]
NO_CONDITIONS: list[Any] = [
    "cooks",
    [],
    {},
    {"a": 1, "b": 2},
    {"all": []},
    {"all": {"a": 1}},
    {"a": [1, 2]},
    {"a": {}},
    {"a": {"near": 3}},
    {"a": {"at_least": 1, "at_most": 2}},
    {"a": {"at_least": "many"}},
    {"a": {"in": []}},
    {"a": {"between": [1]}},
    {"a": {"before": "2026-1-1"}},
    {"a": {"at_least": {"figure": "x"}}},
    {"a": {"phrase": "只有话"}},
    {"a": {"is": 1, "phrase": "话", "law": "x"}},
    {"a": {"is": 1, "basis": [{"article": 1}]}},
    {"heirs": {"any": {"minor": True}, "all": {"minor": True}}},
    {"heirs": {"any": {"minor": True}, "phrase": "话"}},
    {"heirs": {"count": {"where": {"minor": True}}}},
    {"heirs": {"count": {"at_least": -1}}},
    {"heirs": {"some": {"minor": True}}},
    {"table": {"columns": ["a"]}},
    {"table": {"columns": [], "rows": [[]]}},
    {"table": {"columns": ["a"], "rows": [[{"near": 1}]]}},
]


@pytest.mark.parametrize("raw", CONDITIONS)
def test_a_condition_that_can_be_read_is_allowed(raw: Any) -> None:
    parse(raw)
    assert wrong("services", {**SERVICE, "when": raw}) == []
    assert wrong("facts", {**FACT, "derive": {"when": raw}}) == []


@pytest.mark.parametrize("raw", NO_CONDITIONS)
def test_a_condition_that_cannot_be_read_is_marked(raw: Any) -> None:
    with pytest.raises(ConditionError):
        parse(raw)
    assert wrong("services", {**SERVICE, "when": raw})
