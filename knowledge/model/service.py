"""A service item and everything it needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from knowledge.model.register import Basis

#: A condition as written: a mapping with one key (see `knowledge.condition`).
RawCondition = dict[str, Any]


@dataclass(frozen=True)
class Material:
    """A kind of paper. Whose it is, the requirement says."""

    id: str
    name: str
    kind: str
    source: str
    verified: bool
    issuer: str | None = None
    government: bool = False
    covered_by: tuple[str, ...] = ()
    notes: str | None = None


@dataclass(frozen=True)
class Deferral:
    kind: str
    due: str | None = None
    withheld: str | None = None
    verified: bool = False
    source: str | None = None
    basis: tuple[Basis, ...] = ()
    agreed_by: str | None = None


@dataclass(frozen=True)
class Commitment:
    """告知承诺: `replaces_proof` stands for a paper, `procedure` is the permit procedure itself."""

    nature: str
    template: str | None = None
    consequence: str | None = None
    excluded: str | None = None
    verified: bool = False
    source: str | None = None
    basis: tuple[Basis, ...] = ()


@dataclass(frozen=True)
class Requirement:
    """This service needs that material of that subject when this holds."""

    id: str
    material: str
    subject: str
    mode: str
    when: RawCondition | None = None
    result_of: str | None = None
    exempt_by: tuple[str, ...] = ()
    form: str = "original"
    copies: int = 0
    group: str | None = None
    choose: int = 1
    why: str | None = None
    basis: tuple[Basis, ...] = ()
    deferral: Deferral | None = None
    commitment: Commitment | None = None
    source: str | None = None
    verified: bool = True


@dataclass(frozen=True)
class FieldUse:
    field: str
    required: bool = True
    when: RawCondition | None = None


@dataclass(frozen=True)
class Variant:
    """A route or presence that holds in a case; the first whose condition holds wins."""

    when: RawCondition
    route: str | None = None
    presence: str | None = None
    because: str | None = None


@dataclass(frozen=True)
class Time:
    kind: str
    unit: str
    days: float | None = None
    starts: str | None = None
    excludes: tuple[str, ...] = ()
    basis: tuple[Basis, ...] = ()
    text: str | None = None
    verified: bool = False
    source: str | None = None


@dataclass(frozen=True)
class Deadline:
    """The citizen's own time limit, counted from a date fact."""

    id: str
    text: str
    amount: int | None = None
    unit: str | None = None
    starts: str | None = None
    when: RawCondition | None = None
    basis: tuple[Basis, ...] = ()
    verified: bool = False
    source: str | None = None


@dataclass(frozen=True)
class Fee:
    name: str
    text: str | None = None
    payer: str | None = None
    amount: float | None = None
    unit: str | None = None
    basis: tuple[Basis, ...] = ()
    reductions: tuple[str, ...] = ()
    paid_when: str | None = None
    cash: bool = True
    when: RawCondition | None = None
    verified: bool = False
    source: str | None = None


@dataclass(frozen=True)
class Result:
    material: str
    subject: str | None = None
    validity: str | None = None
    collect_by: str | None = None


@dataclass(frozen=True)
class Statement:
    """A notice (what one should know) or a duty (what one must keep to). `early`: said as soon as it holds."""

    id: str
    text: str
    early: bool = False
    when: RawCondition | None = None
    basis: tuple[Basis, ...] = ()
    verified: bool = False
    source: str | None = None


@dataclass(frozen=True)
class Offline:
    channel: str
    cash: bool = True


@dataclass(frozen=True)
class Jump:
    name: str
    url: str | None = None


@dataclass(frozen=True)
class ServiceItem:
    """事项: one department's service, with its route, conditions and everything it needs."""

    id: str
    name: str
    department: str
    route: str
    place_role: str
    legal_regime: str
    source: str
    verified: bool
    handler: str | None = None
    presence: str = "one"
    agent: str = "yes"
    place: str | None = None
    when: RawCondition | None = None
    route_when: tuple[Variant, ...] = ()
    presence_when: tuple[Variant, ...] = ()
    why: str | None = None
    how: tuple[str, ...] = ()
    basis: tuple[Basis, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    fields: tuple[FieldUse, ...] = ()
    times: tuple[Time, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    fees: tuple[Fee, ...] = ()
    results: tuple[Result, ...] = ()
    after: tuple[str, ...] = ()
    notices: tuple[Statement, ...] = ()
    duties: tuple[Statement, ...] = ()
    offline: Offline | None = None
    jump: Jump | None = None
