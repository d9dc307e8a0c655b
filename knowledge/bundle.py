"""The bundle 知识包: the compiled, immutable, content-hashed catalogue. Data (JSON), loaded by both environments."""

from __future__ import annotations

import hashlib
import json
import os
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from knowledge.content.epoch import Epoch, boundaries, epoch_of, epochs, in_force, undated
from knowledge.content.overlay import OVERLAID, overlaid, target
from knowledge.content.records import CatalogueError, Problem, Reader, strip_lines
from knowledge.model import (
    KINDS,
    Cancelled,
    ColumnEntry,
    Department,
    Fact,
    Field,
    Law,
    LegalRegime,
    Licence,
    LifeEvent,
    Material,
    NationalList,
    Overlay,
    Parameter,
    Persona,
    PlaceRole,
    Region,
    ServiceItem,
    Stage,
    Year,
)
from knowledge.persons import with_members

FORMAT = 1
NATION = "000000"
CURRENT = "current"
T = TypeVar("T")


class Place:
    """The catalogue as it stands in one region during one epoch: records with the overlays of its divisions applied.

    `epoch` None is the undated view: every service whatever its dates, and only overlays that are always in force. It
    serves to name things; what a person is told always has a day.
    """

    def __init__(self, bundle: Bundle, region: str, epoch: Epoch | None) -> None:
        self.region = region
        self.epoch = epoch
        self.chain = bundle.chain(region)
        #: (kind, id) -> the overlays that made the record what it is here, from the nation down.
        self.changed: Mapping[tuple[str, str], tuple[Overlay, ...]] = bundle.overlays_in_force(self.chain, epoch)
        records = bundle.overlaid_records(self.changed)
        self.services: Mapping[str, ServiceItem] = {**bundle.services, **records["service"]}
        self.parameters: Mapping[str, Parameter] = {**bundle.parameters, **records["parameter"]}
        self.events: Mapping[str, LifeEvent] = {**bundle.events, **records["event"]}
        self.facts: Mapping[str, Fact] = with_members({**bundle.facts, **with_members(records["fact"])})
        if epoch is not None:
            self._leave_out({key for key, service in self.services.items() if not in_force(service, epoch.day)})
        #: What is worked out from the place once and read many times, each part by the module that fills it.
        self.cache: dict[Any, Any] = {}

    def _leave_out(self, absent: set[str]) -> None:
        """Take services that are not in force out of the place, and out of what names them."""
        if not absent:
            return
        self.services = {
            key: replace(
                service,
                after=tuple(name for name in service.after if name not in absent),
                requirements=tuple(
                    replace(need, result_of=None) if need.result_of in absent else need for need in service.requirements
                ),
            )
            for key, service in self.services.items()
            if key not in absent
        }
        self.events = {
            key: replace(event, services=tuple(use for use in event.services if use.service not in absent))
            for key, event in self.events.items()
        }


class Bundle:
    """Compiled catalogue. Records by id per kind; `hash` names the content; `at(region, on)` applies overlays."""

    def __init__(self, raw: dict[str, Any], digest: str | None = None) -> None:
        """Build from canonical data. Raises CatalogueError when a record does not read."""
        self.raw = raw
        self.hash = digest or content_hash(raw)
        #: Event -> its facts in the order of the diagram, found when the bundle was built (`knowledge.engine.ordering`).
        self.orders: Mapping[str, list[str]] = raw.get("orders", {})
        problems: list[Problem] = []
        self._index = {kind: {r.get("id") or r["code"]: r for r in raw["records"].get(kind, [])} for kind in KINDS}
        self.laws: Mapping[str, Law] = self._read("laws", Law, problems)
        self.departments: Mapping[str, Department] = self._read("departments", Department, problems)
        self.licences: Mapping[str, Licence] = self._read("licences", Licence, problems)
        self.regions: Mapping[str, Region] = self._read("regions", Region, problems)
        self.place_roles: Mapping[str, PlaceRole] = self._read("place_roles", PlaceRole, problems)
        self.parameters: Mapping[str, Parameter] = self._read("parameters", Parameter, problems)
        facts: Mapping[str, Fact] = self._read("facts", Fact, problems)
        self.fields: Mapping[str, Field] = self._read("fields", Field, problems)
        self.materials: Mapping[str, Material] = self._read("materials", Material, problems)
        self.services: Mapping[str, ServiceItem] = self._read("services", ServiceItem, problems)
        self.events: Mapping[str, LifeEvent] = self._read("events", LifeEvent, problems)
        self.calendar: Mapping[str, Year] = self._read("calendar", Year, problems)
        self.regimes: Mapping[str, LegalRegime] = self._read("regimes", LegalRegime, problems)
        self.personas: Mapping[str, Persona] = self._read("personas", Persona, problems)
        self.cancelled: Mapping[str, Cancelled] = self._read("cancelled", Cancelled, problems)
        self.stages: Mapping[str, Stage] = self._read("stages", Stage, problems)
        self.column: Mapping[str, ColumnEntry] = self._read("column", ColumnEntry, problems)
        self.lists: Mapping[str, NationalList] = self._read("lists", NationalList, problems)
        reader = Reader("overlays")
        self.overlays: tuple[Overlay, ...] = tuple(
            o for o in (reader.read(Overlay, r, "overlay") for r in raw["overlays"]) if o is not None
        )
        problems += reader.problems
        if problems:
            raise CatalogueError(problems)
        self.facts: Mapping[str, Fact] = with_members(facts)
        self._places: dict[tuple[str, int | None], Place] = {}
        self._bounds: dict[str, tuple[date, ...]] = {}

    def _read(self, kind: str, cls: type[T], problems: list[Problem]) -> dict[str, T]:
        reader = Reader(kind)
        records = {key: reader.read(cls, raw, key) for key, raw in self._index[kind].items()}
        problems += reader.problems
        return {key: record for key, record in records.items() if record is not None}

    def at(self, region: str, on: date | None = None) -> Place:
        """The catalogue in `region` (division code) on the day `on`; the undated view for None. One Place per epoch.

        Raises KeyError for an unknown region.
        """
        bounds = self._boundaries(region)
        key = region, None if on is None else bisect_right(bounds, on)
        if key not in self._places:
            self._places[key] = Place(self, region, None if on is None else epoch_of(bounds, on))
        return self._places[key]

    def epochs(self, region: str) -> tuple[Epoch, ...]:
        """The epochs of `region`, in order. `at(region, epoch.day)` is the place during one."""
        return epochs(self._boundaries(region))

    def _boundaries(self, region: str) -> tuple[date, ...]:
        if region not in self._bounds:
            chain = self.chain(region)
            overlays = [overlay for overlay in self.overlays if overlay.division in chain]
            self._bounds[region] = boundaries([*self.services.values(), *overlays])
        return self._bounds[region]

    def chain(self, region: str) -> tuple[str, ...]:
        """Division codes from the nation down to `region`."""
        codes = [region]
        while (parent := self.regions[codes[0]].parent) is not None:
            codes.insert(0, parent)
        if codes[0] != NATION and NATION in self.regions:
            codes.insert(0, NATION)
        return tuple(codes)

    def overlays_in_force(
        self, chain: tuple[str, ...], epoch: Epoch | None
    ) -> dict[tuple[str, str], tuple[Overlay, ...]]:
        """The overlays of the divisions of `chain` during `epoch` by what they change, from the nation down."""
        found: dict[tuple[str, str], tuple[Overlay, ...]] = {}
        for code in chain:
            for overlay in self.overlays:
                if overlay.division != code:
                    continue
                if undated(overlay) or (epoch is not None and in_force(overlay, epoch.day)):
                    found[target(overlay)] = (*found.get(target(overlay), ()), overlay)
        return found

    def overlaid_records(self, changed: Mapping[tuple[str, str], tuple[Overlay, ...]]) -> dict[str, dict[str, Any]]:
        """Records by kind and id as overlays leave them. Raises OverlayError, KeyError or CatalogueError."""
        records: dict[str, dict[str, Any]] = {kind: {} for kind in OVERLAID}
        for (kind, name), overlays in changed.items():
            raw = self._index[OVERLAID[kind]][name]
            for overlay in overlays:
                raw = overlaid(raw, overlay)
            reader = Reader(f"overlays/{overlays[-1].division}")
            records[kind][name] = reader.read(KINDS[OVERLAID[kind]], raw, name)
            if reader.problems:
                raise CatalogueError(reader.problems)
        return records

    def of(self, kind: str) -> Iterator[tuple[str, Any]]:
        """(id, record) of one kind, by folder name."""
        yield from getattr(self, kind).items()


def content_hash(raw: dict[str, Any]) -> str:
    """SHA-256 over the canonical JSON of the bundle's content, first 16 hexadecimal digits."""
    text = json.dumps(raw, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def compile(catalogue: Path | str) -> Bundle:
    """Return the bundle of the catalogue folder. Raises CatalogueError with every problem found."""
    from knowledge.check import check_catalogue

    bundle, problems = check_catalogue(Path(catalogue))
    if bundle is None or any(problem.stops for problem in problems):
        raise CatalogueError([problem for problem in problems if problem.stops])
    return bundle


def pack(found: Mapping[str, list[tuple[dict[str, Any], str]]]) -> dict[str, Any]:
    """Canonical data of raw records as `knowledge.content.load.read_catalogue` returns them."""
    records = {
        kind: sorted((strip_lines(r) for r, _ in found[kind]), key=lambda r: str(r.get("id") or r.get("code")))
        for kind in KINDS
    }
    return {"format": FORMAT, "records": records, "overlays": [strip_lines(r) for r, _ in found["overlays"]]}


def save(bundle: Bundle, folder: Path | str) -> Path:
    """Write `<hash>.json` and point `current` at it, each in one rename; returns the file."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{bundle.hash}.json"
    _replace(path, json.dumps({"hash": bundle.hash, **bundle.raw}, ensure_ascii=False))
    _replace(folder / CURRENT, bundle.hash)
    return path


def _replace(path: Path, text: str) -> None:
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    with temporary.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())  # the name must not outlive the content when the power fails
    temporary.replace(path)


def load(path: Path | str) -> Bundle:
    """Load a bundle file, or the current one of a bundle folder. Raises FileNotFoundError, ValueError when altered."""
    path = Path(path)
    if path.is_dir():
        path = path / f"{(path / CURRENT).read_text(encoding='utf-8').strip()}.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    digest = raw.pop("hash", None) if isinstance(raw, dict) else None
    if not isinstance(raw, dict) or raw.get("format") != FORMAT or digest != content_hash(raw):
        raise ValueError(f"知识包 {path.name} 与它的编号不符，请重新运行 daoban catalogue build")
    return Bundle(raw, digest)
