"""The public column and one guide as data, for other systems to show."""

from __future__ import annotations

from datetime import date
from typing import Any

from api.events.service import column
from api.regions import known
from knowledge.bundle import Bundle
from knowledge.guidance import guide


def public_column(bundle: Bundle) -> dict[str, Any]:
    """The column with the national lists, each line with the event or entry that it is here."""
    lists = [
        {
            "id": listing.id,
            "name": listing.name,
            "law": bundle.laws[listing.law].number if listing.law else None,
            "count": listing.count,
            "items": [
                {
                    "no": item.no,
                    "name": item.name,
                    "audience": item.audience,
                    "event": item.event,
                    "entry": item.entry,
                    "verified": item.verified,
                }
                for item in listing.items
            ],
            "verified": listing.verified,
        }
        for listing in bundle.lists.values()
    ]
    return {**column(bundle), "regions": known(bundle), "lists": lists}


def public_guide(bundle: Bundle, event: str, region: str, on: date) -> dict[str, Any]:
    """The guidance of an event while nothing about the person is known: every service, material and deadline."""
    return guide(bundle, events=[event], region=region, facts={}, holdings=[], on=on)
