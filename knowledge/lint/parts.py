"""Walking through a record: every part of it with the path that leads there, whatever class it is.

A path is what an overlay would write: `("requirements", "mother_id", "when")`. Rules that look at all conditions, all
bases or all texts go through here, so that a field added to a record is seen without being named again.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from knowledge.model import Attribute, Basis, Fact, RawCondition

Path = tuple[str, ...]
#: What names an item of a list, the first that it has; without one it goes by its number.
KEYS = ("id", "service", "field", "value", "name")
#: Fields that a citizen or a clerk reads.
READ_BY_PEOPLE = frozenset(
    {
        "name",
        "title",
        "text",
        "question",
        "help",
        "why",
        "how",
        "because",
        "channel",
        "label",
        "q",
        "a",
        "opening",
        "notes",
        "guide",
        "place",
        "due",
        "withheld",
        "template",
        "consequence",
        "excluded",
        "verify",
        "reason",
        "purpose",
        "green_channel",
        "runs_reason",
        "reductions",
        "handler",
        "validity",
    }
)


def parts(record: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """(path, dataclass) of the record itself and of every part in it."""
    yield path, record
    for spec in dataclasses.fields(record):
        value = getattr(record, spec.name)
        if dataclasses.is_dataclass(value):
            yield from parts(value, (*path, spec.name))
        elif isinstance(value, tuple):
            for n, item in enumerate(value):
                if dataclasses.is_dataclass(item):
                    yield from parts(item, (*path, spec.name, item_key(item, n)))


def item_key(item: Any, number: int) -> str:
    """How a path addresses an item of a list."""
    return next((str(v) for k in KEYS if (v := getattr(item, k, None)) is not None), str(number))


def conditions(record: Any) -> Iterator[tuple[Path, RawCondition]]:
    """(path, condition) for every condition written in the record; none for what always holds."""
    for path, part in parts(record):
        for name, raw in (("when", getattr(part, "when", None)), ("derive", _derived(part))):
            if raw is not None:
                yield (*path, *(("derive", "when") if name == "derive" else ("when",))), raw


def _derived(part: Any) -> RawCondition | None:
    derive = getattr(part, "derive", None)
    return derive.get("when") if isinstance(derive, dict) else None


def bases(record: Any) -> Iterator[tuple[Path, Basis]]:
    """(path of the part that rests on it, basis) for every legal basis given in the record."""
    for path, part in parts(record):
        if isinstance(part, Basis):
            yield path[:-2], part


def texts(record: Any) -> Iterator[tuple[Path, str]]:
    """(path, text) for everything in the record that people read."""
    for path, part in parts(record):
        if isinstance(part, Basis):
            continue
        for spec in dataclasses.fields(part):
            value = getattr(part, spec.name)
            if spec.name not in READ_BY_PEOPLE:
                continue
            for text in value if isinstance(value, tuple) else (value,):
                if isinstance(text, str):
                    yield (*path, spec.name), text


def asked_of(fact: Fact) -> Iterator[tuple[Path, Fact | Attribute]]:
    """(path, what is asked): a fact itself, and each thing asked of the persons of a list; nothing of a derived one."""
    if fact.kind != "derived":
        yield (), fact
    for attribute in fact.members:
        yield ("members", attribute.id), attribute
