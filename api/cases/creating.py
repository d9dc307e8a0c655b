"""A new case, from a submission: case, tasks, who may see it, and the first calls to departments. Nothing here commits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from api.cases import audit, content, moving, wording
from api.cases.models import Case, CasePerson, Task, TaskSubject
from api.house import House


@dataclass(frozen=True)
class NewTask:
    """One service to be handed over in the `region` where it is done. `after`: services whose result it legally needs;
    `subjects`: keyed digests.
    """

    service: str
    name: str
    region: str
    department: dict[str, str]
    handler: str
    values: dict[str, Any]
    fields: dict[str, dict[str, Any]]
    after: list[str]
    subjects: list[str]


@dataclass(frozen=True)
class NewCase:
    """What a case is made of. `people`: references of all who may open it, the applicant first."""

    case_no: str
    people: list[str]
    conversation_id: str
    region: str
    bundle: str
    title: str
    events: list[str]
    tasks: list[NewTask]
    at: datetime


def create(house: House, session: Session, new: NewCase) -> dict[str, str]:
    """Write the case with its tasks and outbox rows; service -> task id."""
    case = Case(
        case_no=new.case_no,
        person_ref=new.people[0],
        conversation_id=new.conversation_id,
        region=new.region,
        bundle=new.bundle,
        state="submitted",
        content=house.cipher.seal_json({"title": new.title, "events": new.events}, f"cases/{new.case_no}/content"),
        told=0,
        audited=0,
        audit_hash=audit.START,
        submitted_at=new.at,
    )
    session.add(case)
    session.flush()
    session.add_all(CasePerson(case_no=new.case_no, person_ref=ref) for ref in dict.fromkeys(new.people))
    ids = {task.service: f"{new.case_no}-{number:02d}" for number, task in enumerate(new.tasks, 1)}
    moving.tell(house, session, case, "submitted", wording.SUBMITTED.format(count=len(new.tasks)))
    audit.append(house.cipher, session, case, new.people[0], "submitted", sorted(ids))
    for number, task in enumerate(new.tasks, 1):
        _create_task(house, session, case, number, task, ids)
    return ids


def _create_task(house: House, session: Session, case: Case, number: int, new: NewTask, ids: dict[str, str]) -> None:
    held = {
        "service": new.service,
        "name": new.name,
        "region": new.region,
        "department": new.department,
        "handler": new.handler,
        "values": new.values,
        "names": {key: line["name"] for key, line in new.fields.items()},
        "fields": new.fields,
        "after": [ids[service] for service in new.after],
        "answers": [],
        "results": {},
        "correction": None,
        "due_text": None,
    }
    task_id = ids[new.service]
    task = Task(
        id=task_id,
        case_no=case.case_no,
        number=number,
        state="waiting" if new.after else "submitted",
        content=content.seal(house.cipher, task_id, held),
        updated_at=case.submitted_at,
    )
    session.add(task)
    session.flush()
    session.add_all(TaskSubject(task_id=task_id, ref=ref) for ref in dict.fromkeys(new.subjects))
    audit.append(house.cipher, session, case, case.person_ref, "handed_over", new.values, task_id)
    if not new.after:
        moving.dispatch(house, session, task, held, 0.0)
