"""One stateless guidance: nothing is stored, the same request gives the same answer on every channel."""

from __future__ import annotations

from typing import Any

from api import fact_values, regions
from api.clock import today
from api.errors import Unprocessable
from api.guidance.schemas import GuidanceRequest
from knowledge.bundle import Bundle
from knowledge.guidance import guide


class UnknownEvent(Unprocessable):
    type = "unknown-event"
    title = "没有这件事"
    detail = "没有叫“{event}”的一件事。现在能办的有：{known}。请改好再发。"


class UnknownLicence(Unprocessable):
    type = "unknown-licence"
    title = "没有这种证照"
    detail = "没有叫“{licence}”的证照或数据。请改好再发。"


def guidance(bundle: Bundle, request: GuidanceRequest) -> dict[str, Any]:
    """The Guidance. Raises UnknownEvent, UnknownRegion, UnknownPlaceRole, FactOutside, UnknownLicence.

    Each names what to change.
    """
    for event in request.events:
        check_event(bundle, event)
    regions.check(bundle, request.region)
    regions.check_places(bundle, request.places)
    facts = fact_values.parse(bundle, request.facts)
    for holding in request.holdings:
        if holding.licence not in bundle.licences:
            raise UnknownLicence(UnknownLicence.detail.format(licence=holding.licence), licence=holding.licence)
    return guide(
        bundle,
        events=list(request.events),
        region=request.region,
        facts=facts,
        holdings=[holding.model_dump() for holding in request.holdings],
        places=request.places,
        on=request.on or today(),
    )


def check_event(bundle: Bundle, event: str) -> None:
    """Raises UnknownEvent naming the event and those known."""
    if event in bundle.events:
        return
    allowed = [{"id": e.id, "name": e.name} for e in bundle.events.values()]
    shown = "、".join(f"{e.name}（{e.id}）" for e in bundle.events.values())
    raise UnknownEvent(
        UnknownEvent.detail.format(event=event, known=shown),
        event=event,
        allowed=allowed,
        errors=[{"field": "events", "detail": "没有这件事。"}],
    )
