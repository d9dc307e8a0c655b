"""The bundle 知识包: the compiled, immutable, content-hashed catalogue. Data (JSON), loaded by both environments."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from knowledge.model import (
    KINDS,
    Department,
    Fact,
    Field,
    Law,
    Licence,
    LifeEvent,
    Material,
    Overlay,
    Parameter,
    Persona,
    Region,
    ServiceItem,
    Year,
)
from knowledge.overlay import overlaid
from knowledge.records import CatalogueError, Problem, Reader, strip_lines

FORMAT = 1
NATION = "000000"
CURRENT = "current"
#: Kinds of which an overlay may change fields.
OVERLAID = {"service": "services", "parameter": "parameters", "event": "events", "fact": "facts"}
T = TypeVar("T")


class Place:
    """The catalogue as it stands in one region: national records with the overlays of its divisions applied."""

    def __init__(self, bundle: Bundle, region: str) -> None:
        self.region = region
        self.chain = bundle.chain(region)
        changed = {kind: bundle.overlaid_records(kind, self.chain) for kind in OVERLAID}
        self.services: Mapping[str, ServiceItem] = {**bundle.services, **changed["service"]}
        self.parameters: Mapping[str, Parameter] = {**bundle.parameters, **changed["parameter"]}
        self.events: Mapping[str, LifeEvent] = {**bundle.events, **changed["event"]}
        self.facts: Mapping[str, Fact] = {**bundle.facts, **changed["fact"]}
        #: Outcome elements by event, filled by `relevance.elements`.
        self.elements: dict[str, tuple[Any, ...]] = {}
        #: Where the bands of a question start, filled by `questions.samples`.
        self.bounds: dict[tuple[str, ...], tuple[frozenset[int], frozenset[str]]] = {}


class Bundle:
    """Compiled catalogue. Records by id per kind; `hash` names the content; `at(region)` applies overlays."""

    def __init__(self, raw: dict[str, Any], digest: str | None = None) -> None:
        """Build from canonical data. Raises CatalogueError when a record does not read."""
        self.raw = raw
        self.hash = digest or content_hash(raw)
        problems: list[Problem] = []
        self._index = {kind: {r.get("id") or r["code"]: r for r in raw["records"].get(kind, [])} for kind in KINDS}
        self.laws: Mapping[str, Law] = self._read("laws", Law, problems)
        self.departments: Mapping[str, Department] = self._read("departments", Department, problems)
        self.licences: Mapping[str, Licence] = self._read("licences", Licence, problems)
        self.regions: Mapping[str, Region] = self._read("regions", Region, problems)
        self.parameters: Mapping[str, Parameter] = self._read("parameters", Parameter, problems)
        self.facts: Mapping[str, Fact] = self._read("facts", Fact, problems)
        self.fields: Mapping[str, Field] = self._read("fields", Field, problems)
        self.materials: Mapping[str, Material] = self._read("materials", Material, problems)
        self.services: Mapping[str, ServiceItem] = self._read("services", ServiceItem, problems)
        self.events: Mapping[str, LifeEvent] = self._read("events", LifeEvent, problems)
        self.calendar: Mapping[str, Year] = self._read("calendar", Year, problems)
        self.personas: Mapping[str, Persona] = self._read("personas", Persona, problems)
        reader = Reader("overlays")
        self.overlays: tuple[Overlay, ...] = tuple(
            o for o in (reader.read(Overlay, r, "overlay") for r in raw["overlays"]) if o is not None
        )
        problems += reader.problems
        if problems:
            raise CatalogueError(problems)
        self._places: dict[str, Place] = {}

    def _read(self, kind: str, cls: type[T], problems: list[Problem]) -> dict[str, T]:
        reader = Reader(kind)
        records = {key: reader.read(cls, raw, key) for key, raw in self._index[kind].items()}
        problems += reader.problems
        return {key: record for key, record in records.items() if record is not None}

    def at(self, region: str) -> Place:
        """The catalogue as it stands in `region` (division code). Raises KeyError for an unknown one."""
        if region not in self._places:
            self._places[region] = Place(self, region)
        return self._places[region]

    def chain(self, region: str) -> tuple[str, ...]:
        """Division codes from the nation down to `region`."""
        codes = [region]
        while (parent := self.regions[codes[0]].parent) is not None:
            codes.insert(0, parent)
        if codes[0] != NATION and NATION in self.regions:
            codes.insert(0, NATION)
        return tuple(codes)

    def overlaid_records(self, kind: str, chain: tuple[str, ...]) -> dict[str, Any]:
        """Records of `kind` (service, parameter, event, fact) that the divisions of `chain` change."""
        changed: dict[str, dict[str, Any]] = {}
        folder = OVERLAID[kind]
        for code in chain:
            for overlay in self.overlays:
                target = getattr(overlay, kind)
                if overlay.division == code and target is not None:
                    changed[target] = overlaid(changed.get(target) or self._index[folder][target], overlay)
        reader = Reader(f"overlays/{chain[-1]}")
        return {key: reader.read(KINDS[folder], raw, key) for key, raw in changed.items()}

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
    if bundle is None or any(p.rule != WARNING for p in problems):
        raise CatalogueError([p for p in problems if p.rule != WARNING])
    return bundle


WARNING = "提醒"


def pack(found: Mapping[str, list[tuple[dict[str, Any], str]]]) -> dict[str, Any]:
    """Canonical data of raw records as `knowledge.load.read_catalogue` returns them."""
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
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)


def load(path: Path | str) -> Bundle:
    """Load a bundle file, or the current one of a bundle folder. Raises FileNotFoundError, ValueError when altered."""
    path = Path(path)
    if path.is_dir():
        path = path / f"{(path / CURRENT).read_text(encoding='utf-8').strip()}.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    digest = raw.pop("hash", None)
    if raw.get("format") != FORMAT or digest != content_hash(raw):
        raise ValueError(f"知识包 {path.name} 与它的编号不符，请重新运行 daoban catalogue build")
    return Bundle(raw, digest)
