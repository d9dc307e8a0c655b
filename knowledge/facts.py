"""Values of facts: what counts as an answer, how it is stored, how it is said, and what holds when sources disagree."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from knowledge.content.epoch import day
from knowledge.evaluate import is_unknown
from knowledge.model import Fact, Option
from knowledge.persons import unroll

if TYPE_CHECKING:
    from knowledge.bundle import Bundle

#: Why an answer is not known although it was asked for: the person does not know, would rather not say, it does not
#: apply to them, or two sources say different things. What was never asked has no entry at all.
UNKNOWN_REASONS = {
    "unsure": "不清楚",
    "declined": "先不说",
    "not_applicable": "不适用",
    "conflicting": "几处说法不一致",
}
UNSURE, DECLINED, CONFLICTING = ({"unknown": reason} for reason in ("unsure", "declined", "conflicting"))
MAX_TEXT = 200
#: A whole number in ASCII digits, with or without thousands separators. `int` alone reads 1_000 and any script.
_NUMBER = re.compile(r"-?(?:[0-9]{1,13}|[0-9]{1,3}(?:,[0-9]{3}){1,4})")
#: What a Chinese keyboard types for the same characters.
_FULL_WIDTH = str.maketrans("０１２３４５６７８９，－", "0123456789,-")


class FactError(ValueError):
    """An answer outside its fact's domain. `allowed` says in words what may be given."""

    def __init__(self, fact: str, detail: str, allowed: list[str]) -> None:
        self.fact, self.detail, self.allowed = fact, detail, allowed
        super().__init__(detail)


def parse_value(bundle: Bundle, fact_id: str, raw: Any) -> Any:
    """Return `raw` as the stored value of `fact_id`.

    bool -> bool; enum -> option value; set -> list in the order of the options; integer, money -> int (money in
    yuan); date -> ISO text; region -> division code; text -> text; `{"unknown": reason}` stays. A list of persons is
    answered by the facts it unrolls into. Raises FactError.
    """
    fact = bundle.facts.get(fact_id)
    if fact is None or fact.kind == "derived":
        raise FactError(fact_id, f"没有叫 {fact_id} 的情形，请检查名称", [])
    if fact.type == "persons":
        parts = [part.id for part in unroll(fact)]
        raise FactError(fact_id, f"“{fact.name}”要一位一位地说，先说有几位（{parts[0]}）", parts)
    if is_unknown(raw):
        return _parse_unknown(fact, raw)
    return _PARSERS[fact.type](bundle, fact, raw)


def _parse_unknown(fact: Fact, raw: dict[str, Any]) -> dict[str, str]:
    if raw["unknown"] not in UNKNOWN_REASONS:
        allowed = list(UNKNOWN_REASONS)
        raise FactError(fact.id, f"“{fact.name}”的 unknown 只能是 {'、'.join(allowed)}", allowed)
    return {"unknown": raw["unknown"]}


def _refuse(fact: Fact, raw: Any, allowed: list[str]) -> FactError:
    given = str(raw)[:30]
    return FactError(fact.id, f"“{fact.name}”不能是“{given}”，可以是：{'、'.join(allowed)}", allowed)


def _parse_bool(_: Bundle, fact: Fact, raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    for option in options(fact):
        if raw == option.label:
            return bool(option.value)
    if raw in ("true", "false"):
        return bool(raw == "true")
    raise _refuse(fact, raw, ["true", "false"])


def _parse_enum(_: Bundle, fact: Fact, raw: Any) -> Any:
    for option in fact.options:
        if raw == option.value or raw == option.label:
            return option.value
    raise _refuse(fact, raw, [f"{o.value}（{o.label}）" for o in fact.options])


def _parse_set(bundle: Bundle, fact: Fact, raw: Any) -> list[Any]:
    items = raw if isinstance(raw, (list, tuple)) else [raw]
    exclusive = [o.value for o in fact.options if o.exclusive]
    chosen = {_parse_enum(bundle, fact, item) for item in items}
    if chosen & set(exclusive):
        if len(chosen) > 1:
            raise FactError(fact.id, f"“{fact.name}”选了“都没有”，就不能再选别的", [o.label for o in fact.options])
        return []
    return [o.value for o in fact.options if o.value in chosen]


def _parse_number(_: Bundle, fact: Fact, raw: Any) -> int:
    text = str(raw).strip().removesuffix(fact.unit or "\0").strip().translate(_FULL_WIDTH)
    if isinstance(raw, bool) or not _NUMBER.fullmatch(text):
        raise _refuse(fact, raw, [_range(fact)])
    value = int(text.replace(",", ""))
    if (
        (fact.min is not None and value < fact.min)
        or (fact.max is not None and value > fact.max)
        or abs(value) > 10**12
    ):
        raise _refuse(fact, raw, [_range(fact)])
    return value


def _range(fact: Fact) -> str:
    low = "" if fact.min is None else str(fact.min)
    high = "" if fact.max is None else str(fact.max)
    span = f"{low} 到 {high} 之间" if low and high else f"不小于 {low}" if low else f"不大于 {high}" if high else ""
    return f"整数{fact.unit or ''}{'，' + span if span else ''}"


def _parse_date(_: Bundle, fact: Fact, raw: Any) -> str:
    try:
        value = day(str(raw))
    except ValueError:
        raise _refuse(fact, raw, ["日期，写成 2026-11-01 这样"]) from None
    if not 1900 <= value.year <= 2100:
        raise _refuse(fact, raw, ["1900 年到 2100 年之间的日期"])
    return value.isoformat()


def _parse_region(bundle: Bundle, fact: Fact, raw: Any) -> str:
    text = str(raw)
    for region in bundle.regions.values():
        if text in (region.code, region.name, region.full_name):
            return region.code
    if re.fullmatch(r"[0-9]{6}", text):
        return text
    raise _refuse(fact, raw, ["6 位行政区划代码，如 620102"])


def _parse_text(_: Bundle, fact: Fact, raw: Any) -> str:
    if not isinstance(raw, str) or not raw.strip() or len(raw) > MAX_TEXT:
        raise FactError(fact.id, f"“{fact.name}”请写 1 到 {MAX_TEXT} 个字", [])
    return raw.strip()


_PARSERS = {
    "bool": _parse_bool,
    "enum": _parse_enum,
    "set": _parse_set,
    "integer": _parse_number,
    "money": _parse_number,
    "date": _parse_date,
    "region": _parse_region,
    "text": _parse_text,
}


def options(fact: Fact) -> tuple[Option, ...]:
    """The options of a fact; a yes/no fact without authored ones says 是 and 不是."""
    if fact.type == "bool" and not fact.options:
        return (Option(True, "是"), Option(False, "不是"))
    return fact.options


def say(bundle: Bundle, fact_id: str, value: Any) -> str:
    """The answer in words: 随妈妈, 2026年11月1日, 80 ㎡, 不清楚."""
    fact = bundle.facts[fact_id]
    if is_unknown(value):
        return UNKNOWN_REASONS[value["unknown"]]
    if fact.type == "set":
        chosen = [o.label for o in fact.options if o.value in value]
        return "、".join(chosen) or next((o.label for o in fact.options if o.exclusive), "都没有")
    if fact.type == "date":
        on = day(value)
        return f"{on.year}年{on.month}月{on.day}日"
    if fact.type == "region":
        return bundle.regions[value].full_name if value in bundle.regions else str(value)
    if fact.type in ("integer", "money"):
        return f"{value}{fact.unit or ('元' if fact.type == 'money' else '')}"
    return next((o.label for o in options(fact) if o.value == value), str(value))


@dataclass(frozen=True)
class Conflict:
    """A fact of which the citizen says one value and a register another, both as stored."""

    fact: str
    told: Any
    found: Any


@dataclass(frozen=True)
class Reconciled:
    """Facts from two sources as one: where they differ the value is not known, and `conflicts` has both."""

    facts: dict[str, Any]
    conflicts: tuple[Conflict, ...]


def reconcile(bundle: Bundle, told: Mapping[str, Any], found: Mapping[str, Any]) -> Reconciled:
    """Return what holds of `told` (by the citizen) and `found` (by a register), in the order of telling, then finding.

    What is found counts where the citizen said nothing or is unsure; what the register does not know adds nothing.
    先不说 stays: looking it up is not ours to decide. Two values that differ, and a value found for what is said not to
    apply, leave the fact conflicting. Raises FactError for a value outside its domain.
    """
    facts = {fact: parse_value(bundle, fact, value) for fact, value in told.items()}
    conflicts: list[Conflict] = []
    for fact, raw in found.items():
        value = parse_value(bundle, fact, raw)
        if is_unknown(value):
            continue
        said = facts.get(fact)
        if said in (None, UNSURE):
            facts[fact] = value
        elif said not in (value, DECLINED, CONFLICTING):
            facts[fact] = dict(CONFLICTING)
            conflicts.append(Conflict(fact, said, value))
    return Reconciled(facts, tuple(conflicts))
