"""The audit chain of a case: each entry holds the hash of the one before it, so that nothing can be taken out.

An entry holds who (a keyed reference, or the department), what, when, and a keyed digest of what it was about.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.cases.models import AuditEntry, Case
from api.clock import now
from api.encryption import Cipher

START = "0" * 64


def append(
    cipher: Cipher, session: Session, case: Case, actor: str, action: str, about: Any, task: str | None = None
) -> None:
    """Add an entry. `case` must be locked by this transaction; `about` is any JSON value, kept as a digest."""
    entry = AuditEntry(
        case_no=case.case_no,
        number=case.audited + 1,
        at=now().isoformat(timespec="microseconds"),
        actor=actor,
        action=action,
        task_id=task,
        digest=cipher.reference(json.dumps(about, ensure_ascii=False, sort_keys=True, default=str), "audit"),
        previous=case.audit_hash,
        hash="",
    )
    entry.hash = _hash(entry)
    case.audited, case.audit_hash = entry.number, entry.hash
    session.add(entry)


def broken_at(session: Session, case_no: str) -> int | None:
    """The number of the first entry that does not follow from the ones before it; None when the chain is whole.

    The case remembers the last number and hash, so entries missing at the end are found too.
    """
    previous, expected = START, 1
    for entry in session.scalars(select(AuditEntry).where(AuditEntry.case_no == case_no).order_by(AuditEntry.number)):
        if entry.number != expected or entry.previous != previous or entry.hash != _hash(entry):
            return expected
        previous, expected = entry.hash, expected + 1
    case = session.get(Case, case_no)
    whole = case is not None and case.audited == expected - 1 and case.audit_hash == previous
    return None if whole else expected


def _hash(entry: AuditEntry) -> str:
    held = [
        entry.case_no,
        entry.number,
        entry.at,
        entry.actor,
        entry.action,
        entry.task_id,
        entry.digest,
        entry.previous,
    ]
    return hashlib.sha256(json.dumps(held).encode()).hexdigest()
