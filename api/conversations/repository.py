"""Reads and writes of conversations. Nothing here commits."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.orm import Session

from api import tokens
from api.conversations.models import Conversation, ResumeCode, Turn
from api.errors import NotFound


def authorised(session: Session, conversation_id: str, token: str | None) -> Conversation:
    """The conversation that `token` opens. Raises NotFound alike for a wrong id, a wrong token and none."""
    found = session.get(Conversation, conversation_id) if tokens.is_id(conversation_id) else None
    if not tokens.matches(token, found.token_digest if found else None) or found is None:
        raise NotFound()
    return found


def turn_of(session: Session, conversation_id: str, client_msg_id: str) -> Turn | None:
    """The stored turn of a client's message, if it has been answered."""
    return session.scalar(
        select(Turn).where(Turn.conversation_id == conversation_id, Turn.client_msg_id == client_msg_id)
    )


def last_turn(session: Session, conversation_id: str) -> Turn | None:
    """The newest turn."""
    return session.scalar(
        select(Turn).where(Turn.conversation_id == conversation_id).order_by(Turn.number.desc()).limit(1)
    )


def advance(session: Session, conversation_id: str, version: int, values: dict[str, Any]) -> bool:
    """Write `values` if the conversation still has `version`; whether it had. The compare-and-set of a turn."""
    statement = (
        update(Conversation)
        .where(Conversation.id == conversation_id, Conversation.version == version)
        .values(version=version + 1, **values)
        .execution_options(synchronize_session=False)
    )
    return cast("CursorResult[Any]", session.execute(statement)).rowcount == 1


def code_at(session: Session, locator: str) -> ResumeCode | None:
    """The resume code found by its first half, locked against a simultaneous try."""
    return session.scalar(select(ResumeCode).where(ResumeCode.locator == locator).with_for_update())


def delete_codes(session: Session, conversation_id: str) -> None:
    """Withdraw the resume codes of a conversation."""
    session.execute(delete(ResumeCode).where(ResumeCode.conversation_id == conversation_id))


def delete_expired_codes(session: Session, moment: datetime) -> None:
    """Remove codes nobody can use any more."""
    session.execute(delete(ResumeCode).where(ResumeCode.expires_at <= moment))


def delete_conversation(session: Session, conversation_id: str) -> None:
    """Remove the conversation with its turns, codes and hand-offs (by cascade)."""
    session.execute(delete(Conversation).where(Conversation.id == conversation_id))


def idle_since(session: Session, moment: datetime, limit: int = 100) -> list[str]:
    """Ids of conversations not touched since `moment`."""
    return list(session.scalars(select(Conversation.id).where(Conversation.touched_at < moment).limit(limit)))
