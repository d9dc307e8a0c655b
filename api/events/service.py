"""Events as the column shows them."""

from __future__ import annotations

from typing import Any

from api import regions
from api.clock import today
from api.errors import NotFound
from knowledge.bundle import Bundle
from knowledge.guidance import guide
from knowledge.model import LifeEvent


class NoSuchEvent(NotFound):
    detail = "没有这件事。请从“一件事”列表里选一件。"


def column(bundle: Bundle) -> dict[str, Any]:
    """All events and the counties for which there are lists."""
    events = [_head(bundle, event) for event in bundle.events.values()]
    return {"bundle": bundle.hash, "events": events, "regions": regions.known(bundle)}


def one(bundle: Bundle, event_id: str, region: str) -> dict[str, Any]:
    """One event in one region. Raises NotFound, UnknownRegion."""
    if event_id not in bundle.events:
        raise NoSuchEvent()
    regions.check(bundle, region)
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
        "verified": event.verified,
    }
