"""Reads and writes of applications. Nothing here commits."""

from __future__ import annotations

from datetime import date

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from api.applications.models import CaseCounter, StoredResponse


def stored_response(session: Session, key_ref: str) -> StoredResponse | None:
    """The answer given to this key before."""
    return session.get(StoredResponse, key_ref)


def reserve_key(session: Session, response: StoredResponse) -> None:
    """Write the stored answer. Raises IntegrityError when the same key was first elsewhere."""
    session.add(response)
    session.flush()


def next_sequence(session: Session, division: str, day: date) -> int:
    """The next number of a division's day; its row stays locked until the transaction ends."""
    dialect = session.get_bind().dialect.name
    new = (sqlite if dialect == "sqlite" else postgresql).insert(CaseCounter)
    counted = new.values(division=division, day=f"{day:%Y%m%d}", last=1).on_conflict_do_update(
        index_elements=[CaseCounter.division, CaseCounter.day], set_={"last": CaseCounter.last + 1}
    )
    return int(session.execute(counted.returning(CaseCounter.last)).scalar_one())
