"""Conditions: `all / any / not` over typed tests of facts, written as structured YAML.

`{all: [..]}`, `{any: [..]}`, `{not: c}`, or one fact with a test: `{hukou_follow: mother}`, `{area: {at_least: 50}}`,
`{rare_cases: {has: twins}}`, `{area: {at_most: {parameter: small_area}}}`. A test may carry the words that explain it
and its legal basis: `{cooks: {is: true, phrase: 做热食, basis: [{law: food_safety_law, article: "35"}]}}`.
A list of persons is tested as a group: `{heirs: {any: {minor: true}}}`, `{heirs: {all: {agrees: true}}}`,
`{heirs: {count: {where: {minor: true}, at_least: 2}}}`. A table is any of its rows, a row all of its cells:
`{table: {columns: [legal_form, hires_staff], rows: [[company, true], [{in: [partnership, other]}, "-"]]}}`.
A named condition is a derived fact (`derive: {when: ..}`), tested like any other.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Union

from knowledge.basis import Basis
from knowledge.content.epoch import day

OPERATORS = ("is", "in", "has", "at_least", "at_most", "above", "below", "between", "before", "after")
#: Operators that read a number line; their bounds cut it into bands.
ORDERED = ("at_least", "at_most", "above", "below", "before", "after")
#: What a test of a list of persons may ask, and how its count may be compared.
GROUP_TESTS = ("any", "all", "count")
COUNTED = ("is", "at_least", "at_most", "above", "below", "between")
#: Words that stand where a fact's id would; no fact may have such a name.
RESERVED = ("all", "any", "not", "table")
#: A cell of a table that any value passes.
ANY_VALUE = "-"
MAX_DEPTH = 60


class ConditionError(ValueError):
    """A condition is not written as the language asks; the text says how."""


@dataclass(frozen=True)
class Bound:
    """A figure set by regions, named by its parameter.

    `of`: where it is not stated, and of whom it counts; two such tests say nothing of each other. Never written.
    """

    parameter: str
    of: str = ""


@dataclass(frozen=True)
class Leaf:
    """One test of one fact. `value`: a scalar, a tuple of scalars for `in`, or a Bound.

    `phrase` and `basis` are what the author wrote beside the test; `parameter` names the figure that a region has put
    in place of a Bound. None of the three changes what is tested, so they take no part in equality.
    """

    fact: str
    operator: str
    value: Any
    phrase: str | None = field(default=None, compare=False)
    basis: tuple[Basis, ...] = field(default=(), compare=False)
    parameter: str | None = field(default=None, compare=False)


@dataclass(frozen=True)
class All:
    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class AnyOf:
    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Not:
    part: Condition


@dataclass(frozen=True)
class Members:
    """A test of the list of persons `fact`: any, all or a count of them are such as `where` says.

    `where` is a condition over the members' own attributes; `operator` and `value` (a whole number or a Bound) compare
    the count. `knowledge.persons.expand` turns it into a condition over ordinary facts.
    """

    fact: str
    test: str
    where: Condition
    operator: str = "at_least"
    value: Any = 1


Condition = Union[Leaf, All, AnyOf, Not, Members]  # noqa: UP007 - names in quotes above
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
        parts = tuple(_written(v, key, depth) for v in value)
        return All(parts) if key == "all" else AnyOf(parts)
    if key == "not":
        return Not(_written(value, key, depth))
    if key == "table":
        return _table(value, depth)
    return _test(str(key), value, depth)


def _written(raw: Any, where: str, depth: int) -> Condition:
    """A condition inside another: left empty it is a slip, not 'always'."""
    if raw is None:
        raise ConditionError(f"{where} 里面有一条是空的，请写上条件或删掉")
    return parse(raw, depth + 1)


def _test(fact: str, test: Any, depth: int) -> Condition:
    """One test of a fact: a scalar it equals, a comparison, or a test of a list of persons."""
    if not isinstance(test, dict):
        if isinstance(test, (list, tuple)):
            raise ConditionError(f"{fact} 的几个取值请写成 {{in: [..]}}")
        return Leaf(fact, "is", _scalar(fact, test))
    if len(test) == 1:
        ((kind, body),) = test.items()
        if kind in GROUP_TESTS:
            return _members(fact, kind, body, depth)
    written = [key for key in test if key not in ("phrase", "basis")]
    if len(written) != 1:
        raise ConditionError(f"{fact} 一次只写一个比较；几个比较请放进 all，界限两头都有请用 between")
    operator = written[0]
    if operator not in OPERATORS:
        raise ConditionError(f"{fact} 的比较 {operator} 不认识；可以用：{'、'.join((*OPERATORS, *GROUP_TESTS))}")
    phrase, basis = _phrase(fact, test.get("phrase")), _basis(fact, test.get("basis"))
    if operator == "between":
        low, high = _span(fact, test[operator])
        return All((Leaf(fact, "at_least", low, phrase, basis), Leaf(fact, "at_most", high, phrase, basis)))
    return Leaf(fact, operator, _compared(fact, operator, test[operator]), phrase, basis)


def _compared(fact: str, operator: str, value: Any) -> Any:
    """What a fact is compared with: a scalar, a tuple for `in`, or a figure of the region."""
    if operator == "in":
        if not isinstance(value, (list, tuple)) or not value:
            raise ConditionError(f"{fact} 的 in 后面要跟一个非空的列表")
        return tuple(_scalar(fact, v) for v in value)
    if isinstance(value, dict):
        if set(value) != {"parameter"} or not isinstance(value["parameter"], str):
            raise ConditionError(f"{fact} 的界限应为数值或 {{parameter: ..}}")
        if operator == "has":
            raise ConditionError(f"{fact} 的 has 要写选项的取值，不能写参数")
        return Bound(value["parameter"])
    scalar = _scalar(fact, value)
    if operator in ("before", "after") and not _is_day(scalar):
        raise ConditionError(f"{fact} 的 {operator} 要写日期，如 2026-11-01，现在是 {scalar!r}")
    if operator in ORDERED and (isinstance(scalar, bool) or (isinstance(scalar, str) and not _is_day(scalar))):
        raise ConditionError(f"{fact} 的 {operator} 要写数值或日期，现在是 {scalar!r}")
    return scalar


def _scalar(fact: str, value: Any) -> Any:
    if value is None or value == "":
        raise ConditionError(f"{fact} 没有写取值")
    if not isinstance(value, (bool, int, float, str)) or (isinstance(value, float) and not math.isfinite(value)):
        raise ConditionError(f"{fact} 的取值应为文字、数值或真假，现在是 {str(value)[:40]}")
    return value


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(day(value))
    except ValueError:
        return False


def _span(fact: str, value: Any) -> tuple[Any, Any]:
    """The two inclusive bounds of `between`, each a number, a day or a figure of the region."""
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        raise ConditionError(f"{fact} 的 between 要写两头的界限，如 {{between: [50, 200]}}")
    low, high = _compared(fact, "at_least", value[0]), _compared(fact, "at_most", value[1])
    if not isinstance(low, Bound) and not isinstance(high, Bound):
        if isinstance(low, str) != isinstance(high, str):
            raise ConditionError(f"{fact} 的 between 两头要么都是数值，要么都是日期")
        if low > high:
            raise ConditionError(f"{fact} 的 between 前一个界限 {low} 比后一个 {high} 大，请对调")
    return low, high


def _phrase(fact: str, raw: Any) -> str | None:
    if raw is not None and (not isinstance(raw, str) or not raw.strip()):
        raise ConditionError(f"{fact} 的 phrase 要写一句话")
    return raw.strip() if raw else None


def _basis(fact: str, raw: Any) -> tuple[Basis, ...]:
    """The legal bases written beside a test, as `Basis` reads them elsewhere."""
    if raw is None:
        return ()
    found = []
    for item in raw if isinstance(raw, (list, tuple)) else [raw]:
        if not isinstance(item, dict) or not isinstance(item.get("law"), str):
            raise ConditionError(f"{fact} 的 basis 要写成 [{{law: 编号, article: 条}}]")
        if unknown := sorted(str(key) for key in set(item) - {"law", "article", "note", "verified"}):
            raise ConditionError(f"{fact} 的 basis 里没有 {'、'.join(unknown)} 这一项")
        if not isinstance(item.get("verified", True), bool):
            raise ConditionError(f"{fact} 的 basis 里 verified 应为 true 或 false")
        article, note = (None if item.get(key) is None else str(item[key]) for key in ("article", "note"))
        found.append(Basis(item["law"], article, note, item.get("verified", True)))
    return tuple(found)


def _members(fact: str, test: str, body: Any, depth: int) -> Condition:
    """A test of a list of persons; `count` compares how many there are, of all or of those that `where` names."""
    if test != "count":
        return Members(fact, test, _where(fact, _written(body, f"{fact} 的 {test}", depth)))
    compared = [key for key in body if key != "where"] if isinstance(body, dict) else []
    if len(compared) != 1 or compared[0] not in COUNTED:
        raise ConditionError(f"{fact} 的 count 要写一个比较（{'、'.join(COUNTED)}），如 {{count: {{at_least: 2}}}}")
    where = _where(fact, parse(body.get("where"), depth + 1))
    operator = compared[0]
    if operator == "between":
        low, high = (_number(fact, value) for value in _span(fact, body[operator]))
        return All((Members(fact, test, where, "at_least", low), Members(fact, test, where, "at_most", high)))
    return Members(fact, test, where, operator, _number(fact, _compared(fact, operator, body[operator])))


def _where(fact: str, where: Condition) -> Condition:
    if any(members(where)):
        raise ConditionError(f"{fact} 的每一位只有自己的情形，里面不能再写 any、all、count 这样的名单条件")
    return where


def _number(fact: str, value: Any) -> Any:
    if isinstance(value, Bound) or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
        return value
    raise ConditionError(f"{fact} 的人数应为不小于 0 的整数，现在是 {value!r}")


def _table(raw: Any, depth: int) -> Condition:
    """Rows are cases, columns facts, a cell is a test as it would stand after the fact's name."""
    if not isinstance(raw, dict) or set(raw) != {"columns", "rows"}:
        raise ConditionError("table 要写 columns（情形的编号）和 rows（一行一种情况）")
    columns, rows = raw["columns"], raw["rows"]
    if not isinstance(columns, (list, tuple)) or not columns or not isinstance(rows, (list, tuple)) or not rows:
        raise ConditionError("table 的 columns 和 rows 都要是非空的列表")
    names = [str(column) for column in columns]
    if len(set(names)) != len(names) or any(name in RESERVED for name in names):
        raise ConditionError("table 的 columns 每列写一个情形的编号，不能重复")
    cases = tuple(_row(names, row, number, depth) for number, row in enumerate(rows, 1))
    return cases[0] if len(cases) == 1 else AnyOf(cases)


def _row(columns: list[str], row: Any, number: int, depth: int) -> Condition:
    if not isinstance(row, (list, tuple)) or len(row) != len(columns):
        raise ConditionError(f"table 第 {number} 行应有 {len(columns)} 格，和 columns 一样多")
    tests = []
    for column, cell in zip(columns, row, strict=True):
        if cell == ANY_VALUE:
            continue
        try:
            tests.append(_test(column, cell, depth + 1))
        except ConditionError as error:
            raise ConditionError(f"table 第 {number} 行 {column} 列：{error}") from None
    if not tests:
        raise ConditionError(f"table 第 {number} 行每格都是 {ANY_VALUE}，等于什么情况都算，请写上条件或删掉这行")
    return tests[0] if len(tests) == 1 else All(tuple(tests))


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Every leaf, left to right. A Members node yields none: the facts in its `where` exist only person by person,
    so expand the condition first (`knowledge.persons.plain`) or read its nodes with `members`."""
    if isinstance(condition, Leaf):
        yield condition
    elif isinstance(condition, Not):
        yield from leaves(condition.part)
    elif isinstance(condition, (All, AnyOf)):
        for part in condition.parts:
            yield from leaves(part)


def members(condition: Condition) -> Iterator[Members]:
    """Every test of a list of persons, left to right."""
    if isinstance(condition, Members):
        yield condition
    elif isinstance(condition, Not):
        yield from members(condition.part)
    elif isinstance(condition, (All, AnyOf)):
        for part in condition.parts:
            yield from members(part)
