"""Tables of the outbox: what is still to be told to departments, and the ledger of what they have answered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from api.models import Base, UtcDateTime


class OutboxItem(Base):
    """One call to one department, written in the transaction that made it necessary. `payload` is sealed.

    `step` is the number of reports the department had given when it was written. A worker holds an item while
    `lease_until` lies ahead; `lease` names the holder.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("task_id", "kind", "step"),
        Index("ix_outbox_open_available_at", "open", "available_at"),
    )

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    task_id: Mapped[str] = mapped_column(String(44))
    case_no: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(16))
    step: Mapped[int]
    payload: Mapped[bytes] = mapped_column(LargeBinary)
    open: Mapped[bool]
    available_at: Mapped[datetime] = mapped_column(UtcDateTime)
    attempts: Mapped[int]
    lease: Mapped[str | None] = mapped_column(String(64))
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)


class StoredReport(Base):
    """The ledger: the answer of a department to one step. A step with a stored answer never runs again."""

    __tablename__ = "reports"

    task_id: Mapped[str] = mapped_column(String(44), primary_key=True)
    step: Mapped[int] = mapped_column(primary_key=True)
    stage: Mapped[str] = mapped_column(String(16))
    report: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
