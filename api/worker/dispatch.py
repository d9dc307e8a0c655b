"""One item of the outbox: call the department with no transaction open, then write its answer in one transaction."""

from __future__ import annotations

import structlog

from api.adapters.departments import Department, DepartmentAway, Report, TaskView
from api.cases import moving, repository, states
from api.cases.models import Task
from api.errors import DatabaseAway
from api.house import House
from api.logging import where
from api.worker import outbox
from api.worker.models import OutboxItem, StoredReport

log = structlog.get_logger(__name__)
AT_ONCE = 4
#: A department that has nothing to report yet is asked again after this many paces, at least a second.
PATIENCE_PACES = 5


def work_once(house: House, department: Department) -> int:
    """Take what is due, at most AT_ONCE items, and run each; how many were taken. Raises DatabaseAway."""
    with house.database.reading() as session:
        if not outbox.has_due(session):
            return 0
    with house.database.writing() as session:
        items = outbox.claim(session, AT_ONCE)
    for item in items:
        run(house, department, item)
    return len(items)


def run(house: House, department: Department, item: OutboxItem) -> None:
    """Run one claimed item. Whatever a department does wrong is retried later and stops nobody else."""
    if _has_answer(house, item):
        _settle(house, item)
        return
    view = outbox.payload(house.cipher, item)
    try:
        _store(house, item, view, _call(department, item.kind, view))
    except DatabaseAway:
        raise  # the lease runs out and somebody repeats it
    except Exception as error:  # away, an adapter's defect, or a report that cannot follow: one department's trouble
        _retry(house, item, view, error)


def _call(department: Department, kind: str, view: TaskView) -> Report | None:
    if kind == "withdraw":
        department.withdraw(view)
        return None
    return department.step(view)


def _store(house: House, item: OutboxItem, view: TaskView, report: Report | None) -> None:
    with house.database.writing() as session:
        case = repository.locked(session, item.case_no)
        current = outbox.held(session, item)
        task = session.get(Task, item.task_id, populate_existing=True)
        if current is None or case is None or task is None:
            return  # another worker has taken it over; its answer counts
        if item.kind == "withdraw" or task.state in states.FINISHED:
            outbox.settle(current)
        elif report is None:
            outbox.put_off(current, max(1.0, PATIENCE_PACES * house.settings.demo_pace))
        else:
            moving.report(house, session, case, task, item.step, report)
            outbox.settle(current)
            log.info("reported", department=view.department, stage=report.stage, step=str(item.step))


def _has_answer(house: House, item: OutboxItem) -> bool:
    if item.kind != "step":
        return False
    with house.database.reading() as session:
        return session.get(StoredReport, (item.task_id, item.step)) is not None


def _settle(house: House, item: OutboxItem) -> None:
    with house.database.writing() as session:
        current = outbox.held(session, item)
        if current is not None:
            outbox.settle(current)


def _retry(house: House, item: OutboxItem, view: TaskView, error: Exception) -> None:
    log.warning(
        "department_failed",
        department=view.department,
        attempt=item.attempts + 1,
        error=type(error).__name__,
        where=None if isinstance(error, DepartmentAway) else where(error),
    )
    with house.database.writing() as session:
        current = outbox.held(session, item)
        if current is not None:
            outbox.retry(current)
