"""Reads and writes of drafts. Nothing here commits."""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.orm import Session

from api import tokens
from api.clock import now
from api.conversations.models import Conversation
from api.drafts.models import Draft


def by_id(session: Session, draft_id: str) -> Draft | None:
    """A draft, if `draft_id` is one's."""
    return session.get(Draft, draft_id) if tokens.is_id(draft_id) else None


def open_of(session: Session, conversation_id: str) -> Draft | None:
    """The draft of a conversation that is not submitted yet."""
    return session.scalar(select(Draft).where(Draft.open_for == conversation_id))


def conversation_of(session: Session, draft: Draft | None) -> Conversation | None:
    """The conversation of a draft; asked for a missing draft too, so that both cost the same."""
    return session.get(Conversation, draft.conversation_id if draft else "-")


def advance(session: Session, draft: Draft, values: dict[str, Any]) -> bool:
    """Write `values` if the draft is as `draft` was read and not submitted; whether it was. Keeps the conversation."""
    moment = now()
    statement = (
        update(Draft)
        .where(Draft.id == draft.id, Draft.version == draft.version, Draft.case_no.is_(None))
        .values(version=draft.version + 1, touched_at=moment, **values)
        .execution_options(synchronize_session=False)
    )
    if cast("CursorResult[Any]", session.execute(statement)).rowcount != 1:
        return False
    touched = update(Conversation).where(Conversation.id == draft.conversation_id).values(touched_at=moment)
    session.execute(touched.execution_options(synchronize_session=False))
    return True


def remove(session: Session, draft_id: str) -> None:
    """Delete a draft with its parties and their links (by cascade)."""
    session.execute(delete(Draft).where(Draft.id == draft_id))
