"""Facts, choices and fields: what is asked and what is filled in; the attributes of persons in a list."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from knowledge.basis import Basis
from knowledge.condition import RESERVED, Condition, parse
from knowledge.prior import by_option, is_whole, mistakes


@dataclass(frozen=True)
class Option:
    """One answer: the value stored, the label shown, the phrases people use."""

    value: Any
    label: str
    phrases: tuple[str, ...] = ()
    help: str | None = None
    exclusive: bool = False


#: How many persons a list may name, and what may be asked of one.
MOST_PERSONS = 8
ATTRIBUTE_TYPES = ("bool", "enum", "integer", "date")


@dataclass(frozen=True)
class Attribute:
    """One thing asked of each person of a list. Its texts may hold {n} (一, 二 ..) and {name} (第一位继承人)."""

    id: str
    name: str
    type: str
    question: str
    help: str | None = None
    why: str | None = None
    basis: tuple[Basis, ...] = ()
    options: tuple[Option, ...] = ()
    unit: str | None = None
    min: float | None = None
    max: float | None = None
    unsure: bool = False
    decline: bool = False
    sensitivity: int = 0
    cost: int = 1
    phrases: tuple[str, ...] = ()
    prior: Any = None
    rare: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "prior", by_option(self.type, self.options, self.prior))

    def mistakes(self) -> Iterator[str]:
        """What cannot be meant, in words for the author."""
        if self.type not in ATTRIBUTE_TYPES:
            yield f"的 type 应为 {'、'.join(ATTRIBUTE_TYPES)}"
        if self.type == "enum" and not self.options:
            yield "没有写 options"
        yield from mistakes(self.type, self.options, self.min, self.max, self.prior)


@dataclass(frozen=True)
class Fact:
    """Something that is the case (fact), is wanted (choice), can be looked up, or follows from others (derived).

    A fact of type `persons` is a list of 1 to 8: `question`, `min`, `max` and `prior` are those of their number, `role`
    is what one of them is called (else `name`), `members` what is asked of each. `knowledge.persons` unrolls it;
    `member_of` is the list that an unrolled fact belongs to and is never written. `spoken`: the question
    for the ear, where its words as they stand do not do (`knowledge.spoken`). `after` names questions that this one
    presupposes: while one of them is open, it waits. `cost` and `prior` steer the order of
    questions (see `knowledge.prior`), `rare` puts a fact among the rare cases.
    """

    id: str
    name: str
    kind: str
    type: str
    source: str
    verified: bool
    subject: str | None = None
    question: str | None = None
    spoken: str | None = None
    help: str | None = None
    why: str | None = None
    basis: tuple[Basis, ...] = ()
    options: tuple[Option, ...] = ()
    unit: str | None = None
    min: float | None = None
    max: float | None = None
    unsure: bool = False
    decline: bool = False
    sensitivity: int = 0
    cost: int = 1
    phrases: tuple[str, ...] = ()
    derive: dict[str, Any] | None = None
    prior: Any = None
    rare: bool = False
    after: tuple[str, ...] = ()
    role: str | None = None
    members: tuple[Attribute, ...] = ()
    member_of: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "prior", by_option(self.type, self.options, self.prior))

    def mistakes(self) -> Iterator[str]:
        """What cannot be meant, in words for the author."""
        if self.id in RESERVED:
            yield f"不能叫 {self.id}，这个词在条件里另有用处，请换个编号"
        if self.member_of is not None:
            yield "的 member_of 由程序填，请删去"
        if self.type == "persons":
            yield from self._list_mistakes()
        elif self.members or self.role:
            yield "写了 members 或 role，type 应为 persons"
        if self.kind == "derived" and self.prior is not None:
            yield "是派生情形，不用写 prior"
        yield from mistakes(self.type, self.options, self.min, self.max, self.prior)

    def _list_mistakes(self) -> Iterator[str]:
        most, least = self.max, 0 if self.min is None else self.min
        if not is_whole(most) or not is_whole(least) or not 0 <= least <= most <= MOST_PERSONS or not most:
            yield f"是名单，max 应为 1 到 {MOST_PERSONS} 的整数，min 不大于 max"
        if self.kind == "derived" or self.options or self.derive:
            yield "是名单，不能是派生的，也没有 options"
        if not self.members:
            yield "是名单，要在 members 里写每一位要问什么"
        names = [attribute.id for attribute in self.members]
        for name in dict.fromkeys(n for n in names if names.count(n) > 1 or n == "count"):
            yield f"的 members 里 {name} 写了两次或不能用，请换个编号"

    @functools.cached_property
    def condition(self) -> Condition | None:
        """The named condition of a derived fact. Raises ConditionError when it does not parse."""
        return parse(self.derive["when"]) if self.derive and "when" in self.derive else None

    @property
    def source_fact(self) -> str:
        """The fact that is asked: itself, or the date that days are counted from."""
        return str((self.derive or {}).get("days_since", self.id))


@dataclass(frozen=True)
class Field:
    """One blank of the merged form; `per` repeats it for each member of a group or each party."""

    id: str
    name: str
    type: str
    purpose: str
    source: str
    verified: bool
    subject: str | None = None
    per: str | None = None
    help: str | None = None
    example: str | None = None
    options: tuple[Option, ...] = ()
    max_length: int | None = None
    sensitivity: int = 0
    prefill: tuple[str, ...] = ()
    section: str | None = None
    unit: str | None = None
