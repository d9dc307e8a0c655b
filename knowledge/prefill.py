"""Filling one field of the merged form from what is known already. Nothing is chosen silently.

What a register says comes first, in the order of the field's `prefill`, then what was typed, then what was answered in
the conversation. A register's word about the signed-in person themself is locked. Where registers disagree nothing is
taken: the field stays open, with a mark that holds every register's word, until the person decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from knowledge.bundle import Bundle
from knowledge.evaluate import is_unknown
from knowledge.facts import say
from knowledge.persons import attribute_id

#: What verifying an identity proves. Telephone and addresses only come along with it, and people move.
PROVEN = frozenset({"name", "cert_type", "cert_no", "sex", "birth"})
#: (line of the merged form, a value as its source has it) -> the value as the field keeps it; None: not a right value.
Read = Callable[[Mapping[str, Any], Any], Any]


@dataclass(frozen=True)
class Known:
    """What may be used for one field.

    `identity`: attributes of the verified person the field is about. `registers`: query id -> record; `own` when they
    speak of the signed-in person themself. `typed`: field key -> value. `facts`: fact id -> answer.
    """

    identity: Mapping[str, Any] = field(default_factory=dict)
    registers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    own: bool = False
    typed: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Told:
    """The word of one register: `origin` is identity or lookup, `source` the entry of `prefill` it comes from."""

    origin: str
    source: str
    value: Any
    locked: bool


@dataclass(frozen=True)
class Prefilled:
    """A value, its origin (identity, lookup, typed, answer; None without one), and whether it may be changed by hand.

    `conflict`: what each register says, where they disagree.
    """

    value: Any = None
    origin: str | None = None
    locked: bool = False
    conflict: tuple[Told, ...] = ()


def prefill(bundle: Bundle, line: Mapping[str, Any], known: Known, read: Read) -> Prefilled:
    """The field `line` of the merged form as it is known. A value that `read` finds wrong is not used."""
    told = tuple(_told(line, known, read))
    conflict = told if any(one.value != told[0].value for one in told) else ()
    if told and not conflict:
        locked = any(one.locked for one in told)
        if locked or line["key"] not in known.typed:
            return Prefilled(told[0].value, told[0].origin, locked)
    if line["key"] in known.typed:
        # Kept as it was typed, right or wrong: the form says what is wrong with it.
        return Prefilled(known.typed[line["key"]], "typed", conflict=conflict)
    if conflict:
        return Prefilled(conflict=conflict)
    answer = next(_answers(bundle, line, known.facts, read), None)
    return Prefilled() if answer is None else Prefilled(answer, "answer")


def _told(line: Mapping[str, Any], known: Known, read: Read) -> Iterator[Told]:
    for source in line["prefill"]:
        kind, _, rest = source.partition(".")
        if kind == "identity":
            raw, locked = known.identity.get(rest), rest in PROVEN
        elif kind == "lookup":
            query, _, name = rest.partition(".")
            raw, locked = known.registers.get(query, {}).get(name), known.own
        else:
            continue
        value = None if raw is None or raw == "" else read(line, raw)
        if value is not None:
            yield Told(kind, source, value, locked)


def _answers(bundle: Bundle, line: Mapping[str, Any], facts: Mapping[str, Any], read: Read) -> Iterator[Any]:
    """The answers that fit the field: as they are stored, else in words."""
    for source in line["prefill"]:
        kind, _, rest = source.partition(".")
        if kind != "fact":
            continue
        name = _fact(bundle, line, rest)
        if name not in facts or is_unknown(facts[name]):
            continue
        stored = facts[name] if isinstance(facts[name], (str, int)) and line["type"] != "text" else None
        for raw in (stored, say(bundle, name, facts[name])):
            value = None if raw is None or raw == "" else read(line, raw)
            if value is not None:
                yield value


def _fact(bundle: Bundle, line: Mapping[str, Any], name: str) -> str:
    """`fact.heirs.minor` in a field of each heir is that heir's own answer."""
    persons, _, attribute = name.partition(".")
    return (
        attribute_id(bundle.facts[persons], line["index"] or 1, attribute)
        if persons in bundle.facts and attribute
        else name
    )
