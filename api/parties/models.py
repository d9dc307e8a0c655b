"""Table of parties: who must confirm a draft, by which link, and what they confirmed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from api.models import Base, UtcDateTime


class Party(Base):
    """当事人 of one draft. One person confirms for one party only; the link dies with the draft.

    `digest` and `outline` are of what was confirmed: when the draft no longer has this digest, the confirmation
    has lapsed. A draft without parties has one row, `applicant`.
    """

    __tablename__ = "parties"
    __table_args__ = (UniqueConstraint("draft_id", "party"), UniqueConstraint("draft_id", "person_ref"))

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    draft_id: Mapped[str] = mapped_column(ForeignKey("drafts.id", ondelete="CASCADE"))
    party: Mapped[str] = mapped_column(String(64))
    link_digest: Mapped[str | None] = mapped_column(String(64), unique=True)
    link: Mapped[bytes | None] = mapped_column(LargeBinary)
    person_ref: Mapped[str | None] = mapped_column(String(64))
    person: Mapped[bytes | None] = mapped_column(LargeBinary)
    digest: Mapped[str | None] = mapped_column(String(64))
    outline: Mapped[bytes | None] = mapped_column(LargeBinary)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
