"""What a 细则清单 changes against the catalogue: cells, rows that are new, rows that are gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from api.publication import wording
from api.publication.columns import COLUMNS, REQUIREMENT, SERVICE, CellError, Column, Raw, Row, rows
from api.publication.reading import CellProblem, Line, UnreadableSheet, blanks
from knowledge.bundle import Bundle
from knowledge.content.records import Problem


@dataclass(frozen=True)
class Changed:
    """A key of a requirement gets a new raw value; None takes the key out."""

    service: str
    requirement: str
    key: str
    value: Any
    text: str
    cell: str


@dataclass(frozen=True)
class Added:
    """A service asks for one material more."""

    service: str
    requirement: Raw
    text: str
    cell: str


@dataclass(frozen=True)
class Removed:
    """A service no longer asks for a material."""

    service: str
    requirement: str
    text: str


Change = Changed | Added | Removed


def changes(bundle: Bundle, lines: list[Line]) -> list[Change]:
    """The changes that the rows of a sheet make. A service that no row names is left as it is.

    Raises UnreadableSheet with every cell that cannot be read.
    """
    problems = list(blanks(lines))
    if problems:
        raise UnreadableSheet(problems)
    known = {(row.service["id"], row.requirement["id"]): row for row in rows(bundle)}
    services = {row.service["id"]: row.service for row in known.values()}
    services |= {raw["id"]: raw for raw in bundle.raw["records"]["services"]}
    found: list[Change] = []
    seen: dict[tuple[str, str], int] = {}
    for line in lines:
        key = line.cells[SERVICE.heading], line.cells[REQUIREMENT.heading]
        if key in seen:
            text = wording.SAME_ROW.format(service=key[0], requirement=key[1], row=seen[key])
            problems.append(CellProblem(line.place(REQUIREMENT), text))
            continue
        seen[key] = line.number
        if key in known:
            found += _of_known(known[key], line, problems)
        elif key[0] in services:
            found += _of_new(bundle, services[key[0]], line, problems)
        else:
            text = wording.UNKNOWN_CODE.format(name="services/", value=key[0])
            problems.append(CellProblem(line.place(SERVICE), text))
    if problems:
        raise UnreadableSheet(problems)
    named = {service for service, _ in seen}
    gone = [key for key in known if key not in seen and key[0] in named]
    return [*found, *(Removed(*key, wording.REMOVED.format(service=key[0], requirement=key[1])) for key in gone)]


def in_cells(stops: list[Problem], found: list[Change]) -> list[CellProblem]:
    """What the check of the changed catalogue says, with the cell that brought it about where one did."""
    return [CellProblem(_cell(problem, found), str(problem)) for problem in stops]


def _cell(problem: Problem, found: list[Change]) -> str:
    """The changed cell of the requirement that a problem names, else of the service that it names."""
    placed = [change for change in found if not isinstance(change, Removed) and change.service in problem.text]
    named = [change for change in placed if _name(change) in problem.text]
    return (named or placed)[0].cell if placed else ""


def _name(change: Changed | Added) -> str:
    return change.requirement if isinstance(change, Changed) else str(change.requirement.get("id"))


def _of_known(row: Row, line: Line, problems: list[CellProblem]) -> list[Change]:
    """Cells that say something else than the catalogue."""
    found: list[Change] = []
    material_changed = line.cells[_column("material").heading] != row.requirement["material"]
    condition_changed = line.cells[_column("when").heading] != _shown(_column("when"), row)
    for column in COLUMNS:
        new, old = line.cells[column.heading], _shown(column, row)
        if new == old:
            continue
        if column.read is None:
            follows = (material_changed and "材料" in column.heading) or (
                condition_changed and "什么情况" in column.heading
            )
            if not follows:
                text = wording.READ_ONLY.format(value=old, how=column.how)
                problems.append(CellProblem(line.place(column), text))
            continue
        value = _read(row.bundle, column, new, line, problems)
        assert column.key is not None
        text = wording.CHANGED.format(
            service=row.service["id"],
            requirement=row.requirement["id"],
            column=column.heading,
            old=old or wording.BLANK,
            new=new or wording.BLANK,
        )
        found.append(Changed(row.service["id"], row.requirement["id"], column.key, value, text, line.place(column)))
    return found


def _of_new(bundle: Bundle, service: Raw, line: Line, problems: list[CellProblem]) -> list[Change]:
    """A requirement that the catalogue does not have yet."""
    raw: Raw = {}
    for column in COLUMNS:
        if column.key is not None and line.cells[column.heading]:
            raw[column.key] = _read(bundle, column, line.cells[column.heading], line, problems)
    name = line.cells[_column("material").heading]
    material = bundle.materials[name].name if name in bundle.materials else name
    text = wording.ADDED.format(service=service["id"], requirement=raw.get("id"), material=material)
    return [Added(service["id"], raw, text, line.place(REQUIREMENT))]


def _read(bundle: Bundle, column: Column, text: str, line: Line, problems: list[CellProblem]) -> Any:
    assert column.read is not None
    if not text:
        return None
    try:
        return column.read(bundle, text)
    except CellError as error:
        problems.append(CellProblem(line.place(column), str(error)))
        return None


def _shown(column: Column, row: Row) -> str:
    cell = column.show(row)
    return "" if cell is None else str(cell).strip()


def _column(key: str) -> Column:
    return next(column for column in COLUMNS if column.key == key)
