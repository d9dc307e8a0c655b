"""Applications 申请: submitted once, whatever crashes, repeats or races."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Response

from api.applications import wording
from api.applications.schemas import KEY, NewApplication
from api.applications.submission import take
from api.edge import BearerToken, StandingHouse, problems
from api.errors import BadRequest

router = APIRouter(prefix="/v1/applications", tags=["applications 申请"])


@router.post("", status_code=201, summary="提交 (submit)", responses=problems(400, 401, 404, 409, 413, 422, 429, 503))
def submit(
    body: NewApplication,
    house: StandingHouse,
    token: BearerToken,
    idempotency_key: Annotated[str | None, Header()] = None,
) -> Response:
    """`{case_no, receipt}`. Identity token; `Idempotency-Key` of your choice (1 to 128 signs), the same for a repeat."""
    if idempotency_key is None or KEY.fullmatch(idempotency_key) is None:
        raise BadRequest(wording.KEY_MISSING)
    return Response(take(house, token, idempotency_key, body), 201, media_type="application/json")
