"""Reading a mapping into a frozen record: the dataclass is the schema.

Unknown keys, missing keys and wrong types become `Problem`s with file and line; nothing is guessed.
"""

from __future__ import annotations

import dataclasses
import functools
import math
import types
import typing
from dataclasses import dataclass
from typing import Any, TypeVar

from knowledge.model import RENAMED, FieldUse

T = TypeVar("T")
#: Keys under which the YAML loader leaves the line of a mapping, and the line of each of its keys.
LINE = "__line__"
KEY_LINES = "__lines__"
MARKS = (LINE, KEY_LINES)
ERROR = "error"
WARNING = "warning"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in the catalogue, told to the person who writes it: where, what, and what to do.

    An error stops the bundle; a warning (提醒) does not.
    """

    file: str
    line: int
    text: str
    rule: str = ""
    severity: str = ERROR

    @property
    def stops(self) -> bool:
        """Whether no bundle can be made while it stands."""
        return self.severity == ERROR

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        label = "" if self.stops else "提醒 "
        return f"{where}  {label}{self.text}" + (f"（{self.rule}）" if self.rule else "")


class CatalogueError(Exception):
    """The catalogue cannot be compiled. `problems` says why, line by line."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))


class Reader:
    """Reads records of one file and collects what is wrong."""

    def __init__(self, file: str = "") -> None:
        self.file = file
        self.problems: list[Problem] = []
        self._line = 0

    def problem(self, text: str) -> None:
        self.problems.append(Problem(self.file, self._line, text))

    def read(self, cls: type[T], raw: Any, where: str = "") -> T | None:
        """Return a `cls` made of the mapping `raw`, or None when it is unusable."""
        if cls is FieldUse and isinstance(raw, str):
            raw = {"field": raw}
        if not isinstance(raw, dict):
            self.problem(f"{where or cls.__name__} 应写成“键: 值”的形式，现在是 {type(raw).__name__}")
            return None
        line = self._line = raw.get(LINE, self._line)
        hints = _hints(cls)  # type: ignore[arg-type]
        values: dict[str, Any] = {}
        for key, value in raw.items():
            if key in MARKS:
                continue
            self._line = raw.get(KEY_LINES, {}).get(key, line)
            name = RENAMED.get(key, key)
            if name not in hints:
                known = "、".join(sorted(hints))
                self.problem(f"{where or cls.__name__} 里没有 {key} 这一项；可以写的有：{known}")
            elif value is not None:
                values[name] = self._convert(hints[name], value, f"{where}.{key}" if where else key)
        self._line = line
        for spec in _fields(cls):  # type: ignore[arg-type]
            if spec.name in values:
                continue
            if hints[spec.name] == dict[str, str] or hints[spec.name] == dict[str, int]:
                values[spec.name] = {}
            elif spec.default_factory is not dataclasses.MISSING:
                values[spec.name] = spec.default_factory()
            elif spec.default is dataclasses.MISSING:
                self.problem(f"{where or cls.__name__} 缺少必填的 {spec.name}")
                return None
        record = cls(**values)
        for text in getattr(record, "mistakes", tuple)():  # what a type alone does not say
            self.problem(f"{where or cls.__name__} {text}")
        return record

    def _convert(self, hint: Any, value: Any, where: str) -> Any:
        kind, inner = _shape(hint)
        if kind == "plain":
            return value if type(value) is inner and inner is not float else self._scalar(inner, value, where)
        if kind == "tuple":
            items = value if isinstance(value, (list, tuple)) else [value]
            return tuple([x for x in [self._convert(inner, v, where) for v in items] if x is not None])
        if kind == "record":
            return self.read(inner, value, where)
        if kind == "mapping" and not isinstance(value, dict):
            self.problem(f"{where} 应写成“键: 值”的形式")
            return {}
        return strip_lines(value)

    def _scalar(self, hint: Any, value: Any, where: str) -> Any:
        if hint is float and isinstance(value, (int, float)) and not isinstance(value, bool):
            if not math.isfinite(value):
                self.problem(f"{where} 的值 {value!r} 不是数，请写数字")
                return None
            return value
        if hint is str and isinstance(value, (int, float)) and not isinstance(value, bool):
            return str(value)
        if not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
            self.problem(f"{where} 的值 {value!r} 类型不对，应为 {hint.__name__}")
            return None
        return value


def strip_lines(value: Any) -> Any:
    """The same value without line marks."""
    if isinstance(value, dict):
        return {k: strip_lines(v) for k, v in value.items() if k not in MARKS}
    if isinstance(value, (list, tuple)):
        return [strip_lines(v) for v in value]
    return value


@functools.cache
def _shape(hint: Any) -> tuple[str, Any]:
    """What a type hint asks for: plain, tuple, record, mapping or anything; and of what. The first of a union counts."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _shape(args[0])
    if origin is tuple:
        return "tuple", args[0]
    if origin is dict:
        return "mapping", None
    if dataclasses.is_dataclass(hint):
        return "record", hint
    return ("anything", None) if hint is Any else ("plain", hint)


@functools.cache
def _fields(cls: type) -> tuple[dataclasses.Field[Any], ...]:
    return dataclasses.fields(cls)


@functools.cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)
