"""What one guidance draws on: the home place, and other places for services whose place role says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from knowledge.bundle import Bundle, Place
from knowledge.condition import Condition
from knowledge.model import Chapter, Fact, Group, LifeEvent, Parameter, ServiceItem
from knowledge.persons import unroll
from knowledge.resolve import resolver


class View:
    """The life events of one guidance, each service taken from the place where it counts.

    `places` maps a place role (birthplace, property ..) to a division code; other services are taken from `region`.
    """

    def __init__(self, bundle: Bundle, events: Sequence[str], region: str, on: date, places: Mapping[str, str]) -> None:
        self.bundle = bundle
        self.home = bundle.at(region, on)
        self.others = {role: bundle.at(code, on) for role, code in sorted(places.items())}
        self.names = tuple(dict.fromkeys(events))
        self.events: tuple[LifeEvent, ...] = tuple(self.home.events[name] for name in self.names)
        self.facts: Mapping[str, Fact] = self.home.facts
        joined = dict.fromkeys(use.service for event in self.events for use in event.services)
        self.services: Mapping[str, ServiceItem] = {s: self.place_of(s).services[s] for s in joined}
        self.groups: tuple[Group, ...] = tuple(g for e in self.events for g in e.groups)
        self.parties: tuple[Group, ...] = tuple(g for e in self.events for g in e.parties)
        self.parameters: Mapping[str, Parameter] = self.home.parameters
        #: What is worked out from the view once and read many times.
        self.cache: dict[Any, Any] = {}

    def place_of(self, service: str) -> Place:
        """The place whose rules hold for a service: that of its place role, else the home place."""
        other = self.others.get(self.home.services[service].place_role)
        return other if other is not None and service in other.services else self.home

    def resolved(self, condition: Condition, service: str | None = None) -> Condition:
        """A condition as it stands where the service is done (the home place for none)."""
        return resolver(self.place_of(service) if service else self.home)(condition)

    def asking_order(self) -> list[tuple[Chapter, Fact]]:
        """Every question in the order its authors gave, each fact once."""
        if "asking_order" not in self.cache:
            found: dict[str, tuple[Chapter, Fact]] = {}
            for event in self.events:
                for chapter in event.chapters:
                    for name in chapter.facts:
                        for fact in unroll(self.facts[name]):
                            found.setdefault(fact.id, (chapter, fact))
            self.cache["asking_order"] = list(found.values())
        order: list[tuple[Chapter, Fact]] = self.cache["asking_order"]
        return order


#: Views kept with the home place; a county asks for few combinations of places and events.
KEPT = 64


def view_of(bundle: Bundle, events: Sequence[str], region: str, on: date, places: Mapping[str, str]) -> View:
    """The view, made once for the epoch of the day. Raises KeyError for an unknown region or event."""
    home = bundle.at(region, on)
    others = tuple(sorted((role, code) for role, code in places.items() if code != region))
    epochs = tuple(bundle.at(code, on).epoch for _, code in others)
    key = ("view", tuple(dict.fromkeys(events)), others, epochs)
    found = home.cache.get(key)
    if found is None:
        kept = [k for k in list(home.cache) if isinstance(k, tuple) and k[0] == "view"]
        for old in kept[: max(0, len(kept) - KEPT + 1)]:
            home.cache.pop(old, None)
        found = home.cache.setdefault(key, View(bundle, events, region, on, dict(others)))
    view: View = found
    return view
