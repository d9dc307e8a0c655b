"""The shipped holidays and legal regimes, read straight from their files: these tests need no other content."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import knowledge
from knowledge.content.load import read_file
from knowledge.content.records import Reader
from knowledge.model import LegalRegime, Year

CATALOGUE = Path(knowledge.__file__).parent / "catalogue"


def _records(cls: type, folder: str) -> dict[str, Any]:
    found = {}
    for path in sorted((CATALOGUE / folder).glob("*.yml")):
        raw, problems = read_file(path, path.name)
        for one in raw:
            reader = Reader(path.name)
            record: Any = reader.read(cls, one)
            problems += reader.problems
            if record is not None:
                found[record.id] = record
        assert problems == []
    return found


@functools.cache
def years() -> Mapping[str, Year]:
    """Year -> its holidays."""
    return _records(Year, "calendar")


@functools.cache
def regimes() -> Mapping[str, LegalRegime]:
    """Regime id -> regime."""
    return _records(LegalRegime, "regimes")
