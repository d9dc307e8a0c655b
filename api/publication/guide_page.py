"""The static guide of one event in one region: everything a citizen may have to do, with conditions in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.publication import wording
from api.publication.flow import picture
from knowledge.basis import Basis
from knowledge.bundle import Bundle, Place
from knowledge.condition import All, parse
from knowledge.condition_words import condition_text
from knowledge.model import LifeEvent, Requirement, ServiceItem
from knowledge.service_lines import offices
from knowledge.words import LOCAL, PRESENCE, ROUTE, basis_lines, figure, time_line

TEMPLATES = Path(__file__).parent / "templates"


def guide_page(bundle: Bundle, event: str, region: str, on: date) -> str:
    """The guide as one HTML file that needs nothing beside it. Raises KeyError for an unknown event or region."""
    return _templates().get_template("guide.html.j2").render(page(bundle, event, region, on))


def index_page(bundle: Bundle, region: str, on: date) -> str:
    """The column of a region: its events by stage with links to their guides, and what is not encoded yet."""
    stages = sorted(bundle.stages.values(), key=lambda stage: (stage.audience, stage.order))
    place = bundle.at(region, on)
    return (
        _templates()
        .get_template("index.html.j2")
        .render(
            words=wording,
            region=bundle.regions[region],
            on=on,
            stages=[
                (
                    stage,
                    [e for e in place.events.values() if (e.stage, e.audience) == (stage.name, stage.audience)],
                    [e for e in bundle.column.values() if (e.stage, e.audience) == (stage.name, stage.audience)],
                )
                for stage in stages
            ],
            offices=offices(bundle, place.chain),
        )
    )


def page(bundle: Bundle, event: str, region: str, on: date) -> dict[str, Any]:
    """What the template shows."""
    place = bundle.at(region, on)
    record = place.events[event]
    lead = bundle.departments[record.lead]
    return {
        "words": wording,
        "event": record,
        "region": bundle.regions[region],
        "on": on,
        "lead": lead,
        "flow": picture(bundle, place, event),
        "services": [_service(bundle, place, record, use.service, use.when) for use in record.services],
        "faq": [{"q": f.q, "a": f.a, "class": f.topic, "basis": _bases(bundle, f.basis)} for f in record.faq],
        "policies": record.policies,
        "offices": offices(bundle, place.chain),
    }


def _service(bundle: Bundle, place: Place, event: LifeEvent, name: str, joins_when: Any) -> dict[str, Any]:
    service = place.services[name]
    conditions = [parse(raw) for raw in (joins_when, service.when) if raw]
    return {
        "record": service,
        "when": condition_text(place, All(tuple(conditions))) if conditions else "",
        "department": bundle.departments[service.department].name,
        "handler": next(_handlers(bundle, place, service.department), service.handler),
        "route": ROUTE[service.route],
        "other_routes": [
            {"when": condition_text(place, parse(v.when)), "route": ROUTE[v.route], "because": v.because}
            for v in service.route_when
            if v.route
        ],
        "presence": PRESENCE[service.presence],
        "place": service.place or bundle.place_roles[service.place_role].name,
        "times": [time_line(time) for time in service.times] or [LOCAL],
        "fees": [
            {
                "name": fee.name,
                "text": fee.text or (f"{figure(fee.amount)}{fee.unit or '元'}" if fee.amount is not None else LOCAL),
                "when": condition_text(place, parse(fee.when)) if fee.when else "",
                "reductions": fee.reductions,
                "basis": _bases(bundle, fee.basis),
            }
            for fee in service.fees
        ],
        "basis": _bases(bundle, service.basis),
        "materials": [_material(bundle, place, event, service, need) for need in service.requirements],
        "statements": [
            {"text": s.text, "when": condition_text(place, parse(s.when)) if s.when else ""}
            for s in (*service.notices, *service.duties)
        ],
        "deadlines": [d.text for d in service.deadlines],
        "note": "" if service.verified else LOCAL,
    }


def _handlers(bundle: Bundle, place: Place, department: str) -> Iterator[str]:
    """Who acts for a department here, the nearest division first."""
    for code in reversed(place.chain):
        handlers = bundle.regions[code].handlers or {}
        if department in handlers:
            yield handlers[department]


def _material(
    bundle: Bundle, place: Place, event: LifeEvent, service: ServiceItem, need: Requirement
) -> dict[str, Any]:
    material = bundle.materials[need.material]
    whose = (event.subjects or {}).get(need.subject) or _group_name(event, need.subject)
    return {
        "name": material.name,
        "whose": whose or "",
        "mode": wording.MODE_SHOWN["result"] if need.result_of else wording.MODE_SHOWN[need.mode],
        "when": condition_text(place, parse(need.when)) if need.when else "",
        "why": need.why or "",
        "free_if": "、".join(bundle.licences[name].name for name in need.exempt_by),
        "group": need.group,
        "notes": material.notes or "",
        "basis": _bases(bundle, need.basis),
        "copies": need.copies,
        "note": "" if need.verified and material.verified else LOCAL,
    }


def _group_name(event: LifeEvent, subject: str) -> str | None:
    return next((group.name for group in (*event.groups, *event.parties) if group.id == subject), None)


def _bases(bundle: Bundle, bases: tuple[Basis, ...]) -> str:
    lines = basis_lines(bundle, bases)
    return "、".join(line["text"] + ("" if line["verified"] else wording.UNVERIFIED) for line in lines)


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
