"""The column: stages, entries that are not encoded, national lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.bundle import Bundle
from knowledge.check import check_catalogue

from .conftest import write
from .sound import FILES


def test_every_stage_of_the_national_list_is_there(shipped: Bundle) -> None:
    by_audience = dict.fromkeys(("business", "person"), 0)
    for stage in shipped.stages.values():
        by_audience[stage.audience] += 1
    assert by_audience == {"business": 6, "person": 10}


def test_an_entry_says_what_is_known_and_no_more(shipped: Bundle) -> None:
    assert len(shipped.column) >= 20
    for entry in shipped.column.values():
        assert entry.text
        assert entry.source


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("lists/l.yml", "event: shop", "event: moon", "moon 在 events/ 里没有"),
        ("lists/l.yml", "entry: work_injury", "entry: moon", "moon 在 column/ 里没有"),
        ("lists/l.yml", "law: permit_law", "law: moon", "moon 在 laws/ 里没有"),
        ("column/c.yml", "text: [先申请认定。]", "text: [先申请认定。]\n  lead: moon", "moon 在 departments/ 里没有"),
        ("column/c.yml", "id: work_injury", "id: shop", "已经编成一件事了"),
    ],
)
def test_what_is_named_must_exist(tmp_path: Path, file: str, old: str, new: str, says: str) -> None:
    assert old in FILES[file]
    _, problems = check_catalogue(write(tmp_path, FILES | {file: FILES[file].replace(old, new)}))
    assert any(says in problem.text and problem.file == file for problem in problems), problems
