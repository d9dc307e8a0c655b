"""Events 一件事专栏: what can be done here, and the guide of one event."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.edge import TheHouse, answer, problems
from api.events import service

router = APIRouter(prefix="/v1/events", tags=["events 一件事"])


@router.get("", summary="能办哪些一件事 (all events)", responses=problems(503))
def column(house: TheHouse) -> Response:
    """`{stages: [{id, name, audience}], events: [{id, name, title, audience, stage, lead, lifecycle, demo, encoded: true,
    verified}], entries: [{id, name, title, audience, stage, lead, text, joins, phone, encoded: false, verified}], regions: [{code, name}]}`.
    Entries are recognised and explained, no list is computed for them.
    """
    return answer(service.column(house.bundles.current()))


@router.get("/{event_id}", summary="一件事的办事指南 (one guide)", responses=problems(404, 422, 503))
def guide(
    event_id: str, house: TheHouse, region: Annotated[str, Query(min_length=1, max_length=20)] = "000000"
) -> Response:
    """The event with its chapters and questions, and the guidance while nothing about the person is known."""
    return answer(service.one(house.bundles.current(), event_id, region))
