"""程序规则: what a body of law says about correction, acceptance and the clock of its services."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.basis import Basis


@dataclass(frozen=True)
class Correction:
    """补正, asked for once and complete, before acceptance.

    `days` 0: on the spot only; null: no term is set. `otherwise`: what follows when nobody asks in time
    (`deemed_accepted`: accepted as of receipt) or when the file is incomplete (`returned`: it is handed back whole).
    """

    text: str
    days: int | None = None
    unit: str = "working_day"
    otherwise: str | None = None
    basis: tuple[Basis, ...] = ()


@dataclass(frozen=True)
class Procedure:
    """A procedure whose days do not count, once the applicant has been told in writing."""

    id: str
    name: str


@dataclass(frozen=True)
class LegalRegime:
    """`starts`: the event from which times run unless a time says otherwise; `unit`: what a bare 日 means there;
    `excludes`: what is no part of the time, in words; `stops`: the only procedures that stop the clock.

    What is null the law leaves open, and the answer is 以当地窗口为准.
    """

    id: str
    name: str
    source: str
    verified: bool
    starts: str | None = None
    unit: str | None = None
    correction: Correction | None = None
    excludes: tuple[str, ...] = ()
    stops: tuple[Procedure, ...] = ()
    basis: tuple[Basis, ...] = ()
    notes: str | None = None
