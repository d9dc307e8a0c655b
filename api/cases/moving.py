"""How a case moves: one task to its next state, with its line, its audit entry and what follows. Nothing here commits.

Every function wants the case locked by this transaction (`repository.locked`): lines and audit entries are numbered.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from api.adapters.departments import Report
from api.bundles import BundleAway
from api.cases import audit, content, repository, states, wording
from api.cases.models import Case, Task, TimelineEntry
from api.clock import china, now
from api.database import after_commit
from api.house import House
from api.worker import outbox
from api.worker.models import StoredReport
from knowledge.bundle import Bundle
from knowledge.timing.schedule import service_due


def tell(house: House, session: Session, case: Case, state: str, text: str, task: Task | None = None) -> None:
    """Add a line to the timeline, and let watchers know once it is committed."""
    case.told += 1
    number, task_id = case.told, task.id if task else None
    session.add(
        TimelineEntry(
            case_no=case.case_no,
            number=number,
            task_id=task_id,
            state=state,
            text=house.cipher.seal(text.encode(), line_row(case.case_no, number)),
            at=now(),
        )
    )
    update = {"id": number, "task": task_id, "state": state}
    after_commit(session, lambda: house.live.publish(topic(case.case_no), update))


def line_row(case_no: str, number: int) -> str:
    """The address of a sealed line."""
    return f"timeline/{case_no}/{number}/text"


def topic(case_no: str) -> str:
    """The topic of live updates of a case."""
    return f"case/{case_no}"


def move(session: Session, case: Case, task: Task, state: str) -> None:
    """Bring a task into `state` and the case's summary up to date."""
    task.state, task.updated_at = state, now()
    session.flush()
    case.state = states.summary(one.state for one in repository.tasks_of(session, case.case_no))


def dispatch(house: House, session: Session, task: Task, held: dict[str, Any], after: float) -> None:
    """Write down the next step of a task for its department."""
    reports = content.reports_of(house.cipher, session, task.id)
    outbox.enqueue(house.cipher, session, "step", content.department_view(task, held, reports), after)


def report(house: House, session: Session, case: Case, task: Task, step: int, told: Report) -> None:
    """Take a department's report into the ledger and act on it. Raises IllegalStep; then nothing has changed."""
    following = states.after_report(task.state, told.stage)
    cipher, held = house.cipher, content.unseal(house.cipher, task)
    kept = {"stage": told.stage, "text": told.text, "field": told.field, "result": told.result, "demo": told.demo}
    row = StoredReport(
        task_id=task.id,
        step=step,
        stage=told.stage,
        report=cipher.seal_json(kept, content.report_row(task.id, step)),
        at=now(),
    )
    session.add(row)
    session.flush()
    asked = {"field": told.field or content.FREE_FIELD, "text": told.text}
    held["correction"] = asked if told.stage == "correction" else None
    text = told.text
    if following == "accepted":
        text = _clock_starts(house, session, case, task, held, text)
    if following == "not_accepted":
        text = f"{text}{wording.REMEDY}"
    task.content = content.seal(cipher, task.id, held)
    move(session, case, task, following)
    tell(house, session, case, following, text, task)
    audit.append(cipher, session, case, held["department"]["id"], f"report:{told.stage}", kept, task.id)
    if following in ("received", "accepted", "working"):
        dispatch(house, session, task, held, house.settings.demo_pace)
    if following in states.FINISHED:
        release(house, session, case, task, held["service"], told.result if following == "decided" else None)


def release(
    house: House, session: Session, case: Case, done: Task, service: str, result: dict[str, Any] | None
) -> None:
    """Let tasks that waited for `done` go on with its result; without a result they stop, and it is said."""
    for task in repository.tasks_of(session, case.case_no):
        held = content.unseal(house.cipher, task)
        if task.state != "waiting" or done.id not in held["after"]:
            continue
        if result is None:
            tell(house, session, case, "waiting", wording.STOPPED, task)
            continue
        held["after"].remove(done.id)
        held["results"][service] = result
        task.content = content.seal(house.cipher, task.id, held)
        if held["after"]:
            continue
        move(session, case, task, "submitted")
        tell(house, session, case, "submitted", wording.STARTED, task)
        dispatch(house, session, task, held, house.settings.demo_pace)


def _clock_starts(house: House, session: Session, case: Case, task: Task, held: dict[str, Any], text: str) -> str:
    """Acceptance starts the clock: note the day by which the service ends, and what was said about it."""
    bundle = bundle_of(house, case)
    day = china(now()).date()
    # The rules of its own place, as they were when it was submitted.
    place = bundle.at(held.get("region", case.region), china(case.submitted_at).date())
    # Accepted without a word of receipt: received that day (收件即受理).
    received = [china(at).date() for at in content.received_at(session, task.id)] or [day]
    events = {"applied": received[0], "received": received[-1]}
    due, said = service_due(bundle, place, held["service"], day, events)
    task.due, held["due_text"] = due, said
    return wording.DUE.format(text=text, due=said)


def bundle_of(house: House, case: Case) -> Bundle:
    """The bundle the case was submitted under; today's when that one is gone."""
    try:
        return house.bundles.by_hash(case.bundle)
    except BundleAway:
        return house.bundles.current()
