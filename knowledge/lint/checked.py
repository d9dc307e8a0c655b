"""A catalogue under check: its records, where each was written, and how a rule speaks of them.

Rules look at the national records, and once more at every record that a division changes. A problem in a changed
record points to the overlay that changed it.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from knowledge.bundle import Bundle, Place
from knowledge.content.records import ERROR, KEY_LINES, LINE, WARNING, Problem
from knowledge.lint.parts import KEYS, Path, conditions
from knowledge.model import Fact, LifeEvent, Material, Overlay, RawCondition, Requirement, ServiceItem

PUBLISHED = ("published", "implemented")


@dataclass(frozen=True)
class Sources:
    """Raw records as they were read, with their files: by (folder, id), and the overlays in their order."""

    records: Mapping[tuple[str, str], tuple[dict[str, Any], str]] = field(default_factory=dict)
    overlays: tuple[tuple[dict[str, Any], str], ...] = ()


class Checked:
    """What rules read. `region` None: the national records; else the records that differ there.

    `on`: the day of publication, ISO text, None when nobody said.
    """

    def __init__(
        self,
        bundle: Bundle,
        sources: Sources,
        place: Place | None = None,
        on: str | None = None,
    ) -> None:
        self.bundle = bundle
        self.sources = sources
        self.place = place
        self.on = on
        self.view: Bundle | Place = place or bundle
        self._changed: Mapping[tuple[str, str], tuple[Overlay, ...]] = place.changed if place else {}

    # ---- the records to look at -------------------------------------------------------------------------------

    @property
    def services(self) -> Mapping[str, ServiceItem]:
        """Services to look at: all of them, or those that this division changes."""
        return self._mine("service", self.view.services)

    @property
    def facts(self) -> Mapping[str, Fact]:
        """Facts to look at; those that a list of persons unrolls into are looked at in the list."""
        written = {key: fact for key, fact in self.view.facts.items() if fact.member_of is None}
        return self._mine("fact", written)

    @property
    def events(self) -> Mapping[str, LifeEvent]:
        """Events to look at: those changed here, and those that join a service changed here."""
        if self.place is None:
            return self.view.events
        changed = {key for kind, key in self._changed if kind != "parameter"}
        return {
            key: event
            for key, event in self.view.events.items()
            if key in changed or any(use.service in changed for use in event.services)
        }

    def _mine(self, kind: str, records: Mapping[str, Any]) -> Mapping[str, Any]:
        if self.place is None:
            return records
        return {key: record for key, record in records.items() if (kind, key) in self._changed}

    def of(self, kind: str) -> Iterator[tuple[str, Any]]:
        """(id, record) of one folder to look at; what no division can change only with the national records."""
        if kind in ("services", "facts", "events"):
            yield from getattr(self, kind).items()
        elif kind == "parameters":
            yield from self._mine("parameter", self.view.parameters).items()
        elif self.place is None:
            yield from self.bundle.of(kind)

    def uses(self) -> Iterator[tuple[str, ServiceItem, Requirement, Material]]:
        """(service id, service, requirement, its material) of every requirement to look at."""
        for key, service in self.services.items():
            for requirement in service.requirements:
                yield key, service, requirement, self.bundle.materials[requirement.material]

    def conditions(self) -> Iterator[tuple[str, str, Path, RawCondition]]:
        """(folder, record id, path, condition) for every condition to look at."""
        for kind in ("services", "events", "facts"):
            for key, record in self.of(kind):
                yield from ((kind, key, path, raw) for path, raw in conditions(record))

    # ---- what is published ------------------------------------------------------------------------------------

    @functools.cached_property
    def published_services(self) -> frozenset[str]:
        """Services that a published event joins."""
        events = (e for e in self.view.events.values() if e.lifecycle in PUBLISHED)
        return frozenset(use.service for event in events for use in event.services)

    def published(self, kind: str, key: str) -> bool:
        """Whether citizens are shown this record already."""
        if kind == "events":
            return self.view.events[key].lifecycle in PUBLISHED
        if kind == "services":
            return key in self.published_services
        if kind == "personas":
            return self.published("events", self.bundle.personas[key].event)
        return bool(self.published_services)

    # ---- speaking ---------------------------------------------------------------------------------------------

    def wrong(self, kind: str, key: str, text: str, *path: str) -> Problem:
        """An error: this may not stand, published or not."""
        return self._problem(kind, key, text, path, ERROR)

    def missing(self, kind: str, key: str, text: str, *path: str) -> Problem:
        """Something not there yet: an error in what is published, a warning in a draft."""
        return self._problem(kind, key, text, path, ERROR if self.published(kind, key) else WARNING)

    def remind(self, kind: str, key: str, text: str, *path: str) -> Problem:
        """A warning 提醒."""
        return self._problem(kind, key, text, path, WARNING)

    def _problem(self, kind: str, key: str, text: str, path: Path, severity: str) -> Problem:
        file, line = self.spot(kind, key, path)
        return Problem(file, line, f"{key}：{text}", severity=severity)

    def spot(self, kind: str, key: str, path: Path = ()) -> tuple[str, int]:
        """File and line of a part of a record."""
        overlays = self._changed.get((kind.removesuffix("s"), key), ())
        if overlays:
            return self._overlay_spot(overlays, path)
        raw, file = self.sources.records.get((kind, key), ({}, f"{kind}/{key}"))
        return file, line_of(raw, path)

    def _overlay_spot(self, overlays: tuple[Overlay, ...], path: Path) -> tuple[str, int]:
        """The overlay that touches this path, else the last one that touches the record."""
        places = [self.sources.overlays[self.bundle.overlays.index(overlay)] for overlay in overlays]
        wanted = ".".join(path)
        for raw, file in reversed(places):
            for part in ("set", "add"):
                written = raw.get(part)
                for name, line in (written or {}).get(KEY_LINES, {}).items():
                    if f"{wanted}.".startswith(f"{name}."):
                        return file, line
        raw, file = places[-1]
        return file, int(raw.get(LINE, 0))

    def leaf_lines(self, kind: str, key: str, path: Path) -> list[int]:
        """The lines of the tests in a condition, left to right; empty when a division changed the record."""
        if (kind.removesuffix("s"), key) in self._changed:
            return []
        raw: Any = self.sources.records.get((kind, key), ({}, ""))[0]
        for step in path:
            raw = _into(raw, step)
        return list(_tests(raw))


def line_of(raw: Any, path: Path) -> int:
    """The line on which the part of a raw record at `path` begins, or of the nearest part above it."""
    line = int(raw.get(LINE, 0)) if isinstance(raw, dict) else 0
    for step in path:
        if isinstance(raw, dict):
            line = int(raw.get(KEY_LINES, {}).get(step, line))
        raw = _into(raw, step)
        if isinstance(raw, dict) and LINE in raw:
            line = int(raw[LINE])
    return line


def _into(raw: Any, step: str) -> Any:
    if isinstance(raw, dict):
        return raw.get(step)
    if not isinstance(raw, list):
        return None
    named = (item for item in raw if isinstance(item, dict) and any(str(item.get(k)) == step for k in KEYS))
    numbered = raw[int(step)] if step.isdigit() and int(step) < len(raw) else None
    return next(named, numbered)


def _tests(raw: Any) -> Iterator[int]:
    if not isinstance(raw, dict):
        return
    for key, value in raw.items():
        if key in ("all", "any"):
            for part in value if isinstance(value, list) else ():
                yield from _tests(part)
        elif key == "not":
            yield from _tests(value)
        elif key not in (LINE, KEY_LINES):
            yield int(raw.get(KEY_LINES, {}).get(key, 0))
