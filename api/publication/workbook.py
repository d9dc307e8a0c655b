"""The 细则清单 as an Excel workbook."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from api.publication import wording
from api.publication.columns import COLUMNS, rows
from knowledge.bundle import Bundle

HEAD = PatternFill("solid", fgColor="1F4E79")
SHOWN = PatternFill("solid", fgColor="EEEEEE")
WRAP = Alignment(vertical="top", wrap_text=True)


def details(bundle: Bundle) -> Workbook:
    """One row a material of a service; the columns that are only shown are grey."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = wording.DETAILS
    heading(sheet, [column.heading for column in COLUMNS], [column.width for column in COLUMNS])
    for number, row in enumerate(rows(bundle), 2):
        for place, column in enumerate(COLUMNS, 1):
            cell = put(sheet, number, place, column.show(row))
            if column.read is None:
                cell.fill = SHOWN
    notes = book.create_sheet(wording.NOTES)
    for number, line in enumerate(wording.NOTES_LINES, 1):
        put(notes, number, 1, line)
    notes.column_dimensions["A"].width = 90
    return book


def heading(sheet: Worksheet, names: list[str], widths: list[int]) -> None:
    """The first row, which stays in view and can be filtered by."""
    for place, (name, width) in enumerate(zip(names, widths, strict=True), 1):
        cell = put(sheet, 1, place, name)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), HEAD
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(names))}1"


def put(sheet: Worksheet, row: int, column: int, value: str | int | None) -> Cell:
    """Write a cell; what begins with = is text and never a formula."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
    elif value is not None:
        cell.value = value
    cell.alignment = WRAP
    return cell
