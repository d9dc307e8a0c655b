"""Reads and writes of parties. Nothing here commits."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from api import tokens
from api.parties.models import Party


def of_draft(session: Session, draft_id: str) -> dict[str, Party]:
    """The rows of a draft by party id."""
    rows = session.scalars(select(Party).where(Party.draft_id == draft_id))
    return {row.party: row for row in rows}


def by_link(session: Session, link: str) -> Party | None:
    """The party whose link this is."""
    return session.scalar(select(Party).where(Party.link_digest == tokens.digest(link)))


def remove_others(session: Session, draft_id: str, kept: list[str]) -> None:
    """Delete the rows of parties that the draft no longer has; their links die."""
    session.execute(delete(Party).where(Party.draft_id == draft_id, Party.party.not_in(kept)))
