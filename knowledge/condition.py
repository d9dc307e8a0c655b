"""Conditions: `all / any / not` over typed tests of facts, written as structured YAML.

`{all: [..]}`, `{any: [..]}`, `{not: c}`, or one fact with a test: `{hukou_follow: mother}`,
`{area: {at_least: 50}}`, `{rare_cases: {has: twins}}`, `{area: {at_most: {parameter: small_area}}}`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Union

OPERATORS = ("is", "in", "has", "at_least", "at_most", "above", "below", "before", "after")
#: Operators that read a number line; their bounds cut it into bands.
ORDERED = ("at_least", "at_most", "above", "below", "before", "after")
MAX_DEPTH = 60


class ConditionError(ValueError):
    """A condition is not written as the language asks; the text says how."""


@dataclass(frozen=True)
class Bound:
    """A figure set by regions, named by its parameter."""

    parameter: str


@dataclass(frozen=True)
class Leaf:
    fact: str
    operator: str
    value: Any  # scalar, tuple of scalars for `in`, or Bound


@dataclass(frozen=True)
class All:
    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class AnyOf:
    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Not:
    part: Condition


Condition = Union[Leaf, All, AnyOf, Not]  # noqa: UP007 - names in quotes above
ALWAYS: Condition = All(())


def parse(raw: Any, depth: int = 0) -> Condition:
    """Return the condition that `raw` (a mapping, or None for always) says. Raises ConditionError."""
    if raw is None:
        return ALWAYS
    if depth > MAX_DEPTH:
        raise ConditionError(f"条件嵌套超过 {MAX_DEPTH} 层，请拆成派生情形（kind: derived）")
    if not isinstance(raw, dict) or len(raw) != 1:
        raise ConditionError("条件一次只写一个键；几个条件并列请放进 all 或 any")
    ((key, value),) = raw.items()
    if key in ("all", "any"):
        if not isinstance(value, (list, tuple)) or not value:
            raise ConditionError(f"{key} 后面要跟一个非空的列表")
        parts = tuple(parse(v, depth + 1) for v in value)
        return All(parts) if key == "all" else AnyOf(parts)
    if key == "not":
        return Not(parse(value, depth + 1))
    return _leaf(str(key), value)


def _leaf(fact: str, test: Any) -> Leaf:
    if not isinstance(test, dict):
        if isinstance(test, (list, tuple)):
            raise ConditionError(f"{fact} 的几个取值请写成 {{in: [..]}}")
        return Leaf(fact, "is", test)
    if len(test) != 1:
        raise ConditionError(f"{fact} 一次只写一个比较；几个比较请放进 all")
    ((operator, value),) = test.items()
    if operator not in OPERATORS:
        raise ConditionError(f"{fact} 的比较 {operator} 不认识；可以用：{'、'.join(OPERATORS)}")
    if isinstance(value, dict):
        if set(value) != {"parameter"}:
            raise ConditionError(f"{fact} 的界限应为数值或 {{parameter: ..}}")
        return Leaf(fact, operator, Bound(str(value["parameter"])))
    if operator == "in":
        if not isinstance(value, (list, tuple)) or not value:
            raise ConditionError(f"{fact} 的 in 后面要跟一个非空的列表")
        return Leaf(fact, operator, tuple(value))
    return Leaf(fact, operator, value)


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Every leaf, left to right."""
    if isinstance(condition, Leaf):
        yield condition
    elif isinstance(condition, Not):
        yield from leaves(condition.part)
    else:
        for part in condition.parts:
            yield from leaves(part)


def both(first: Condition, second: Condition) -> Condition:
    """The conjunction. `first` stays one object, so that its verdict is worked out once for all that share it."""
    return first if second is ALWAYS else All((first, second))
