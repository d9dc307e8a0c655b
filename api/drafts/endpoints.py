"""Drafts 预填: one form from many services, filled as far as identity, registers and the conversation know."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response

from api.conversations import repository as conversations
from api.drafts import access, claiming, reading, repository, service
from api.drafts.schemas import Claim, DraftChange, NewDraft
from api.drafts.sheet import sheet
from api.edge import BearerToken, StandingHouse, Writing, answer, problems
from api.errors import NotFound
from api.house import House

router = APIRouter(prefix="/v1/drafts", tags=["drafts 预填"])


@router.post("", status_code=201, summary="打开表 (open the form)", responses=problems(404, 409, 422, 503))
def open_draft(body: NewDraft, house: StandingHouse, token: BearerToken) -> Response:
    """The draft of the conversation: the open one, or a new one."""
    with house.database.writing() as session:
        conversation = conversations.authorised(session, body.conversation, token)
        draft = service.open_for(house.cipher, session, conversation.id)
        current = reading.read(house, session, draft)
        service.arrange(house, session, current)
        shown = service.view(current)
    private = draft.person_ref is not None or conversation.resumed_at is not None
    return answer(service.without_values(shown) if private else shown, 201)


@router.get("/{draft_id}", summary="看表 (the form as it stands)", responses=problems(401, 404, 409, 503))
def show(draft_id: str, house: StandingHouse, token: BearerToken) -> Response:
    """Fields with origin and error, parties, materials, what is missing."""
    return answer(_view(house, draft_id, token))


@router.patch("/{draft_id}", summary="填表 (keep what was typed)", responses=problems(401, 404, 409, 422, 429, 503))
def change(draft_id: str, body: DraftChange, house: StandingHouse, token: BearerToken) -> Response:
    """Everything typed is kept; what is wrong comes back with its `error`. 409 when `version` is not the latest."""
    house.limits.check("turn", draft_id)
    with house.database.reading() as session:
        current = reading.read(house, session, access.opened(house, session, draft_id, token).draft)
        service.check_change(current, body)
    with house.database.writing() as session:
        service.change(house, session, current, body)
    return answer(_view(house, draft_id, token))


@router.delete("/{draft_id}", status_code=204, summary="删掉这张表 (erase)", responses=problems(401, 404, 503))
def erase(draft_id: str, house: StandingHouse, session: Writing, token: BearerToken) -> None:
    """The form and all links to it are gone; what was submitted from it stays."""
    repository.remove(session, access.opened(house, session, draft_id, token).draft.id)


@router.post(
    "/{draft_id}/claim", summary="登录后认领 (bind to the person)", responses=problems(401, 404, 409, 422, 503)
)
def claim(draft_id: str, body: Claim, house: StandingHouse, token: BearerToken) -> Response:
    """Conversation token in the header, identity token in the body. Afterwards only the identity token opens it."""
    claiming.claim(house, draft_id, token, body.identity_token)
    return answer(_view(house, draft_id, body.identity_token))


@router.post("/{draft_id}/confirm", summary="本人确认 (this party confirms)", responses=problems(404, 409, 422, 503))
def confirm(draft_id: str, house: StandingHouse, token: BearerToken) -> Response:
    """The claimant confirms, for their own party where there are several."""
    with house.database.reading() as session:
        draft, who = access.claimed(house, session, draft_id, token)
        current = reading.read(house, session, draft)
    with house.database.writing() as session:
        service.confirm(house, session, current, current.own, who)
    return answer(_view(house, draft_id, token))


@router.post("/{draft_id}/parties/{party}/link", summary="换一个确认链接 (new link)", responses=problems(404, 409, 503))
def renew_link(draft_id: str, party: str, house: StandingHouse, session: Writing, token: BearerToken) -> Response:
    """The old link is dead, and what was confirmed by it is void."""
    draft, _ = access.claimed(house, session, draft_id, token)
    service.renew_link(house, session, reading.read(house, session, draft), party)
    session.refresh(draft)
    return answer(service.view(reading.read(house, session, draft)))


@router.get(
    "/{draft_id}/sheet.pdf",
    summary="明白卡 (the list on paper)",
    response_class=Response,
    responses={200: {"content": {"application/pdf": {}}}, **problems(404, 409, 503)},
)
def sheet_pdf(draft_id: str, house: StandingHouse, token: BearerToken) -> Response:
    """What is needed, on one or two pages; without anything from the form, so it needs no signing in."""
    with house.database.reading() as session:
        try:
            draft, _ = access.by_conversation(session, draft_id, token)
        except NotFound:
            draft, _who = access.claimed(house, session, draft_id, token)
        guidance = reading.read(house, session, draft).guidance
    headers = {"content-disposition": 'inline; filename="mingbaika.pdf"'}
    return Response(sheet(guidance), media_type="application/pdf", headers=headers)


def _view(house: House, draft_id: str, token: str | None) -> dict[str, Any]:
    with house.database.reading() as session:
        draft = access.opened(house, session, draft_id, token).draft
        return service.view(reading.read(house, session, draft))
