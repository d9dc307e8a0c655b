"""Guidance 一次性告知, without a conversation."""

from __future__ import annotations

from fastapi import APIRouter, Response

from api.edge import Address, TheHouse, answer, problems
from api.guidance import service
from api.guidance.schemas import GuidanceRequest

router = APIRouter(tags=["guidance 一次性告知"])


@router.post(
    "/v1/guidance", summary="一次性告知 (what is needed, and what to ask next)", responses=problems(413, 422, 429, 503)
)
def guidance(body: GuidanceRequest, house: TheHouse, address: Address) -> Response:
    """Services, materials, steps, times, fees and the next question for the facts given. Needs neither bot nor database."""
    house.limits.check("compute", address)
    return answer(service.guidance(house.bundles.current(), body))
