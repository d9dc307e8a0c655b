"""Tables of applications. What was applied for is sealed; numbers and times are not."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from api.models import Base, UtcDateTime


class Application(Base):
    """申请: what was confirmed and handed over, as it stood then. Never changed; corrections are the case's."""

    __tablename__ = "applications"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    case_no: Mapped[str] = mapped_column(String(40), unique=True)
    draft_id: Mapped[str] = mapped_column(String(64), unique=True)
    person_ref: Mapped[str] = mapped_column(String(64))
    bundle: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    submitted_at: Mapped[datetime] = mapped_column(UtcDateTime)


class StoredResponse(Base):
    """The answer that a repeated key gets again. `key_ref`: keyed digest of principal, route and key."""

    __tablename__ = "stored_responses"

    key_ref: Mapped[str] = mapped_column(String(64), primary_key=True)
    request_digest: Mapped[str] = mapped_column(String(64))
    body: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class CaseCounter(Base):
    """The last sequence number given out in a division on a day (in China)."""

    __tablename__ = "case_counters"

    division: Mapped[str] = mapped_column(String(6), primary_key=True)
    day: Mapped[str] = mapped_column(String(8), primary_key=True)
    last: Mapped[int]
