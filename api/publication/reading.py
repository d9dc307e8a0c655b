"""Reading the 细则清单 back: every error with its cell, and nothing is taken while there is one."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from api.publication import wording
from api.publication.columns import COLUMNS, Column

#: Rows of one sheet, and megabytes of the workbook once unpacked.
MOST_ROWS, MOST_MEGABYTES = 20_000, 100


@dataclass(frozen=True)
class CellProblem:
    """What is wrong in a cell and how to mend it. `cell` as Excel names it (C7); empty for the whole sheet."""

    cell: str
    text: str

    def __str__(self) -> str:
        return wording.AT.format(sheet=wording.DETAILS, cell=self.cell, text=self.text) if self.cell else self.text


class UnreadableSheet(Exception):
    """The sheet cannot be taken. `problems`: all of them, by cell."""

    def __init__(self, problems: list[CellProblem]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


@dataclass(frozen=True)
class Line:
    """A row of the sheet: its number, and the text of each cell by column heading (empty cells are empty text)."""

    number: int
    cells: dict[str, str]
    places: dict[str, str]

    def place(self, column: Column) -> str:
        """The cell as Excel names it: C7."""
        return f"{self.places[column.heading]}{self.number}"


def read_sheet(path: Path) -> list[Line]:
    """The rows of the 细则清单 in the workbook at `path`, blank ones left out. Raises UnreadableSheet."""
    sheet = _open(path)
    if sheet.merged_cells.ranges:
        ranges = sorted(str(merged) for merged in sheet.merged_cells.ranges)
        raise UnreadableSheet([CellProblem(part.split(":")[0], wording.MERGED.format(cells=part)) for part in ranges])
    places = _headings(sheet)
    lines: list[Line] = []
    problems: list[CellProblem] = []
    for number, row in enumerate(sheet.iter_rows(min_row=2), 2):
        formulas = [
            cell for cell in row if cell.data_type == "f" and get_column_letter(cell.column or 1) in places.values()
        ]
        problems += [CellProblem(cell.coordinate, wording.FORMULA) for cell in formulas]
        texts = {get_column_letter(cell.column or 1): _text(cell.value) for cell in row if cell.value is not None}
        cells = {name: texts.get(letter, "") for name, letter in places.items()}
        if any(cells.values()):
            lines.append(Line(number, cells, places))
    if problems:
        raise UnreadableSheet(problems)
    return lines


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def _open(path: Path) -> Worksheet:
    """The sheet itself, once it is known to be of a size that can be read."""
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(part.file_size for part in archive.infolist()) // 1_000_000
    except (OSError, zipfile.BadZipFile):
        raise UnreadableSheet([CellProblem("", wording.NOT_EXCEL)]) from None
    if size > MOST_MEGABYTES:
        raise UnreadableSheet([CellProblem("", wording.TOO_LARGE.format(size=size, most=MOST_MEGABYTES))])
    try:
        _count_rows(path)
        book = load_workbook(path)
    except (InvalidFileException, KeyError, ValueError, zipfile.BadZipFile):
        raise UnreadableSheet([CellProblem("", wording.NOT_EXCEL)]) from None
    if wording.DETAILS not in book.sheetnames or not isinstance(book[wording.DETAILS], Worksheet):
        raise UnreadableSheet([CellProblem("", wording.NO_SHEET.format(name=wording.DETAILS))])
    sheet = book[wording.DETAILS]
    assert isinstance(sheet, Worksheet)
    return sheet


def _count_rows(path: Path) -> None:
    """Refuse a sheet of too many rows before it is held in memory."""
    book = load_workbook(path, read_only=True)
    try:
        if wording.DETAILS in book.sheetnames:
            for number, _ in enumerate(book[wording.DETAILS].iter_rows(max_col=1, values_only=True), 1):
                if number > MOST_ROWS + 1:
                    problem = CellProblem(f"A{number}", wording.TOO_MANY_ROWS.format(most=MOST_ROWS))
                    raise UnreadableSheet([problem])
    finally:
        book.close()


def _headings(sheet: Worksheet) -> dict[str, str]:
    """Heading -> letter of its column. Every column of the list is there, once, and no other."""
    found: dict[str, str] = {}
    problems: list[CellProblem] = []
    known = {column.heading for column in COLUMNS}
    for cell in sheet[1]:
        name, letter = _text(cell.value or ""), get_column_letter(cell.column or 1)
        if not name:
            continue
        if name not in known:
            problems.append(CellProblem(cell.coordinate, wording.COLUMN_UNKNOWN.format(name=name)))
        elif name in found:
            problems.append(CellProblem(cell.coordinate, wording.COLUMN_TWICE.format(name=name)))
        else:
            found[name] = letter
    if not found and not problems:
        raise UnreadableSheet([CellProblem("A1", wording.NO_HEADING)])
    problems += [
        CellProblem(f"{get_column_letter(number)}1", wording.COLUMN_MISSING.format(name=column.heading))
        for number, column in enumerate(COLUMNS, 1)
        if column.heading not in found
    ]
    if problems:
        raise UnreadableSheet(problems)
    return found


def blanks(lines: list[Line]) -> Iterator[CellProblem]:
    """Cells that must not be empty and are."""
    for line in lines:
        for column in COLUMNS:
            if column.required and not line.cells[column.heading]:
                yield CellProblem(line.place(column), wording.EMPTY.format(name=column.heading))
