"""SIMULATOR of the data-sharing platform: the records of `records.yml` about the 演示 persons."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from api.adapters.identity import VerifiedPerson

RECORDS = Path(__file__).with_name("records.yml")


class LookupsSimulator:
    """Knows demo persons only."""

    def __init__(self, path: Path = RECORDS) -> None:
        self._records: dict[str, dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))

    def find(self, query: str, person: VerifiedPerson) -> dict[str, Any] | None:
        held: dict[str, Any] = self._records.get(person.subject, {})
        return held.get(query)
