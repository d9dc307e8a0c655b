"""What a person does with a case: see it, correct, withdraw. Nothing here commits."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from api.applications.case_number import is_case_number
from api.cases import audit, content, moving, repository, states, wording
from api.cases.models import Case, Task
from api.clock import china
from api.drafts import values
from api.errors import Conflict, NotFound, Problem, Unprocessable
from api.house import House
from api.sign_in import service as sign_in
from api.sign_in.service import SignedIn
from api.worker import outbox


class NoCorrection(Conflict):
    type = "no-correction"
    title = "现在不用补正"
    detail = wording.NO_CORRECTION


class AlreadyDecided(Conflict):
    type = "already-decided"
    title = "已经办结"
    detail = wording.DECIDED


class ApplicantOnly(Problem):
    status = 403
    type = "applicant-only"
    title = "要提交的人来撤"
    detail = wording.APPLICANT_ONLY


def opened(
    house: House, session: Session, case_no: str, token: str | None, *, lock: bool = False
) -> tuple[Case, SignedIn]:
    """The case that the person of `token` may open. Raises NotFound alike for a wrong number, a foreign case, no token."""
    who = sign_in.whoever(house, session, token)
    number = case_no if is_case_number(case_no) else "-"
    allowed = repository.allowed(session, number, who.ref if who else "-")
    case = repository.locked(session, number) if lock else session.get(Case, number)
    if who is None or not allowed or case is None:
        raise NotFound(wording.NOT_FOUND)
    return case, who


def summary(house: House, session: Session, case: Case) -> dict[str, Any]:
    """A case without its timeline."""
    held = content.case_content(house.cipher, case)
    return {
        "case_no": case.case_no,
        "title": held["title"],
        "events": held["events"],
        "state": case.state,
        "state_text": wording.CASE_STATES[case.state],
        "submitted_at": china(case.submitted_at).isoformat(timespec="seconds"),
        "tasks": [_task(house, task) for task in repository.tasks_of(session, case.case_no)],
        "note": wording.NOTE,
        "demo": True,
    }


def view(house: House, session: Session, case: Case) -> dict[str, Any]:
    """A case with tasks and timeline."""
    lines = [
        {
            "id": entry.number,
            "at": china(entry.at).isoformat(timespec="seconds"),
            "task": entry.task_id,
            "state": entry.state,
            "text": house.cipher.open(entry.text, moving.line_row(case.case_no, entry.number)).decode(),
        }
        for entry in repository.told_after(session, case.case_no, 0)
    ]
    return {**summary(house, session, case), "timeline": lines}


def _task(house: House, task: Task) -> dict[str, Any]:
    held = content.unseal(house.cipher, task)
    asked, finished = held["correction"], task.state in states.FINISHED
    shown = {
        "id": task.id,
        "service": held["service"],
        "name": held["name"],
        "department": held["handler"],
        "state": task.state,
        "state_text": wording.TASK_STATES[task.state],
        "due": task.due.isoformat() if task.due and not finished else None,
        "due_text": held["due_text"] if not finished else None,
        "may_withdraw": not finished,
    }
    if task.state == "correction" and asked:
        name = held["names"].get(asked["field"], wording.FREE_FIELD)
        shown["correction"] = {"text": asked["text"], "field": asked["field"], "name": name, "by": None}
    return shown


def correct(house: House, session: Session, case: Case, who: SignedIn, task_id: str, given: dict[str, Any]) -> None:
    """Answer a department's question. Sent again with the same values it is taken once.

    Raises NotFound, NoCorrection, Unprocessable naming the field.
    """
    task = _task_of(session, case, task_id)
    held = content.unseal(house.cipher, task)
    asked = held["correction"]
    if task.state != "correction" or asked is None:
        if held["answers"] and held.get("given") == given:
            return
        raise NoCorrection()
    key = asked["field"]
    name = held["names"].get(key, wording.FREE_FIELD)
    line = held["fields"].get(key, {"type": "text", "name": name})
    strange = [{"field": k, "detail": wording.ONLY_FIELD.format(name=name)} for k in given if k != key]
    if strange:
        raise Unprocessable(strange[0]["detail"], errors=strange)
    parsed = values.parse(moving.bundle_of(house, case), line, given.get(key, ""))
    if parsed.error or parsed.value is None:
        detail = parsed.error or wording.EMPTY_FIELD.format(name=name)
        raise Unprocessable(detail, errors=[{"field": key, "detail": detail}])
    held["answers"].append({key: parsed.value})
    held["given"] = given
    held["values"] = {**held["values"], key: parsed.value}
    held["correction"] = None
    task.content = content.seal(house.cipher, task.id, held)
    moving.move(session, case, task, "received")
    moving.tell(house, session, case, "received", wording.CORRECTED, task)
    audit.append(house.cipher, session, case, who.ref, "corrected", {key: parsed.value}, task.id)
    moving.dispatch(house, session, task, held, 0.0)


def withdraw(house: House, session: Session, case: Case, who: SignedIn, task_id: str | None = None) -> None:
    """Take back one task, or all that are not finished. Repeating it changes nothing.

    Raises ApplicantOnly, NotFound, AlreadyDecided.
    """
    if who.ref != case.person_ref:
        raise ApplicantOnly()
    every = repository.tasks_of(session, case.case_no)
    chosen = every if task_id is None else [_task_of(session, case, task_id)]
    going = [task for task in chosen if task.state not in states.FINISHED]
    if not going and not all(task.state == "withdrawn" for task in chosen):
        raise AlreadyDecided()
    for task in going:
        held = content.unseal(house.cipher, task)
        reports = content.reports_of(house.cipher, session, task.id)
        outbox.enqueue(house.cipher, session, "withdraw", content.department_view(task, held, reports), 0.0)
        moving.move(session, case, task, "withdrawn")
        moving.tell(house, session, case, "withdrawn", wording.WITHDRAWN, task)
        audit.append(house.cipher, session, case, who.ref, "withdrawn", {}, task.id)
        moving.release(house, session, case, task, held["service"], None)


def _task_of(session: Session, case: Case, task_id: str) -> Task:
    for task in repository.tasks_of(session, case.case_no):
        if task.id == task_id:
            return task
    raise NotFound(wording.NOT_FOUND)
