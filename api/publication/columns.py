"""The columns of the 细则清单: one row a material a service asks for, written to a cell and read back without loss.

A cell that is empty stands for a key that is not written. Columns that only name things (事件, 名称) are for the reader;
to change them in the sheet is told, not done.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from api.publication import wording
from knowledge.bundle import Bundle
from knowledge.condition import ConditionError, leaves, parse
from knowledge.condition_words import condition_text

Raw = dict[str, Any]
Cell = str | int | None
SNAKE = re.compile(r"[a-z][a-z0-9_]*")
BASIS = re.compile(r"《(?P<law>[^》]+)》(?:第(?P<article>.*?)条)?(?:（(?P<note>.*)）)?(?P<mark>〔(?:未核实|已核实)〕)?")
PERIOD = re.compile(r"(\d+)(.+)")
VERIFIED = "〔已核实〕"
#: Between several codes or bases in one cell.
LIST, BASES = "、", "；"


class CellError(ValueError):
    """A cell that cannot be read; the text says what to write instead."""


@dataclass(frozen=True)
class Row:
    """A requirement as the sheet shows it: the raw service and requirement, with the bundle they are of."""

    bundle: Bundle
    service: Raw
    requirement: Raw


@dataclass(frozen=True)
class Column:
    """`key` of the raw requirement; None: only shown. `show` gives the cell; `read` the raw value of a cell, or CellError."""

    heading: str
    show: Callable[[Row], Cell]
    key: str | None = None
    read: Callable[[Bundle, str], Any] | None = None
    required: bool = False
    how: str = ""
    width: int = 16


def written(key: str, to_text: Callable[[Bundle, Any], Cell]) -> Callable[[Row], Cell]:
    """The cell of a key: empty where the key is not written."""

    def show(row: Row) -> Cell:
        value = row.requirement.get(key)
        return None if value is None else to_text(row.bundle, value)

    return show


def _text(_: Bundle, value: Any) -> Cell:
    return str(value)


def _read_text(_: Bundle, text: str) -> str:
    return text


def _read_id(_: Bundle, text: str) -> str:
    if not SNAKE.fullmatch(text):
        raise CellError(wording.NOT_AN_ID.format(value=text))
    return text


def _code_of(folder: str, name: str) -> Callable[[Bundle, str], str]:
    def read(bundle: Bundle, text: str) -> str:
        if text not in getattr(bundle, folder):
            raise CellError(wording.UNKNOWN_CODE.format(name=name, value=text))
        return text

    return read


def _codes_of(folder: str, name: str) -> Callable[[Bundle, str], list[str]]:
    one = _code_of(folder, name)
    return lambda bundle, text: [one(bundle, part.strip()) for part in text.split(LIST) if part.strip()]


def _words(known: Mapping[Any, str]) -> tuple[Callable[[Bundle, Any], Cell], Callable[[Bundle, str], Any]]:
    """Showing and reading a value of a closed vocabulary."""
    meant = {word: value for value, word in known.items()}

    def read(_: Bundle, text: str) -> Any:
        if text not in meant:
            raise CellError(wording.UNKNOWN_WORD.format(value=text, known=LIST.join(meant)))
        return meant[text]

    return lambda _, value: known.get(value, str(value)), read


def _read_number(_: Bundle, text: str) -> int:
    if not re.fullmatch(r"\d{1,3}(\.0)?", text):
        raise CellError(wording.NOT_A_NUMBER.format(value=text))
    return int(float(text))


def _show_period(_: Bundle, value: Any) -> Cell:
    return f"{value['amount']}{wording.UNITS[value['unit']]}"


def _read_period(_: Bundle, text: str) -> Raw:
    found = PERIOD.fullmatch(text)
    unit = next((unit for unit, word in wording.UNITS.items() if found and found[2] == word), None)
    if found is None or unit is None:
        raise CellError(wording.NOT_A_PERIOD.format(value=text))
    return {"amount": int(found[1]), "unit": unit}


def _show_yaml(_: Bundle, value: Any) -> Cell:
    return yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, sort_keys=False, width=10**9).strip()


def _read_yaml(_: Bundle, text: str) -> Any:
    try:
        value = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise CellError(wording.NOT_YAML.format(why=getattr(error, "problem", None) or "请检查括号和引号")) from None
    if not isinstance(value, dict):
        raise CellError(wording.NOT_YAML.format(why="要写成 {键: 值}"))
    return value


def _read_condition(bundle: Bundle, text: str) -> Any:
    value = _read_yaml(bundle, text)
    try:
        condition = parse(value)
    except ConditionError as error:
        raise CellError(wording.NOT_YAML.format(why=error)) from None
    for leaf in leaves(condition):
        if leaf.fact not in bundle.facts:
            raise CellError(wording.UNKNOWN_FACT.format(name=leaf.fact))
    return value


def show_basis(bundle: Bundle, bases: Any) -> str:
    """《法律》第几条（说明）, several with ；; what the record says of verification stands behind."""
    return BASES.join(_one_basis(bundle, basis) for basis in bases)


def _one_basis(bundle: Bundle, basis: Raw) -> str:
    law = bundle.laws[basis["law"]]
    article = f"第{basis['article']}条" if basis.get("article") else ""
    note = f"（{basis['note']}）" if basis.get("note") else ""
    mark = {None: "", True: VERIFIED, False: wording.UNVERIFIED}[basis.get("verified")]
    return f"《{_law_name(bundle, law.id)}》{article}{note}{mark}"


def _law_name(bundle: Bundle, law: str) -> str:
    """The short name where no other law has it, else the whole one, else the id."""
    for name in (bundle.laws[law].short, bundle.laws[law].name):
        if name and "》" not in name and _laws_called(bundle, name) == [law]:
            return name
    return law


def _laws_called(bundle: Bundle, name: str) -> list[str]:
    return [law.id for law in bundle.laws.values() if name in (law.short, law.name, law.id)]


def _read_basis(bundle: Bundle, text: str) -> list[Raw]:
    return [_read_one_basis(bundle, part.strip()) for part in _split_bases(text)]


def _split_bases(text: str) -> Iterator[str]:
    """The bases of a cell; a ； inside a note does not divide."""
    parts = re.split(rf"{BASES}(?=《)", text)
    yield from (part for part in parts if part.strip())


def _read_one_basis(bundle: Bundle, text: str) -> Raw:
    found = BASIS.fullmatch(text)
    if found is None:
        raise CellError(wording.NOT_A_BASIS.format(value=text))
    laws = _laws_called(bundle, found["law"])
    if len(laws) != 1:
        raise CellError(wording.UNKNOWN_LAW.format(name=found["law"]))
    basis: Raw = {"law": laws[0]}
    if found["article"]:
        basis["article"] = found["article"]
    if found["note"]:
        basis["note"] = found["note"]
    if found["mark"]:
        basis["verified"] = found["mark"] == VERIFIED
    return basis


def _events(row: Row) -> Cell:
    joined = (e for e in row.bundle.events.values() if any(use.service == row.service["id"] for use in e.services))
    return LIST.join(event.name for event in joined)


def _when_said(row: Row) -> Cell:
    when = row.requirement.get("when")
    return condition_text(row.bundle, parse(when)) if when else None


def _editable(heading: str, key: str, show: Any, read: Any, **more: Any) -> Column:
    return Column(heading, written(key, show), key, read, **more)


_show_mode, _read_mode = _words(wording.MODES)
_show_form, _read_form = _words(wording.FORMS)
_show_truth, _read_truth = _words({True: wording.YES, False: wording.NO})
_MATERIAL_HOW = "要改请到 materials/ 里改"

SERVICE = Column("事项编号", lambda row: row.service["id"], None, _code_of("services", "services/"), required=True)
REQUIREMENT = _editable("材料项编号", "id", _text, _read_id, required=True)
COLUMNS: tuple[Column, ...] = (
    Column("一件事", _events, how="要改请到 events/ 里改"),
    SERVICE,
    Column("事项名称", lambda row: row.service["name"], how="要改请到 services/ 里改", width=24),
    Column(
        "承办部门", lambda row: row.bundle.departments[row.service["department"]].name, how="要改请到 services/ 里改"
    ),
    REQUIREMENT,
    _editable("材料编号", "material", _text, _code_of("materials", "materials/"), required=True),
    Column(
        "材料名称",
        lambda row: row.bundle.materials[row.requirement["material"]].name,
        how=_MATERIAL_HOW,
        width=30,
    ),
    _editable("属于谁", "subject", _text, _read_id, required=True),
    _editable("提交方式", "mode", _show_mode, _read_mode, required=True),
    _editable("原件还是电子件", "form", _show_form, _read_form),
    _editable("复印件份数", "copies", lambda _, value: int(value), _read_number),
    Column("什么情况要", _when_said, how="这一栏照右边的条件写出来，请改条件", width=36),
    _editable("条件", "when", _show_yaml, _read_condition, width=36),
    _editable(
        "查到就免交",
        "exempt_by",
        lambda _, value: LIST.join(value),
        _codes_of("licences", "licences/"),
    ),
    _editable("由哪个事项产生", "result_of", _text, _code_of("services", "services/")),
    _editable("替代组", "group", _text, _read_id),
    _editable("组里交几样", "choose", lambda _, value: int(value), _read_number),
    _editable("为什么要", "why", _text, _read_text, width=30),
    _editable("为什么不能免", "reason", _text, _read_text, width=30),
    _editable("依据", "basis", show_basis, _read_basis, width=36),
    _editable("核心材料", "primary", _show_truth, _read_truth),
    _editable("多久内开的", "issued_within", _show_period, _read_period),
    _editable("收存哪一部分", "takes", _text, _read_text),
    _editable("容缺", "deferral", _show_yaml, _read_yaml, width=30),
    _editable("告知承诺", "commitment", _show_yaml, _read_yaml, width=30),
    _editable("出处", "source", _text, _read_text),
    _editable("核实", "verified", _show_truth, _read_truth),
)


def rows(bundle: Bundle) -> Iterator[Row]:
    """Every requirement of every service that an event joins, in the order of the catalogue."""
    joined = {use.service for event in bundle.events.values() for use in event.services}
    for service in bundle.raw["records"]["services"]:
        if service["id"] in joined:
            for requirement in service.get("requirements") or ():
                yield Row(bundle, service, requirement)
