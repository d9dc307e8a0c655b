"""Conversations 对话: begin, say something, look, move to another device, erase."""

from __future__ import annotations

from fastapi import APIRouter, Response

from api import tokens
from api.conversations import repository, resume, service, wording
from api.conversations.schemas import NewConversation, NewMessage, Resume
from api.conversations.turns import take_turn
from api.edge import Address, BearerToken, Reading, StandingHouse, Writing, answer, problems
from api.errors import NotFound

router = APIRouter(prefix="/v1/conversations", tags=["conversations 对话"])


@router.post("", status_code=201, summary="开始一次对话 (begin a conversation)", responses=problems(413, 422, 429, 503))
def begin(body: NewConversation, house: StandingHouse, session: Writing, address: Address) -> Response:
    """`{id, token, messages, state}`. The token is shown once and opens everything below."""
    house.limits.check("conversation", address)
    return answer(service.begin(house, session, body), 201)


@router.post(
    "/resume",
    summary="用接续码接着办 (continue on another device)",
    responses=problems(404, 413, 422, 429, 503),
)
def use_code(body: Resume, house: StandingHouse, address: Address) -> Response:
    """A new token; the old one is revoked. Facts and list only, until the person is verified."""
    house.limits.check("resume", address)
    with house.database.writing() as session:
        shown = resume.redeem(house, session, body.code)  # committed also when wrong: the try is counted
    if shown is None:
        raise NotFound(wording.WRONG_CODE)
    return answer(shown)


@router.post(
    "/{conversation_id}/messages",
    summary="说一句，或点一个按钮 (one turn)",
    responses=problems(404, 409, 413, 422, 429, 503),
)
def say(conversation_id: str, body: NewMessage, house: StandingHouse, token: BearerToken) -> Response:
    """`{turn, messages, state, guidance?}`. The same `client_msg_id` with the same body: the stored reply again."""
    house.limits.check("turn", tokens.digest(f"{conversation_id} {token}"))  # without the token nobody uses it up
    return Response(take_turn(house, conversation_id, token, body), media_type="application/json")


@router.get("/{conversation_id}", summary="对话到哪了 (where it stands)", responses=problems(404, 503))
def show(conversation_id: str, house: StandingHouse, session: Reading, token: BearerToken) -> Response:
    """State, guidance, and the messages of the last reply."""
    return answer(service.show(house, session, repository.authorised(session, conversation_id, token)))


@router.delete("/{conversation_id}", status_code=204, summary="删掉这次对话 (erase)", responses=problems(404, 503))
def erase(conversation_id: str, session: Writing, token: BearerToken) -> None:
    """Everything said and listed in it is gone for good."""
    service.erase(session, repository.authorised(session, conversation_id, token).id)


@router.post(
    "/{conversation_id}/resume-code",
    status_code=201,
    summary="取接续码 (a code for another device)",
    responses=problems(404, 503),
)
def resume_code(conversation_id: str, house: StandingHouse, session: Writing, token: BearerToken) -> dict[str, str]:
    """`{code, expires_at}`: 8 characters, 10 minutes, once."""
    issued = resume.issue(house.cipher, session, repository.authorised(session, conversation_id, token))
    return {"code": issued.code, "expires_at": issued.expires_at}
