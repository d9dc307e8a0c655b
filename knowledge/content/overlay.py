"""Overlays: what a nation, province, city or county changes in a record, field by field.

    - service: birth_hukou
      from: 2026-07-01                                   # optional: first day in force; `to`: the last one
      set: {notices.scope.text: 限本市出生, how: [到派出所办]}
      add: {requirements: [{id: lease, material: lease, subject: applicant, mode: show}]}
      remove: [requirements.photo]
      basis: [{law: city_plan, article: 二}]

A key of `set` is a field (`how`) or a path: `<list>.<key>.<field>` for an item of a list of records, whose key is its
`id`, `service`, `field`, `value` or `name`; `<part>.<field>` for a part (`offline.channel`). `add` puts items at the end
of a list, `remove` takes them out. What does not exist cannot be touched, and what exists cannot be added.

What an overlay touches carries its basis from then on, before that of the layers above; when the overlay is not verified
neither is what it touches. What the overlay itself says about basis, source and verified holds.
"""

from __future__ import annotations

import copy
import dataclasses
import functools
import types
import typing
from collections.abc import Iterator
from typing import Any

from knowledge.model import KINDS, RENAMED, Overlay

#: Kinds of record of which an overlay may change fields -> folder of the catalogue.
OVERLAID = {"service": "services", "parameter": "parameters", "event": "events", "fact": "facts"}
#: What an item of a list of records is addressed by: the first of these that it has.
KEYS = ("id", "service", "field", "value", "name")
#: The identity of a record is not a matter of place.
FIXED = ("id",)
PROVENANCE = ("basis", "source", "verified")


class OverlayError(ValueError):
    """An overlay touches what is not there. The text says what, for the person who wrote it."""


@dataclasses.dataclass(frozen=True)
class Part:
    """A mapping inside a raw record, the record class it is read into, and the path to it ("" for the record)."""

    raw: dict[str, Any]
    cls: type
    path: str = ""

    def has(self, name: str) -> bool:
        """Whether its class has a field of that name."""
        return name in _hints(self.cls)


def target(overlay: Overlay) -> tuple[str, str]:
    """(kind, id) of the record that `overlay` changes. Raises OverlayError unless it names exactly one."""
    named = [(kind, name) for kind in OVERLAID if (name := getattr(overlay, kind)) is not None]
    if len(named) != 1:
        raise OverlayError(f"覆盖项要写明改哪一条，{'、'.join(OVERLAID)} 里正好写一个")
    return named[0]


def overlaid(raw: dict[str, Any], overlay: Overlay) -> dict[str, Any]:
    """A copy of the raw record as `overlay` leaves it. Raises OverlayError."""
    kind, _ = target(overlay)
    record = Part(copy.deepcopy(raw), KINDS[OVERLAID[kind]])
    touched = [_set(record, path, value) for path, value in overlay.set.items()]
    touched += [_remove(record, path) for path in overlay.remove]
    for part in touched:
        _sign(part, record, overlay)
    for path, items in overlay.add.items():
        for item in _items(path, items):
            _add(record, path, item, overlay)
    return record.raw


def paths(overlay: Overlay) -> Iterator[str]:
    """Every path that `overlay` touches."""
    yield from overlay.set
    yield from overlay.remove
    for path, items in overlay.add.items():
        yield from (f"{path}.{_key(item)}" for item in _items(path, items))


def _set(record: Part, path: str, value: Any) -> Part:
    *parents, last = path.split(".")
    part = _walk(record, parents, path)
    if not part.has(_attribute(last)) or last in FIXED:
        raise OverlayError(f"set 里的 {path}：原记录没有 {last} 这一项，或者它不能改")
    part.raw[last] = value
    return part


def _remove(record: Part, path: str) -> Part:
    *parents, name, last = ("", *path.split("."))
    part = _walk(record, [step for step in parents if step], path)
    items = part.raw.get(name)
    if not isinstance(items, list) or all(_key(item) != last for item in items):
        raise OverlayError(f"remove 里的 {path} 在原记录里没有")
    part.raw[name] = [item for item in items if _key(item) != last]
    return part


def _add(record: Part, path: str, item: Any, overlay: Overlay) -> None:
    *parents, last = path.split(".")
    part = _walk(record, parents, path)
    cls = _item_class(part.cls, last)
    if cls is None:
        raise OverlayError(f"add 里的 {path} 不是一串记录，加不进去")
    items = part.raw.setdefault(last, [])
    if _key(item) is None:
        raise OverlayError(f"add 里的 {path} 有一条没有写编号")
    if any(_key(other) == _key(item) for other in items):
        raise OverlayError(f"add 里的 {path}.{_key(item)} 原来就有；要改它请用 set")
    added = copy.deepcopy(item)
    items.append(added)
    if not isinstance(added, dict) or not Part(added, cls).has("verified"):
        _sign(part, record, overlay)
        return
    own = {
        "basis": [_written(basis) for basis in overlay.basis],
        "source": overlay.source,
        "verified": overlay.verified,
    }
    for name, value in own.items():
        if Part(added, cls).has(name):
            added.setdefault(name, value)


def _walk(part: Part, steps: list[str], path: str) -> Part:
    """The part that `steps` lead to from `part`; a bare id on the way becomes the record it stands for."""
    while steps:
        name, *steps = steps
        inner = part.raw.get(name)
        cls = _item_class(part.cls, name)
        if cls is None:
            cls = _part_class(part.cls, name)
        elif not steps:
            raise OverlayError(f"{path}：要写到记录里的某一项；整条增减用 add 和 remove")
        elif isinstance(inner, list):
            key, *steps = steps
            name = f"{name}.{key}"
            place = next((n for n, item in enumerate(inner) if _key(item) == key), None)
            if place is not None and isinstance(inner[place], str):
                inner[place] = {"field": inner[place]}
            inner = None if place is None else inner[place]
        if not isinstance(inner, dict) or cls is None:
            raise OverlayError(f"覆盖项的路径 {path} 在原记录里找不到 {name}")
        part = Part(inner, cls, f"{part.path}.{name}".lstrip("."))
    return part


def _sign(part: Part, record: Part, overlay: Overlay) -> None:
    """Put the overlay's provenance on what it touched, unless it set that itself."""
    if not part.has("verified"):
        part = record
    said = {last for above, _, last in (path.rpartition(".") for path in overlay.set) if above == part.path}
    if part.has("basis") and "basis" not in said:
        before = [] if overlay.parameter is not None else part.raw.get("basis") or []
        new = [_written(basis) for basis in overlay.basis]
        part.raw["basis"] = [*new, *(basis for basis in before if _written(basis) not in new)]
    if overlay.parameter is not None:  # a figure is what the division says, whatever was said above it
        part.raw.update(source=overlay.source, verified=overlay.verified)
    elif not overlay.verified and "verified" not in said:
        part.raw["verified"] = False


def _written(basis: Any) -> dict[str, Any]:
    raw = basis if isinstance(basis, dict) else dataclasses.asdict(basis)
    return {key: value for key, value in raw.items() if value is not None and (key, value) != ("verified", True)}


def _key(item: Any) -> Any:
    """What an item of a list is addressed by; a bare id stands for itself."""
    if isinstance(item, dict):
        return next((str(item[key]) for key in KEYS if item.get(key) is not None), None)
    return item if isinstance(item, str) else None


def _items(path: str, items: Any) -> list[Any]:
    if not isinstance(items, list):
        raise OverlayError(f"add 里的 {path} 要写成一串记录")
    return items


def _attribute(key: str) -> str:
    return RENAMED.get(key, key)


def _item_class(cls: type, name: str) -> type | None:
    """The record class of the items of list field `name`, None when it is no list of records."""
    hint = _hints(cls).get(_attribute(name))
    if typing.get_origin(hint) is not tuple:
        return None
    item = typing.get_args(hint)[0]
    return item if dataclasses.is_dataclass(item) else None  # type: ignore[return-value]


def _part_class(cls: type, name: str) -> type | None:
    """The record class of field `name` when that is one record (or none), else None."""
    hint = _hints(cls).get(_attribute(name))
    options = typing.get_args(hint) if typing.get_origin(hint) in (typing.Union, types.UnionType) else (hint,)
    return next((option for option in options if dataclasses.is_dataclass(option)), None)  # type: ignore[return-value]


@functools.cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)
