"""Taking an application: everything is written in one transaction before any department hears of it.

Application, case number, tasks, outbox rows and the answer for the key stand or fall together, so that whatever
crashes, repeats or races, one submission is one case. Nothing here commits.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from api import tokens
from api.applications import checks, repository, subjects, wording
from api.applications.case_number import NumbersUsedUp, case_number
from api.applications.models import Application, StoredResponse
from api.applications.schemas import NewApplication
from api.cases import creating
from api.cases import repository as cases
from api.cases.creating import NewCase, NewTask
from api.clock import china, now
from api.conversations import repository as conversations
from api.drafts import access, form, reading
from api.drafts import repository as drafts
from api.drafts.reading import DraftForm
from api.edge import to_json
from api.encryption import Cipher
from api.errors import Conflict, Unavailable
from api.house import House
from api.sign_in.service import SignedIn
from knowledge.forms import project

ROUTE = "POST /v1/applications"


class KeyReused(Conflict):
    type = "idempotency-key-reused"
    title = "提交编号重复"
    detail = wording.KEY_REUSED


class OpenCase(Conflict):
    """`case_no` is the case that is open for the same; `anyway: true` submits all the same."""

    type = "open-case"
    title = "已经有在办的办件"


class NumbersGone(Unavailable):
    type = "case-numbers-used-up"
    detail = wording.NUMBERS_USED_UP


class Raced(Exception):
    """The draft, or what it was computed from, has changed since it was read: nothing is kept, read again."""


@dataclass(frozen=True)
class Key:
    """An idempotency key as it is kept: scoped to principal and route, with a digest of the request."""

    ref: str
    request: str


@dataclass(frozen=True)
class Prepared:
    """A submission that was checked and not yet written."""

    who: SignedIn
    key: Key
    current: DraftForm


def key_of(cipher: Cipher, who: SignedIn, key: str, body: NewApplication) -> Key:
    """The key of a request of this person."""
    asked = json.dumps(body.asked(), sort_keys=True)
    return Key(cipher.reference(f"{who.ref}|{ROUTE}|{key}", "idempotency"), cipher.reference(asked, "request"))


def answered(cipher: Cipher, session: Session, key: Key) -> bytes | None:
    """The answer this key was given before, byte for byte. Raises KeyReused for another body."""
    stored = repository.stored_response(session, key.ref)
    if stored is None:
        return None
    if stored.request_digest != key.request:
        raise KeyReused()
    return cipher.open(stored.body, _row(key))


def prepare(
    house: House, session: Session, who: SignedIn, key: Key, body: NewApplication, token: str | None
) -> Prepared:
    """Compute the draft with today's bundle and check it. Raises NotFound and the problems of `checks`, OpenCase."""
    draft, _ = access.claimed(house, session, body.draft, token)
    current = reading.read(house, session, draft)
    checks.ready(house.cipher, current, body.version)
    if not body.anyway:
        _warn_of_open_case(house.cipher, session, current, who)
    return Prepared(who, key, current)


def _warn_of_open_case(cipher: Cipher, session: Session, current: DraftForm, who: SignedIn) -> None:
    values = form.right_values(current.fields)
    refs = [
        ref
        for service in checks.submitted_services(current)
        for ref in subjects.references(cipher, service["id"], values, who.ref)
    ]
    case_no = cases.open_about(session, refs)
    if case_no is not None:
        raise OpenCase(wording.OPEN_CASE.format(case_no=case_no), case_no=case_no)


def submit(house: House, session: Session, prepared: Prepared) -> bytes:
    """Write it all; the receipt. Raises Raced, IntegrityError when the same key was first elsewhere, NumbersGone."""
    current, who, cipher = prepared.current, prepared.who, house.cipher
    draft, conversation, moment = current.draft, current.conversation, now()
    state = {**current.state, "stage": "submitted", "pending": None}
    sealed = cipher.seal_json(state, f"conversations/{conversation.id}/state")
    # The conversation's version guards the facts, the draft's version all that was filled in or confirmed.
    if not conversations.advance(
        session, conversation.id, conversation.version, {"state": sealed, "touched_at": moment}
    ):
        raise Raced()
    division, day = current.state["region"], china(moment).date()
    try:
        number = case_number(division, day, repository.next_sequence(session, division, day))
    except NumbersUsedUp as error:
        raise NumbersGone() from error
    if not drafts.advance(session, draft, {"case_no": number, "open_for": None}):
        raise Raced()
    tasks = creating.create(house, session, _new_case(cipher, current, who, number, moment))
    receipt = _receipt(current, number, tasks, moment)
    _store_application(cipher, session, current, who, receipt, moment)
    body = to_json({"case_no": number, "receipt": receipt})
    stored = StoredResponse(
        key_ref=prepared.key.ref,
        request_digest=prepared.key.request,
        body=cipher.seal(body, _row(prepared.key)),
        at=moment,
    )
    repository.reserve_key(session, stored)
    return body


def _new_case(cipher: Cipher, current: DraftForm, who: SignedIn, number: str, moment: datetime) -> NewCase:
    values = form.right_values(current.fields)
    chosen = checks.submitted_services(current)
    names = [service["id"] for service in chosen]
    lines = {line["key"]: line for line in current.fields}
    tasks = []
    for service in chosen:
        held = project(current.fields, values, service["id"])
        told = {key: _line(lines[key]) for key in lines if service["id"] in lines[key]["services"]}
        tasks.append(
            NewTask(
                service=service["id"],
                name=service["name"],
                region=service["place"]["code"],
                department=service["department"],
                handler=service["handler"],
                values=held,
                fields=told,
                after=[name for name in service["after"] if name in names],
                subjects=subjects.references(cipher, service["id"], values, who.ref),
            )
        )
    others = [row.person_ref for row in current.rows.values() if row.person_ref and row.party in current.names]
    return NewCase(
        case_no=number,
        people=[who.ref, *others],
        conversation_id=current.conversation.id,
        region=current.state["region"],
        bundle=current.bundle.hash,
        title="、".join(event["name"] for event in current.guidance["events"]),
        events=[event["id"] for event in current.guidance["events"]],
        tasks=tasks,
        at=moment,
    )


def _line(line: dict[str, Any]) -> dict[str, Any]:
    """What is needed to check a corrected value later."""
    return {key: line.get(key) for key in ("key", "name", "type", "options", "max_length", "unit")}


def _receipt(current: DraftForm, number: str, tasks: dict[str, str], moment: datetime) -> dict[str, Any]:
    services = [
        {"id": s["id"], "name": s["name"], "department": s["handler"], "task": tasks[s["id"]]}
        for s in checks.submitted_services(current)
    ]
    return {
        "case_no": number,
        "submitted_at": china(moment).isoformat(timespec="seconds"),
        "services": services,
        "not_submitted": checks.not_submitted(current.guidance),
        "note": wording.NOTE,
        "demo": True,
    }


def _store_application(
    cipher: Cipher, session: Session, current: DraftForm, who: SignedIn, receipt: dict[str, Any], moment: datetime
) -> None:
    application = tokens.new_id()
    content = {
        "state": {key: current.state.get(key) for key in ("events", "region", "places", "facts", "channel")},
        "on": current.guidance["on"],
        "fields": [
            {key: line.get(key) for key in ("key", "name", "value", "origin", "services")} for line in current.fields
        ],
        "outline": current.outline,
        "confirmed": {
            row.party: row.confirmed_at.isoformat() for row in current.rows.values() if row.confirmed_at is not None
        },
        "receipt": receipt,
    }
    session.add(
        Application(
            id=application,
            case_no=receipt["case_no"],
            draft_id=current.draft.id,
            person_ref=who.ref,
            bundle=current.bundle.hash,
            content=cipher.seal_json(content, f"applications/{application}/content"),
            submitted_at=moment,
        )
    )


def _row(key: Key) -> str:
    return f"stored_responses/{key.ref}/body"
