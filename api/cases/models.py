"""Tables of cases. What a case is about, and all words, are sealed; numbers, states and times are not."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from api.models import Base, UtcDateTime


class Case(Base):
    """办件: summarises its tasks. `told` counts timeline entries; `audited`, `audit_hash`: the end of the audit chain.

    `conversation_id` is only for showing the case in the conversation it came from, and goes with that.
    """

    __tablename__ = "cases"

    case_no: Mapped[str] = mapped_column(String(40), primary_key=True)
    person_ref: Mapped[str] = mapped_column(String(64))
    conversation_id: Mapped[str | None] = mapped_column(String(64), index=True)
    region: Mapped[str] = mapped_column(String(6))
    bundle: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(16))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    told: Mapped[int]
    audited: Mapped[int]
    audit_hash: Mapped[str] = mapped_column(String(64))
    submitted_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CasePerson(Base):
    """Who may open a case: the one who submitted it, and every confirmed party."""

    __tablename__ = "case_people"
    __table_args__ = (Index("ix_case_people_person_ref", "person_ref"),)

    case_no: Mapped[str] = mapped_column(ForeignKey("cases.case_no"), primary_key=True)
    person_ref: Mapped[str] = mapped_column(String(64), primary_key=True)


class Task(Base):
    """分办任务: one service at one department. Its id is the case number and two digits."""

    __tablename__ = "tasks"

    id: Mapped[str] = mapped_column(String(44), primary_key=True)
    case_no: Mapped[str] = mapped_column(ForeignKey("cases.case_no"), index=True)
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(16))
    due: Mapped[date | None] = mapped_column(Date)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)


class TaskSubject(Base):
    """What a task is about, as keyed digests of service and number: how a second case for the same is noticed."""

    __tablename__ = "task_subjects"
    __table_args__ = (Index("ix_task_subjects_ref", "ref"),)

    task_id: Mapped[str] = mapped_column(ForeignKey("tasks.id"), primary_key=True)
    ref: Mapped[str] = mapped_column(String(64), primary_key=True)


class TimelineEntry(Base):
    """办理经过: one line for the citizen; its number is the id of the live event."""

    __tablename__ = "timeline"

    case_no: Mapped[str] = mapped_column(ForeignKey("cases.case_no"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[str | None] = mapped_column(String(44))
    state: Mapped[str] = mapped_column(String(16))
    text: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class AuditEntry(Base):
    """留痕: append-only (triggers refuse anything else), hash-chained per case; digests and references, no content."""

    __tablename__ = "audit"

    case_no: Mapped[str] = mapped_column(String(40), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str] = mapped_column(String(32))
    actor: Mapped[str] = mapped_column(String(64))
    action: Mapped[str] = mapped_column(String(32))
    task_id: Mapped[str | None] = mapped_column(String(44))
    digest: Mapped[str] = mapped_column(String(64))
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
