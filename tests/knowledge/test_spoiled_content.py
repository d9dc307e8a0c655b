"""Whatever stands in one place of a sound catalogue, checking it ends with problems that have a line, or with a bundle."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.check import check_catalogue
from knowledge.content.load import read_file
from knowledge.content.records import strip_lines

from .conftest import write
from .sound import FILES

#: What may stand where something else should.
SPOILED = [
    None, [], {}, "x", "", -1, 0, 3.5, True, [[]], [None], {"a": 1}, ["x", "x"], {"x": {"y": [1]}}, "2026-99-99", 10**30,
    {"all": []}, {"not": None}, [{"id": "x"}], {"any": [{"cooks": True}]}, float("nan"),
]  # fmt: skip


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The raw records of every file of the sound catalogue."""
    root = write(tmp_path_factory.mktemp("sound"), FILES)
    return {name: strip_lines(read_file(root / name, name)[0]) for name in FILES}


def spots(raw: Any) -> Iterator[tuple[Any, Any]]:
    """(container, key) of everything in a record."""
    for key, value in list(raw.items() if isinstance(raw, dict) else enumerate(raw) if isinstance(raw, list) else ()):
        yield raw, key
        yield from spots(value)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9))
def test_no_spoiled_value_is_passed_over_or_raises(sound: dict[str, Any], tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    name = chance.choice(sorted(sound))
    records = copy.deepcopy(sound[name])
    container, key = chance.choice(list(spots(records)))
    container[key] = copy.deepcopy(chance.choice(SPOILED))
    text = yaml.safe_dump(records, allow_unicode=True, sort_keys=False)
    # Written as it was meant: a quoted "on" and the like stay words.
    bundle, problems = check_catalogue(write(tmp_path, FILES | {name: text}), "2026-11-20")
    assert bundle is not None or any(problem.stops for problem in problems)
    assert all(problem.line > 0 for problem in problems)
