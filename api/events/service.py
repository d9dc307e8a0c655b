"""Events as the column shows them."""

from __future__ import annotations

from typing import Any

from actions.wording import PHONE
from api import regions
from api.clock import today
from api.errors import NotFound
from knowledge.bundle import Bundle
from knowledge.guidance import guide
from knowledge.model import ColumnEntry, LifeEvent
from knowledge.service_lines import offices


class NoSuchEvent(NotFound):
    detail = "没有这件事。请从“一件事”列表里选一件。"


def column(bundle: Bundle) -> dict[str, Any]:
    """The stages, all events, what is recognised but not encoded, and the counties for which there are lists."""
    stages = sorted(bundle.stages.values(), key=lambda stage: (stage.audience, stage.order))
    return {
        "bundle": bundle.hash,
        "stages": [{"id": s.id, "name": s.name, "audience": s.audience} for s in stages],
        "events": [_head(bundle, event) for event in bundle.events.values()],
        "entries": [_entry(bundle, entry) for entry in bundle.column.values()],
        "regions": regions.known(bundle),
    }


def one(bundle: Bundle, event_id: str, region: str) -> dict[str, Any]:
    """One event in one region; of what is not encoded, what is known. Raises NotFound, UnknownRegion."""
    if event_id not in bundle.events and event_id not in bundle.column:
        raise NoSuchEvent()
    regions.check(bundle, region)
    if event_id in bundle.column:
        return {**_entry(bundle, bundle.column[event_id]), "offices": offices(bundle, bundle.chain(region))}
    place = bundle.at(region, today())
    event = place.events[event_id]
    chapters = [
        {
            "id": chapter.id,
            "title": chapter.title,
            "facts": [{"fact": f, "name": place.facts[f].name, "text": place.facts[f].question} for f in chapter.facts],
        }
        for chapter in event.chapters
    ]
    guidance = guide(bundle, events=[event_id], region=region, facts={}, holdings=[], on=today())
    return {**_head(bundle, event), "opening": event.opening, "chapters": chapters, "guidance": guidance}


def _entry(bundle: Bundle, entry: ColumnEntry) -> dict[str, Any]:
    lead = bundle.departments.get(entry.lead or "")
    return {
        "id": entry.id,
        "name": entry.name,
        "title": entry.title,
        "audience": entry.audience,
        "stage": entry.stage,
        "lead": {"id": lead.id, "name": lead.name} if lead else None,
        "text": list(entry.text),
        "joins": list(entry.joins),
        "phone": entry.phone or PHONE,
        "encoded": False,
        "verified": entry.verified,
    }


def _head(bundle: Bundle, event: LifeEvent) -> dict[str, Any]:
    lead = bundle.departments.get(event.lead)
    return {
        "id": event.id,
        "name": event.name,
        "title": event.title,
        "audience": event.audience,
        "stage": event.stage,
        "lead": {"id": event.lead, "name": lead.name if lead else event.lead},
        "lifecycle": event.lifecycle,
        "demo": event.demo,
        "encoded": True,
        "verified": event.verified,
    }
