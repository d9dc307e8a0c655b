"""为什么要, 为什么免, 为什么不用: one line of the answer, down to the citizen's own answers, the clause and the source.

A line is a service (its id) or a paper of somebody (`material/subject`, or `material/subject/n` for one of several),
on the list or not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.content.provenance import provenance
from knowledge.engine.outcome import both
from knowledge.engine.relevance import Outcome
from knowledge.evaluate import World
from knowledge.explain import explanation_words as words
from knowledge.explain.citizen import Citizen, Guidance
from knowledge.explain.reasons import Reasons
from knowledge.model import Group, Requirement, ServiceItem
from knowledge.words import MODE, PRESENCE, ROUTE, basis_lines

#: What each mode of a paper is asked: why is it wanted, spared, not needed, open.
WANTED = ("surrender", "submit", "show", "form", "keep")
SPARED = ("exempt", "exempt_if_verified")


class UnknownLine(LookupError):
    """No service and no paper of the events has this id. `lines` are those that may be asked about."""

    def __init__(self, line: str, lines: list[str]) -> None:
        self.line, self.lines = line, lines
        super().__init__(line)


def explain(citizen: Citizen, line: str) -> dict[str, Any]:
    """Why one line is as it is; `text` says it in plain Chinese. See docs/contracts.md section 2.

    service: {line, kind, name, state, reason, route, presence, basis, source, verified, changed, text}.
    material: {line, kind, name, state: mode|absent, uses: [..], absent: [..], text}. A reason is as `reasons.Reasons.of`
    gives it. Raises UnknownLine.
    """
    return next(explain_lines(citizen, [line]))


def explain_lines(citizen: Citizen, lines: list[str]) -> Iterator[dict[str, Any]]:
    """`explain` of several lines, the answer worked out once. Raises UnknownLine."""
    explainer = Explainer.of(citizen)
    yield from (explainer.line(line) for line in lines)


def explainable(citizen: Citizen) -> list[str]:
    """Every line that may be asked about: the services, the lines of the list, the papers that are not on it."""
    return Explainer.of(citizen).lines()


@dataclass(frozen=True)
class Explainer:
    """Explains lines of one guidance."""

    citizen: Citizen
    guidance: Guidance
    reasons: Reasons

    @staticmethod
    def of(citizen: Citizen) -> Explainer:
        view, engine = citizen.view, citizen.engine
        world = World(citizen.facts, view.facts, citizen.on)
        outcome = Outcome(engine.standing(citizen.facts, citizen.on), world)
        return Explainer(citizen, citizen.guided(citizen.facts), Reasons(view, engine, world, outcome))

    def lines(self) -> list[str]:
        view = self.reasons.view
        listed = [entry["id"] for entry in self.guidance["materials"]]
        papers = (f"{need.material}/{need.subject}" for s in view.services.values() for need in s.requirements)
        split = {line.rpartition("/")[0] for line in listed if line.count("/") == 2}
        return [*view.services, *dict.fromkeys([*listed, *(paper for paper in papers if paper not in split)])]

    def line(self, line: str) -> dict[str, Any]:
        """Raises UnknownLine."""
        if line in self.reasons.view.services:
            return self._service(line)
        entry = next((entry for entry in self.guidance["materials"] if entry["id"] == line), None)
        if entry is not None:
            return self._paper(entry)
        needs = list(self._needs(line))
        if not needs:
            raise UnknownLine(line, self.lines())
        return self._absent(line, needs)

    def _service(self, name: str) -> dict[str, Any]:
        view = self.reasons.view
        service = view.services[name]
        line = next(entry for entry in self.guidance["services"] if entry["id"] == name)
        told = {
            "line": name,
            "kind": "service",
            "name": service.name,
            "state": line["state"],
            "reason": self.reasons.of(("service", name, name)),
            "route": {"id": line["route"], "text": ROUTE[line["route"]]}
            | self._chosen("route", service, line["route"]),
            "presence": {"id": line["presence"], "text": PRESENCE[line["presence"]]}
            | self._chosen("presence", service, line["presence"]),
            "why": service.why,
            "basis": basis_lines(view.bundle, service.basis),
            "source": service.source,
            "verified": service.verified,
            "changed": self._changed(service, ""),
        }
        return told | {"text": words.service(told)}

    def _chosen(self, kind: str, service: ServiceItem, value: str) -> dict[str, Any]:
        """Why this route or presence: the reason of the case that makes it so; None where there is one for all."""
        if not getattr(service, f"{kind}_when"):
            return {"because": None, "reason": None}
        key = (kind, service.id, value)
        known = key in self.reasons.engine.elements and self.reasons.outcome.of("service", service.id, service.id).value
        reason = self.reasons.of(key) if known else None
        held = (
            variant.because
            for n, variant in enumerate(getattr(service, f"{kind}_when"))
            if self.reasons.outcome.of(kind, service.id, str(n)).value and getattr(variant, kind) == value
        )
        return {"because": next(held, None), "reason": reason}

    def _changed(self, service: ServiceItem, below: str) -> list[dict[str, Any]]:
        """The divisions that made a service, or what is `below` a path in it, what it is here."""
        view = self.reasons.view
        layers = provenance(view.bundle, view.place_of(service.id), "service", service.id)
        if not below:
            return layers
        return [layer for layer in layers if any(f"{path}.".startswith(f"{below}.") for path in layer["fields"])]

    def _needs(self, line: str) -> Iterator[tuple[ServiceItem, Requirement]]:
        material, _, rest = line.partition("/")
        subject = rest.partition("/")[0]
        for service in self.reasons.view.services.values():
            for need in service.requirements:
                if (need.material, need.subject) == (material, subject):
                    yield service, need

    def _paper(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        view = self.reasons.view
        uses = []
        for use in entry["uses"]:
            service = view.services[use["service"]]
            need = next(need for need in service.requirements if need.id == use["requirement"])
            uses.append(self._use(entry, use, service, need))
        told = {
            "line": entry["id"],
            "kind": "material",
            "name": words.owned(entry["subject_name"], entry["name"]),
            "state": entry["mode"],
            "asks": "possible" if entry["mode"] == "possible" else _asks(entry["mode"]),
            "not_exempt": entry["not_exempt"],
            "satisfied_by": [self._name(line) for line in entry["satisfied_by"]],
            "uses": uses,
            "absent": [],
        }
        return told | {"text": words.paper(told)}

    def _name(self, line: str) -> str:
        entry = next(entry for entry in self.guidance["materials"] if entry["id"] == line)
        return words.owned(entry["subject_name"], entry["name"])

    def _use(
        self, entry: Mapping[str, Any], use: Mapping[str, Any], service: ServiceItem, need: Requirement
    ) -> dict[str, Any]:
        """Why one service wants the paper, and what its mode rests on."""
        view = self.reasons.view
        made = view.services.get(need.result_of or "") if use["mode"] == "produced" else None
        told = {
            "service": service.id,
            "name": service.name,
            "requirement": need.id,
            "mode": use["mode"],
            "mode_text": MODE[use["mode"]],
            "reason": self.reasons.of(("material", service.id, need.id)),
            "why": need.why,
            "licences": [view.bundle.licences[name].name for name in need.exempt_by],
            "itself": need.reason,
            "not_exempt": entry["not_exempt"] if use["mode"] == entry["mode"] else None,
            "produced_by": {"service": made.id, "name": made.name} if made is not None else None,
            "covers": view.bundle.materials[use["covered"]].name if use["covered"] else None,
            "basis": basis_lines(view.bundle, need.basis or service.basis),
            "source": need.source or service.source,
            "verified": need.verified and service.verified,
            "changed": self._changed(service, f"requirements.{need.id}"),
        }
        return told | {"text": words.use(told)}

    def _absent(self, line: str, needs: list[tuple[ServiceItem, Requirement]]) -> dict[str, Any]:
        """Why a paper is not on the list: for each service that could want it, the first thing that speaks against it.

        The one that leads rests on a checked basis where one does.
        """
        view = self.reasons.view
        material, subject, *_ = line.split("/")
        found = [self._missing(service, need) for service, need in needs]
        found.sort(key=lambda one: not one["certified"])
        told = {
            "line": line,
            "kind": "material",
            "name": words.owned(self._subject(subject), view.bundle.materials[material].name),
            "state": "absent",
            "asks": "no",
            "not_exempt": None,
            "satisfied_by": [],
            "uses": [],
            "absent": found,
        }
        return told | {"text": words.absent(told)}

    def _missing(self, service: ServiceItem, need: Requirement) -> dict[str, Any]:
        """What keeps one service from wanting the paper: itself, the requirement, nobody to bring it, another paper."""
        view = self.reasons.view
        told: dict[str, Any] = {"service": service.id, "name": service.name, "requirement": need.id}
        served = ("service", service.id, service.id)
        wanted = ("material", service.id, need.id)
        told |= {"because": None, "covered_by": None, "lines": []}
        told |= {"basis": basis_lines(view.bundle, need.basis), "source": need.source or service.source}
        checked = need.verified and any(line["verified"] for line in told["basis"])
        if self.reasons.outcome.of(*wanted).value is False:
            key = served if self.reasons.outcome.of(*served).value is False else wanted
            told |= {"kind": "service" if key is served else "requirement", "because": self.reasons.of(key)}
            leaf = self.reasons.certified(self.reasons.engine.elements[key].condition)
            certified = leaf or (
                checked if key is wanted else service.verified and any(b.verified for b in service.basis)
            )
            return told | {"certified": certified, "text": words.missing(told)}
        group = next((g for g in (*view.groups, *view.parties) if g.id == need.subject), None)
        covering = self._covering(service, need)
        if covering is not None:
            told |= {"kind": "covered", "covered_by": covering}
        elif group is not None:
            told |= self._nobody(need, group)
        else:
            told |= {"kind": "merged", "lines": self._same(need)}
        return told | {"certified": checked, "text": words.missing(told)}

    def _covering(self, service: ServiceItem, need: Requirement) -> str | None:
        for entry in self.guidance["materials"]:
            for use in entry["uses"]:
                if (use["service"], use["requirement"]) == (service.id, need.id) and use["covered"]:
                    return str(words.owned(entry["subject_name"], entry["name"]))
        return None

    def _same(self, need: Requirement) -> list[str]:
        prefix = f"{need.material}/{need.subject}"
        return [e["id"] for e in self.guidance["materials"] if e["id"] == prefix or e["id"].startswith(f"{prefix}/")]

    def _nobody(self, need: Requirement, group: Group) -> dict[str, Any]:
        """Nobody of the group takes part, or there are fewer of them than the line's number says."""
        view = self.reasons.view
        condition = both(view.resolved(group.condition))
        if self.reasons.world.evaluate(condition).value is False:
            because = self.reasons.leaves(condition, None)
            empty: dict[str, Any] = {"value": "no", "by": "leaves", "because": because, "open": [], "figures": []}
            return {"kind": "group", "because": empty}
        return {"kind": "number", "lines": self._same(need)}

    def _subject(self, subject: str) -> str:
        view = self.reasons.view
        named = {key: text for event in view.events for key, text in (event.subjects or {}).items()}
        named |= {group.id: group.name for group in (*view.groups, *view.parties) if group.id not in named}
        return named.get(subject, subject)


def _asks(mode: str) -> str:
    """What one asks about a paper in this mode: why is it wanted (yes), spared, or not to be brought (no)."""
    return "yes" if mode in WANTED else "spared" if mode in SPARED else "no"
