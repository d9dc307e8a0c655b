"""The edge: what every endpoint may ask for. Here, and only here, a transaction begins and commits.

    @router.get("/v1/cases")
    def cases(session: Reading, house: TheHouse, token: BearerToken) -> ...

`Reading` / `Writing` give a session for the request. The commit happens before the response is sent, so that a
client never holds a receipt for something that was not kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, ConfigDict
from sqlalchemy.orm import Session

from api.house import House
from api.problems import DOCUMENT, MEDIA_TYPE


class Body(BaseModel):
    """Base of request bodies: exact types, no unknown members, finite numbers."""

    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False, frozen=True)


def the_house(request: Request) -> House:
    """The parts of the service, without waiting for start-up."""
    house: House = request.app.state.house
    return house


def the_standing_house(request: Request) -> House:
    """The parts of the service once keys and tables stand. Raises Starting (503)."""
    house = the_house(request)
    house.ready()
    return house


TheHouse = Annotated[House, Depends(the_house)]
StandingHouse = Annotated[House, Depends(the_standing_house)]


def _reading(house: StandingHouse) -> Iterator[Session]:
    with house.database.reading() as session:
        yield session


def _writing(house: StandingHouse) -> Iterator[Session]:
    with house.database.writing() as session:
        yield session


Reading = Annotated[Session, Depends(_reading, scope="function")]
Writing = Annotated[Session, Depends(_writing, scope="function")]


def bearer(
    credentials: Annotated[
        HTTPAuthorizationCredentials | None,
        Depends(
            HTTPBearer(
                auto_error=False, description="开始对话或登录时得到的凭证 (token of a conversation or an identity)"
            )
        ),
    ],
) -> str | None:
    """The bearer token of the request, or None. Whether it opens anything is for the feature to find out."""
    return credentials.credentials.strip() or None if credentials else None


BearerToken = Annotated[str | None, Depends(bearer)]


def address(request: Request) -> str:
    """The network address of the caller, for limits only."""
    return request.client.host if request.client else "local"


Address = Annotated[str, Depends(address)]


def to_json(value: Any) -> bytes:
    """Compact UTF-8 JSON; the only way in which answers and stored replies are written."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def answer(value: Any, status: int = 200) -> Response:
    """A JSON response from plain data, without the copy value by value that a response model makes."""
    return Response(to_json(value), status, media_type="application/json")


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The `responses` of an endpoint that may answer with these problem statuses."""
    return {
        status: {"description": "问题说明 (RFC 9457 problem)", "content": {MEDIA_TYPE: {"schema": DOCUMENT}}}
        for status in statuses
    }
