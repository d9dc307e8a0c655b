"""Priors: how likely each answer is thought to be, before anybody answers. They order questions and decide nothing else.

bool, enum: option value -> whole-number weight. set: option value -> percent of people it holds for. integer, money,
persons: typical values, equally likely. date: typical ages in days, equally likely. Absent: no opinion.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Protocol, TypeGuard

#: A prior over options, and one over typical values.
BY_OPTION = ("bool", "enum", "set")
BY_VALUE = ("integer", "money", "date", "persons")


class Answer(Protocol):
    """What a prior needs of an option."""

    @property
    def value(self) -> Any: ...

    @property
    def exclusive(self) -> bool: ...


def by_option(kind: str, options: Iterable[Answer], raw: Any) -> Any:
    """`raw` with the option values themselves as keys, and lists as tuples.

    Keys of a mapping become text where a catalogue is kept as JSON: "true" is the answer True again here.
    """
    if isinstance(raw, list):
        return tuple(raw)
    if not isinstance(raw, dict):
        return raw
    values = {_text(value): value for value in answers(kind, options)}
    return {values.get(_text(key), key): weight for key, weight in raw.items()}


def answers(kind: str, options: Iterable[Answer]) -> tuple[Any, ...]:
    """The values that a prior of a fact of type `kind` weighs; 都没有 of a set is what is left."""
    values = tuple(option.value for option in options if not (kind == "set" and option.exclusive))
    return (True, False) if kind == "bool" and not values else values


def mistakes(kind: str, options: Iterable[Answer], low: Any, high: Any, prior: Any) -> Iterator[str]:
    """What is wrong with a prior read by `by_option`, in words for the author."""
    if prior is None:
        return
    if kind in BY_OPTION:
        yield from _weight_mistakes(kind, answers(kind, options), prior)
    elif kind in BY_VALUE:
        least, most = (0, None) if kind == "date" else (low, high)
        yield from _value_mistakes(least, most, prior)
    else:
        yield f"的 type 是 {kind}，不用写 prior"


def _weight_mistakes(kind: str, wanted: tuple[Any, ...], prior: Any) -> Iterator[str]:
    if not isinstance(prior, dict):
        yield "的 prior 应写成“取值: 权重”"
        return
    for key in [key for key in prior if key not in wanted]:
        yield f"的 prior 里 {key!r} 不是它的取值"
    for value in [value for value in wanted if value not in prior]:
        yield f"的 prior 没有写 {_text(value)}"
    most, meaning = (99, "每百人里有几人，1 到 99 的整数") if kind == "set" else (None, "不小于 1 的整数")
    if not all(is_whole(weight) and weight >= 1 and (most is None or weight <= most) for weight in prior.values()):
        yield f"的 prior 里权重应为{meaning}"


def _value_mistakes(least: Any, most: Any, prior: Any) -> Iterator[str]:
    if not isinstance(prior, tuple) or not prior or not all(is_whole(value) for value in prior):
        yield "的 prior 应为整数的列表：常见的几个数"
        return
    if any((least is not None and value < least) or (most is not None and value > most) for value in prior):
        yield "的 prior 里有超出 min、max 的数"


def is_whole(value: Any) -> TypeGuard[int]:
    """Whether `value` is a whole number; true and false are none."""
    return isinstance(value, int) and not isinstance(value, bool)


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
