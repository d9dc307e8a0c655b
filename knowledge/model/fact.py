"""Facts, choices and fields: what is asked and what is filled in."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from knowledge.condition import Condition, parse
from knowledge.model.register import Basis


@dataclass(frozen=True)
class Option:
    """One answer: the value stored, the label shown, the phrases people use."""

    value: Any
    label: str
    phrases: tuple[str, ...] = ()
    help: str | None = None
    exclusive: bool = False


@dataclass(frozen=True)
class Fact:
    """Something that is the case (fact), is wanted (choice), can be looked up, or follows from others (derived)."""

    id: str
    name: str
    kind: str
    type: str
    source: str
    verified: bool
    subject: str | None = None
    question: str | None = None
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
