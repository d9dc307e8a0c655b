"""What a task holds, sealed: the department's projection of the form, answers and results; and its view of it.

{service, name, region, department: {id, name}, handler, values, names, fields: {key: line}, after: [task ids],
 answers: [{key: value}], results: {service: result}, correction: {field, text} | None, due_text}
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.adapters.departments import Report, TaskView
from api.cases.models import Case, Task
from api.encryption import Cipher
from api.worker.models import StoredReport

#: The key of an answer to a correction that names no field.
FREE_FIELD = "answer"


def seal(cipher: Cipher, task_id: str, content: dict[str, Any]) -> bytes:
    """The content of a task, sealed for its row."""
    return cipher.seal_json(content, f"tasks/{task_id}/content")


def unseal(cipher: Cipher, task: Task) -> dict[str, Any]:
    """The content of a task."""
    content: dict[str, Any] = cipher.open_json(task.content, f"tasks/{task.id}/content")
    return content


def case_content(cipher: Cipher, case: Case) -> dict[str, Any]:
    """`{title, events}` of a case."""
    content: dict[str, Any] = cipher.open_json(case.content, f"cases/{case.case_no}/content")
    return content


def reports_of(cipher: Cipher, session: Session, task_id: str) -> tuple[Report, ...]:
    """The ledger of a task: every report of its department, in order."""
    rows = session.scalars(select(StoredReport).where(StoredReport.task_id == task_id).order_by(StoredReport.step))
    return tuple(Report(**cipher.open_json(row.report, report_row(task_id, row.step))) for row in rows)


def received_at(session: Session, task_id: str) -> list[datetime]:
    """When the department reported receipt: first of the application, last of what completed it."""
    rows = select(StoredReport.at).where(StoredReport.task_id == task_id, StoredReport.stage == "received")
    return list(session.scalars(rows.order_by(StoredReport.step)))


def report_row(task_id: str, step: int) -> str:
    """The address of a sealed report."""
    return f"reports/{task_id}/{step}/report"


def department_view(task: Task, content: dict[str, Any], reports: tuple[Report, ...]) -> TaskView:
    """The task as its department may see it: its own fields, its own reports, the results it legally needs."""
    return TaskView(
        id=task.id,
        case_no=task.case_no,
        service=content["service"],
        department=content["department"]["id"],
        values=content["values"],
        names=content["names"],
        reports=reports,
        answers=tuple(content["answers"]),
        results=content["results"],
    )
