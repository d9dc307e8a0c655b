"""The outbox: written with what made it necessary, taken by one worker at a time, settled with the answer.

A worker claims with SKIP LOCKED on PostgreSQL and BEGIN IMMEDIATE on SQLite, and holds what it claimed for `LEASE`;
one that dies leaves it to the others. Nothing here commits.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from api import tokens
from api.adapters.departments import TaskView
from api.clock import now
from api.encryption import Cipher
from api.worker.models import OutboxItem

LEASE = timedelta(seconds=45)
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 300.0


def enqueue(cipher: Cipher, session: Session, kind: str, task: TaskView, after: float) -> None:
    """Write down that `task` is to be told to its department in `after` seconds. `kind`: step or withdraw."""
    item = tokens.new_id()
    session.add(
        OutboxItem(
            id=item,
            task_id=task.id,
            case_no=task.case_no,
            kind=kind,
            step=len(task.reports),
            payload=cipher.seal_json(task.to_json(), _row(item)),
            open=True,
            available_at=now() + timedelta(seconds=after),
            attempts=0,
        )
    )


def payload(cipher: Cipher, item: OutboxItem) -> TaskView:
    """The task as its department may see it, as it was when the item was written."""
    data: dict[str, Any] = cipher.open_json(item.payload, _row(item.id))
    return TaskView.from_json(data)


def has_due(session: Session) -> bool:
    """Whether there is anything to claim, without claiming it."""
    return session.scalar(_due(now()).limit(1)) is not None


def claim(session: Session, limit: int) -> list[OutboxItem]:
    """Items that are due, now held by the caller for LEASE."""
    moment = now()
    items = list(session.scalars(_due(moment).limit(limit).with_for_update(skip_locked=True)))
    for item in items:
        item.lease, item.lease_until = tokens.new_id(), moment + LEASE
    session.flush()
    return items


def held(session: Session, item: OutboxItem) -> OutboxItem | None:
    """The item as it is now, locked, if it is still held as when it was claimed; None when another has taken it."""
    current = session.scalar(select(OutboxItem).where(OutboxItem.id == item.id).with_for_update())
    return current if current is not None and current.open and current.lease == item.lease else None


def settle(item: OutboxItem) -> None:
    """Done: it is never run again, and what it said of the person is no longer needed here."""
    item.open, item.payload = False, b""
    item.lease = item.lease_until = None


def put_off(item: OutboxItem, seconds: float) -> None:
    """Nothing to report yet: ask again in `seconds`."""
    item.lease = item.lease_until = None
    item.available_at = now() + timedelta(seconds=seconds)


def retry(item: OutboxItem) -> None:
    """The department did not answer: try again later, each time twice as late, a little scattered."""
    pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(item.attempts, 16))
    item.attempts += 1
    put_off(item, pause * random.uniform(0.8, 1.2))


def _due(moment: datetime) -> Select[OutboxItem]:
    free = or_(OutboxItem.lease_until.is_(None), OutboxItem.lease_until <= moment)
    due = select(OutboxItem).where(OutboxItem.open, OutboxItem.available_at <= moment, free)
    return due.order_by(OutboxItem.available_at)


def _row(item: str) -> str:
    return f"outbox/{item}/payload"
