"""Table of signed-in persons. The token is kept as a digest, the person sealed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from api.models import Base, UtcDateTime


class IdentityToken(Base):
    """A token issued to a verified person. `person_ref`: keyed digest of the identity platform's key for them."""

    __tablename__ = "identity_tokens"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_ref: Mapped[str] = mapped_column(String(64))
    person: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
