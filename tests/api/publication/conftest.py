from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from api.publication import wording
from api.publication.workbook import details
from knowledge.bundle import Bundle
from knowledge.bundle import compile as compile_catalogue
from tests.knowledge.conftest import write
from tests.knowledge.sound import FILES

ON = "2026-11-20"


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """A small published catalogue."""
    return write(tmp_path / "catalogue", FILES)


@pytest.fixture
def shop(catalogue: Path) -> Bundle:
    return compile_catalogue(catalogue)


class Sheet:
    """A 细则清单 as somebody edits it in Excel."""

    def __init__(self, bundle: Bundle, folder: Path) -> None:
        self.path = folder / "details.xlsx"
        details(bundle).save(self.path)
        self.book: Workbook = load_workbook(self.path)
        sheet = self.book[wording.DETAILS]
        assert isinstance(sheet, Worksheet)
        self.sheet = sheet

    def column(self, heading: str) -> int:
        return next(int(cell.column or 0) for cell in self.sheet[1] if cell.value == heading)

    def row(self, requirement: str, service: str = "permit_big") -> int:
        """The row of a requirement."""
        wanted = [(self.column("事项编号"), service), (self.column("材料项编号"), requirement)]
        numbers = range(2, self.sheet.max_row + 1)
        return next(n for n in numbers if all(self.sheet.cell(n, place).value == value for place, value in wanted))

    def name(self, requirement: str, heading: str) -> str:
        """The cell as Excel names it."""
        return str(self.sheet.cell(self.row(requirement), self.column(heading)).coordinate)

    def put(self, requirement: str, heading: str, value: Any) -> Sheet:
        self.sheet.cell(self.row(requirement), self.column(heading)).value = value
        return self

    def save(self) -> Path:
        self.book.save(self.path)
        return self.path


@pytest.fixture
def sheet(shop: Bundle, tmp_path: Path) -> Sheet:
    return Sheet(shop, tmp_path)


@pytest.fixture
def texts(catalogue: Path) -> Callable[[], dict[str, str]]:
    """What stands in the files of the catalogue now."""
    return lambda: {str(p.relative_to(catalogue)): p.read_text("utf-8") for p in sorted(catalogue.rglob("*.yml"))}
