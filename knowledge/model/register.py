"""The registers: laws, departments, licences, regions, figures, holidays."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.basis import Basis


@dataclass(frozen=True)
class Law:
    id: str
    name: str
    source: str
    verified: bool
    short: str | None = None
    number: str | None = None
    in_force: str | None = None
    repealed: str | None = None


@dataclass(frozen=True)
class Department:
    """`counter_field`: which of the nine fields of daily life it serves, where counters and cash must stay."""

    id: str
    name: str
    source: str
    verified: bool
    short: str | None = None
    counter_field: str | None = None


@dataclass(frozen=True)
class Licence:
    """An e-licence or a data query that may stand in for a paper. `proves`: what it shows, in the words of materials."""

    id: str
    name: str
    kind: str
    source: str
    verified: bool
    issuer: str | None = None
    type_code: str | None = None
    holder_key: str | None = None
    proves: tuple[str, ...] = ()


@dataclass(frozen=True)
class Window:
    """A window of an office; `text`: what it is for, in a few words."""

    name: str
    source: str
    verified: bool
    text: str | None = None


@dataclass(frozen=True)
class Office:
    """`kind`: a service centre (county and above), a township centre or a village station (种S4 10)."""

    id: str
    kind: str
    name: str
    address: str | None = None
    hours: str | None = None
    phone: str | None = None
    windows: tuple[Window, ...] = ()


@dataclass(frozen=True)
class Region:
    """A division (GB/T 2260 code); `handlers` maps a department to who acts for it here."""

    code: str
    name: str
    full_name: str
    level: str
    source: str
    verified: bool
    parent: str | None = None
    offices: tuple[Office, ...] = ()
    handlers: dict[str, str] = None  # type: ignore[assignment]

    @property
    def id(self) -> str:
        return self.code


@dataclass(frozen=True)
class PlaceRole:
    """办理地: which place counts for a service. `text` says it plainly: 户口要落在哪里."""

    id: str
    name: str
    text: str
    source: str
    verified: bool


@dataclass(frozen=True)
class Parameter:
    """A figure that regions set. `value` null: not known, conditions on it stay open."""

    id: str
    name: str
    source: str
    verified: bool
    value: float | None = None
    unit: str | None = None
    basis: tuple[Basis, ...] = ()


@dataclass(frozen=True)
class Cancelled:
    """A paper or approval that nobody may ask for any more (QC-12). `instead`: what holds now, in plain words.

    It is known by `words` in the name of a material, service or licence, or as one of `materials`; in `services` or
    `events` only when those are named, else everywhere. `starts`: since when.
    """

    id: str
    name: str
    instead: str
    source: str
    verified: bool
    words: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    basis: tuple[Basis, ...] = ()
    starts: str | None = None


@dataclass(frozen=True)
class Year:
    """The holidays of one year: `days_off` on weekdays, `work_days` on weekends."""

    id: str
    days_off: tuple[str, ...]
    work_days: tuple[str, ...]
    source: str
    verified: bool
