"""Tables of conversations. What a person said or chose is sealed; ids, versions and times are not."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from api.models import Base, UtcDateTime


class Conversation(Base):
    """One conversation: who may speak in it (token digest) and where it stands (sealed state, version)."""

    __tablename__ = "conversations"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    token_digest: Mapped[str] = mapped_column(String(64))
    channel: Mapped[str] = mapped_column(String(16))
    region: Mapped[str] = mapped_column(String(6))
    version: Mapped[int]
    state: Mapped[bytes] = mapped_column(LargeBinary)
    opening: Mapped[bytes] = mapped_column(LargeBinary)
    #: Set when the token was issued for a resume code: facts and list only, until the person is verified.
    resumed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    touched_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class Turn(Base):
    """One turn as it was read and answered; `reply` holds the bytes that a repeat returns."""

    __tablename__ = "turns"
    __table_args__ = (
        UniqueConstraint("conversation_id", "client_msg_id"),
        UniqueConstraint("conversation_id", "number"),
    )

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    number: Mapped[int]
    client_msg_id: Mapped[str] = mapped_column(String(64))
    request_digest: Mapped[str] = mapped_column(String(64))
    act: Mapped[bytes] = mapped_column(LargeBinary)
    reply: Mapped[bytes] = mapped_column(LargeBinary)
    model: Mapped[str | None] = mapped_column(String(128))
    bundle: Mapped[str] = mapped_column(String(64))
    on: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class ResumeCode(Base):
    """A code that opens a conversation once, on another device. First half finds it, second half proves it."""

    __tablename__ = "resume_codes"
    __table_args__ = (Index("ix_resume_codes_conversation_id", "conversation_id"),)

    locator: Mapped[str] = mapped_column(String(4), primary_key=True)
    secret_digest: Mapped[str] = mapped_column(String(64))
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    tries_left: Mapped[int]
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)


class HandOff(Base):
    """A person asked for a person. Only that and when; the words stay in the sealed turn."""

    __tablename__ = "hand_offs"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    reason: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
