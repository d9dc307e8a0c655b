"""Which division made a record what it is in a place, and on what basis; which places a set of events needs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from knowledge.bundle import Bundle, Place
from knowledge.content.overlay import paths
from knowledge.model import PlaceRole
from knowledge.words import basis_lines


def provenance(bundle: Bundle, place: Place, kind: str, name: str) -> list[dict[str, Any]]:
    """The layers over the national record `name` of `kind` (service, parameter, event, fact), from the nation down.

    Each is {division, name, fields, basis, source, verified, from, to}: the division's code and name, the paths it
    touches, its basis as lines, and its first and last day (null: no such bound). Empty: as everywhere.
    """
    return [
        {
            "division": overlay.division,
            "name": bundle.regions[str(overlay.division)].full_name,
            "fields": list(paths(overlay)),
            "basis": basis_lines(bundle, overlay.basis),
            "source": overlay.source,
            "verified": overlay.verified,
            "from": overlay.starts,
            "to": overlay.ends,
        }
        for overlay in place.changed.get((kind, name), ())
    ]


def needed_places(bundle: Bundle, place: Place, events: Iterable[str]) -> list[PlaceRole]:
    """The place roles of the services of `events`, in reading order: what a guidance may draw on."""
    services = (place.services[use.service] for event in events for use in place.events[event].services)
    return [bundle.place_roles[role] for role in dict.fromkeys(service.place_role for service in services)]
