"""One citizen as the mind sees them: all that a guidance is worked out from, and the engine they stand in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from knowledge.bundle import Bundle
from knowledge.engine.relevance import Engine, engine_of
from knowledge.guidance import guide
from knowledge.view import View, view_of

Guidance = dict[str, Any]


@dataclass(frozen=True)
class Citizen:
    """What is known about somebody: the arguments of `guidance.guide`."""

    bundle: Bundle
    events: tuple[str, ...]
    region: str
    facts: Mapping[str, Any]
    on: date
    holdings: tuple[Mapping[str, Any], ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    credit: str = "unknown"

    def guided(self, facts: Mapping[str, Any]) -> Guidance:
        """The guidance with these answers instead."""
        return guide(
            self.bundle,
            self.events,
            self.region,
            facts,
            self.on,
            self.holdings,
            places=self.places,
            choices=self.choices,
            credit=self.credit,
        )

    @property
    def view(self) -> View:
        return view_of(self.bundle, self.events, self.region, self.on, self.places)

    @property
    def engine(self) -> Engine:
        return engine_of(self.view, self.on)
