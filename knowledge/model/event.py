"""Life events, what divisions change, and example persons."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import Any

from knowledge.basis import Basis
from knowledge.condition import Condition, parse
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
class Impossible:
    """A combination of answers that cannot be (a person divorced and married at once), and why in plain words."""

    when: RawCondition
    because: str
    source: str
    verified: bool
    basis: tuple[Basis, ...] = ()

    @functools.cached_property
    def condition(self) -> Condition:
        """The combination. Raises ConditionError when it does not parse."""
        return parse(self.when)


@dataclass(frozen=True)
class LifeEvent:
    """一件事: what happened, in the citizen's view; joins services and orders the questions.

    `lifecycle`: draft, review, published (explained), implemented (handed over), retired. `featured`: named as an example
    in the greeting. `single`: rightly of one
    department. `promised_days`: the promise for the whole, in working days. `green_channel`: who is helped first
    and how. `runs_reason`: why one visit is not enough.
    """

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
    impossible: tuple[Impossible, ...] = ()
    faq: tuple[Faq, ...] = ()
    policies: tuple[Policy, ...] = ()
    phrases: tuple[str, ...] = ()
    single: bool = False
    featured: bool = False
    promised_days: int | None = None
    green_channel: str | None = None
    runs_reason: str | None = None


@dataclass(frozen=True)
class Overlay:
    """What a division changes in one record, field by field, from a day and until a day (see `knowledge.content.overlay`)."""

    source: str
    verified: bool
    set: dict[str, Any] = field(default_factory=dict)
    add: dict[str, Any] = field(default_factory=dict)
    remove: tuple[str, ...] = ()
    starts: str | None = None
    ends: str | None = None
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
