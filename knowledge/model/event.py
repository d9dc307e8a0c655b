"""Life events, what divisions change, and example persons."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from knowledge.condition import Condition, parse
from knowledge.model.register import Basis
from knowledge.model.service import RawCondition


@dataclass(frozen=True)
class Group:
    """Persons of one kind; `count` names the fact that says how many, `map` turns its values into numbers.

    No member takes part while `when` does not hold (nobody sells in an inheritance).
    """

    id: str
    name: str
    count: str | None = None
    map: dict[str, int] = None  # type: ignore[assignment]
    when: RawCondition | None = None

    @functools.cached_property
    def condition(self) -> Condition:
        """When the group takes part. Raises ConditionError when it does not parse."""
        return parse(self.when)


@dataclass(frozen=True)
class ServiceUse:
    service: str
    when: RawCondition | None = None


@dataclass(frozen=True)
class Chapter:
    id: str
    title: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Faq:
    q: str
    a: str
    topic: str
    basis: tuple[Basis, ...] = ()
    verified: bool = False
    source: str | None = None


@dataclass(frozen=True)
class Policy:
    name: str
    text: str | None = None
    law: str | None = None


@dataclass(frozen=True)
class LifeEvent:
    """一件事: what happened, in the citizen's view; joins services and orders the questions."""

    id: str
    name: str
    title: str
    audience: str
    lead: str
    lifecycle: str
    services: tuple[ServiceUse, ...]
    chapters: tuple[Chapter, ...]
    source: str
    verified: bool
    stage: str | None = None
    demo: bool = False
    opening: str | None = None
    subjects: dict[str, str] = None  # type: ignore[assignment]
    groups: tuple[Group, ...] = ()
    parties: tuple[Group, ...] = ()
    faq: tuple[Faq, ...] = ()
    policies: tuple[Policy, ...] = ()
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Overlay:
    """What a division changes in one record, field by field."""

    source: str
    verified: bool
    set: dict[str, Any]
    service: str | None = None
    parameter: str | None = None
    event: str | None = None
    fact: str | None = None
    basis: tuple[Basis, ...] = ()
    division: str | None = None


@dataclass(frozen=True)
class Persona:
    """An example beside the rules: this person, this answer."""

    id: str
    event: str
    title: str
    region: str
    on: str
    facts: dict[str, Any]
    expect: dict[str, Any]
    holdings: tuple[dict[str, Any], ...] = ()
    source: str | None = None
    verified: bool = False
    notes: str | None = None
