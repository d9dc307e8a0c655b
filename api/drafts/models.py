"""Tables of drafts. What a person typed or a register told is sealed; ids, versions and times are not."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from api.models import Base, UtcDateTime


class Draft(Base):
    """预填: the merged form of one conversation while it is being filled in.

    `open_for` is the conversation's id until the draft is submitted, so that there is one open draft at a time.
    `person_ref` is set when a verified person has claimed it; from then on only that person opens it.
    """

    __tablename__ = "drafts"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    open_for: Mapped[str | None] = mapped_column(String(64), unique=True)
    version: Mapped[int]
    person_ref: Mapped[str | None] = mapped_column(String(64))
    person: Mapped[bytes | None] = mapped_column(LargeBinary)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    case_no: Mapped[str | None] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    touched_at: Mapped[datetime] = mapped_column(UtcDateTime)


class LookUp(Base):
    """核验记录: who looked up whom, why, when, with what authority, and a digest of what was found. Never the content.

    Kept when the draft is erased: it holds keyed references only.
    """

    __tablename__ = "look_ups"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    who: Mapped[str] = mapped_column(String(64))
    whose: Mapped[str] = mapped_column(String(64), index=True)
    query: Mapped[str] = mapped_column(String(64))
    why: Mapped[str] = mapped_column(String(64))
    authority: Mapped[str] = mapped_column(String(64))
    outcome: Mapped[str] = mapped_column(String(16))
    result_digest: Mapped[str | None] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
