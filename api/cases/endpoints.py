"""Cases 办件: how far each department is, what to correct, and taking back."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Header, Response
from fastapi.responses import StreamingResponse

from api.cases import repository, service, stream
from api.cases.models import Case
from api.cases.schemas import Correction
from api.edge import BearerToken, Reading, StandingHouse, TheHouse, Writing, answer, problems
from api.house import House
from api.sign_in import service as sign_in
from api.sign_in.service import SignedIn

router = APIRouter(prefix="/v1/cases", tags=["cases 办件"])


@router.get("", summary="我的办件 (my cases)", responses=problems(401, 503))
def cases(house: StandingHouse, session: Reading, token: BearerToken) -> Response:
    """`{cases: [summary]}`, newest first: those submitted by this person and those they confirmed as a party."""
    who = sign_in.required(house, session, token)
    found = repository.of_person(session, who.ref)
    return answer({"cases": [service.summary(house, session, case) for case in found]})


@router.get("/{case_no}", summary="办到哪一步 (one case)", responses=problems(404, 503))
def show(case_no: str, house: StandingHouse, session: Reading, token: BearerToken) -> Response:
    """Tasks with state and due date, and the timeline."""
    case, _ = service.opened(house, session, case_no, token)
    return answer(service.view(house, session, case))


@router.post(
    "/{case_no}/tasks/{task_id}/correction",
    summary="补正 (answer a correction)",
    responses=problems(404, 409, 422, 503),
)
def correct(
    case_no: str, task_id: str, body: Correction, house: StandingHouse, session: Writing, token: BearerToken
) -> Response:
    """The one field a department asked about. The case as it stands then."""
    case, who = service.opened(house, session, case_no, token, lock=True)
    service.correct(house, session, case, who, task_id, dict(body.values))
    return answer(service.view(house, session, case))


@router.post("/{case_no}/withdraw", summary="全部撤回 (take all back)", responses=problems(403, 404, 409, 503))
def withdraw(case_no: str, house: StandingHouse, session: Writing, token: BearerToken) -> Response:
    """Every task that is not finished, until it is decided."""
    case, who = service.opened(house, session, case_no, token, lock=True)
    service.withdraw(house, session, case, who)
    return answer(service.view(house, session, case))


@router.post(
    "/{case_no}/tasks/{task_id}/withdraw", summary="撤回一项 (take one back)", responses=problems(403, 404, 409, 503)
)
def withdraw_task(case_no: str, task_id: str, house: StandingHouse, session: Writing, token: BearerToken) -> Response:
    """One task, until it is decided."""
    case, who = service.opened(house, session, case_no, token, lock=True)
    service.withdraw(house, session, case, who, task_id)
    return answer(service.view(house, session, case))


@router.get(
    "/{case_no}/events",
    summary="进度推送 (live updates)",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {}}}, **problems(404, 503)},
)
async def events(
    case_no: str,
    house: TheHouse,
    token: BearerToken,
    last_event_id: Annotated[str | None, Header()] = None,
) -> StreamingResponse:
    """Server-sent events with ids and states; read with fetch and the bearer header. Last-Event-ID resumes."""
    case, who = await asyncio.to_thread(_opened, house, case_no, token)
    after = int(last_event_id) if last_event_id and last_event_id.isdecimal() and len(last_event_id) < 10 else None
    body = stream.events(house, case.case_no, after, who.expires_at)
    return StreamingResponse(body, media_type="text/event-stream", headers={"x-accel-buffering": "no"})


def _opened(house: House, case_no: str, token: str | None) -> tuple[Case, SignedIn]:
    house.ready()
    with house.database.reading() as session:
        return service.opened(house, session, case_no, token)
