"""Reads and writes of cases. Nothing here commits."""

from __future__ import annotations

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from api.cases.models import Case, CasePerson, Task, TaskSubject, TimelineEntry
from api.cases.states import FINISHED


def allowed(session: Session, case_no: str, person_ref: str) -> bool:
    """Whether a person may open a case: asked in the same way whether or not there is such a case."""
    return session.get(CasePerson, (case_no, person_ref)) is not None


def locked(session: Session, case_no: str) -> Case | None:
    """The case, locked against other changes until the transaction ends."""
    return session.scalar(
        select(Case).where(Case.case_no == case_no).with_for_update().execution_options(populate_existing=True)
    )


def tasks_of(session: Session, case_no: str) -> list[Task]:
    """The tasks of a case in order."""
    return list(session.scalars(select(Task).where(Task.case_no == case_no).order_by(Task.number)))


def of_person(session: Session, person_ref: str) -> list[Case]:
    """The cases a person may open, newest first."""
    mine = select(CasePerson.case_no).where(CasePerson.person_ref == person_ref)
    return list(session.scalars(select(Case).where(Case.case_no.in_(mine)).order_by(Case.submitted_at.desc())))


def of_conversation(session: Session, conversation_id: str) -> list[Case]:
    """The cases submitted from a conversation, newest first."""
    found = select(Case).where(Case.conversation_id == conversation_id).order_by(Case.submitted_at.desc())
    return list(session.scalars(found))


def told_after(session: Session, case_no: str, number: int) -> list[TimelineEntry]:
    """Timeline entries after `number`, in order."""
    entries = select(TimelineEntry).where(TimelineEntry.case_no == case_no, TimelineEntry.number > number)
    return list(session.scalars(entries.order_by(TimelineEntry.number)))


def last_told(session: Session, case_no: str) -> int:
    """The number of the newest timeline entry."""
    return session.scalar(select(func.max(TimelineEntry.number)).where(TimelineEntry.case_no == case_no)) or 0


def open_about(session: Session, refs: list[str]) -> str | None:
    """The number of a case with an unfinished task about one of `refs`."""
    found = (
        select(Task.case_no)
        .join(TaskSubject, TaskSubject.task_id == Task.id)
        .where(TaskSubject.ref.in_(refs), Task.state.not_in(FINISHED))
        .order_by(Task.case_no)
        .limit(1)
    )
    return session.scalar(found)


def forget_conversation(session: Session, conversation_id: str) -> None:
    """The case stays; where it came from is forgotten."""
    forgotten = update(Case).where(Case.conversation_id == conversation_id).values(conversation_id=None)
    session.execute(forgotten.execution_options(synchronize_session=False))
