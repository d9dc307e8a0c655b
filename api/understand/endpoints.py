"""Understand 听懂一句话: what a text is about, without a conversation."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import StringConstraints

from api import regions
from api.clock import china, now
from api.conversations.answering import readable
from api.edge import Address, Body, TheHouse, answer, problems

router = APIRouter(tags=["understand 听懂"])


class UnderstandRequest(Body):
    """One text, and where it was said."""

    text: str
    region: Annotated[str, StringConstraints(max_length=20)] | None = None


@router.post("/v1/understand", summary="听懂一句话 (ranked events, act, facts)", responses=problems(413, 422, 429, 503))
def understand(body: UnderstandRequest, house: TheHouse, address: Address) -> Response:
    """`{act, confidence, events: [{id, score}], facts: [{fact, value, text}], model}`. Nothing is stored."""
    house.limits.check("compute", address)
    if body.region is not None:
        regions.check(house.bundles.current(), body.region)
    words, _ = readable(body.text)
    return answer(house.bot.parse(words, china(now()).isoformat(timespec="seconds")))
