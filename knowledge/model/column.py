"""The public column 专栏: its stages, what is recognised but not encoded yet, and the lists of the State Council.

Source of stages and lists: 国办发〔2022〕32号, 国发〔2024〕3号, 国办函〔2024〕53号, 国办发〔2025〕24号.
"""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.basis import Basis


@dataclass(frozen=True)
class Stage:
    """A stage of a life or of a business, the top level of the column. `order`: from 1, within its `audience`."""

    id: str
    name: str
    audience: str
    order: int
    source: str
    verified: bool


@dataclass(frozen=True)
class ColumnEntry:
    """A life event that is recognised and explained as far as known, but not encoded: no list is computed for it.

    `name` and `title` as of a LifeEvent. `text`: what is known, in short sentences. `joins`: the services it is known
    to join, by name. `lead`: the department to ask, None when the sources
    do not say. `phone`: a line of its own beside 12345.
    """

    id: str
    name: str
    title: str
    audience: str
    stage: str
    text: tuple[str, ...]
    source: str
    verified: bool
    lead: str | None = None
    joins: tuple[str, ...] = ()
    basis: tuple[Basis, ...] = ()
    phone: str | None = None


@dataclass(frozen=True)
class Listed:
    """One line of a list: the life event here that it is, `event`, or the entry, `entry`; neither: not yet recognised."""

    no: int
    name: str
    audience: str
    verified: bool
    lead: str | None = None
    event: str | None = None
    entry: str | None = None


@dataclass(frozen=True)
class NationalList:
    """A list of priority life events 重点事项清单 as published. `count`: how many lines it has; not all may be known. `law`: the
    document that publishes it, None when its number was not found.
    """

    id: str
    name: str
    count: int
    items: tuple[Listed, ...]
    source: str
    verified: bool
    law: str | None = None
