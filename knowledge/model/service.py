"""A service item and everything it needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from knowledge.basis import Basis

#: A condition as written: a mapping with one key (see `knowledge.condition`).
RawCondition = dict[str, Any]


@dataclass(frozen=True)
class Material:
    """A kind of paper. Whose it is, the requirement says.

    `proves`: what it shows, in words shared with licences. `guide`: how one gets it. `reason`: why the paper itself is
    still wanted although an authority issued it (兴国县“一件事一次办”方案 四6: exempt by default).
    `issuer_can_verify`: whether who writes it knows what it says; null while nobody has said.
    `security_reason`: the national or public security reason of a catch-all name, the only one allowed.
    `covers`: materials that need not be handed in beside this one of the same subject (国办 “能被其他材料涵盖的一律取消”).
    """

    id: str
    name: str
    kind: str
    source: str
    verified: bool
    issuer: str | None = None
    government: bool = False
    covered_by: tuple[str, ...] = ()
    notes: str | None = None
    proves: tuple[str, ...] = ()
    guide: str | None = None
    reason: str | None = None
    issuer_can_verify: bool | None = None
    security_reason: str | None = None
    covers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Period:
    """A length of time: `unit` is natural_day, month or year."""

    amount: int
    unit: str


@dataclass(frozen=True)
class Deferral:
    kind: str
    due: str | None = None
    withheld: str | None = None
    verified: bool = False
    source: str | None = None
    basis: tuple[Basis, ...] = ()
    agreed_by: str | None = None
    consequence: str | None = None


@dataclass(frozen=True)
class Commitment:
    """告知承诺: `replaces_proof` stands for a paper, `procedure` is the permit procedure itself.

    `verify`: how the department checks afterwards.
    """

    nature: str
    template: str | None = None
    consequence: str | None = None
    excluded: str | None = None
    verify: str | None = None
    verified: bool = False
    source: str | None = None
    basis: tuple[Basis, ...] = ()


@dataclass(frozen=True)
class Requirement:
    """This service needs that material of that subject when this holds.

    `reason`: why this service wants the paper itself although a licence or data query shows the same (收存、注销收回).
    `primary`: a core paper; only what is not may be handed in later (容缺).
    `issued_within`: the paper may not be older than this on the day it is handed in.
    `takes`: the part that is kept of a paper with mode surrender (副页), when the rest goes back to its owner.
    """

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
    reason: str | None = None
    primary: bool = True
    issued_within: Period | None = None
    takes: str | None = None
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
    """What a service ends with. `licence`: who holds this e-licence has the result and needs no new one."""

    material: str
    subject: str | None = None
    validity: str | None = None
    collect_by: str | None = None
    licence: str | None = None


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
    """事项: one department's service, with its route, conditions and everything it needs.

    `code`: the national catalogue's code (基本编码). `runs`: visits to a counter, with `runs_reason` when more than
    one. `counter_field`: which of the nine fields where counters and cash must stay, when it is not its department's.
    """

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
    code: str | None = None
    counter_field: str | None = None
    runs: int | None = None
    runs_reason: str | None = None
    #: First and last day in force (ISO); None: no such bound.
    starts: str | None = None
    ends: str | None = None
