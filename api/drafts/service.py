"""What happens to a draft inside one transaction: open, show, change, confirm. Nothing here commits."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from actions.considerate import considerate
from api import tokens
from api.clock import now
from api.drafts import form, reading, repository, wording
from api.drafts.models import Draft
from api.drafts.reading import DraftForm
from api.drafts.schemas import DraftChange
from api.encryption import Cipher
from api.errors import Conflict, NotFound, Unprocessable
from api.house import House
from api.parties import repository as party_rows
from api.parties import service as parties
from api.parties import wording as party_wording
from api.parties.service import PartyConflict
from api.sign_in.service import SignedIn


class DraftChanged(Conflict):
    type = "draft-changed"
    title = "表有改动"
    detail = wording.CHANGED


class DraftSubmitted(Conflict):
    type = "draft-submitted"
    title = "已经提交"
    detail = wording.SUBMITTED


class Incomplete(Unprocessable):
    """`missing` lists the keys of empty required fields, `errors` what is wrong with each field."""

    type = "draft-incomplete"
    title = "表还没填好"
    detail = wording.INCOMPLETE


def open_for(cipher: Cipher, session: Session, conversation_id: str) -> Draft:
    """The open draft of a conversation; a new one when there is none."""
    found = repository.open_of(session, conversation_id)
    if found is not None:
        return found
    draft_id, moment = tokens.new_id(), now()
    content: dict[str, Any] = {"typed": {}, "looked_up": {}, "own_party": None}
    draft = Draft(
        id=draft_id,
        conversation_id=conversation_id,
        open_for=conversation_id,
        version=1,
        content=seal_content(cipher, draft_id, content),
        created_at=moment,
        touched_at=moment,
    )
    session.add(draft)
    session.flush()
    return draft


def seal_content(cipher: Cipher, draft_id: str, content: dict[str, Any]) -> bytes:
    """The content, sealed for its row."""
    return cipher.seal_json(content, f"drafts/{draft_id}/content")


def view(current: DraftForm) -> dict[str, Any]:
    """The draft as contracts.md section 5 has it. Links are shown to the person who has claimed it."""
    guidance, draft = considerate(current.guidance), current.draft
    claimed = draft.person_ref is not None
    return {
        "id": draft.id,
        "version": draft.version,
        "status": current.status,
        "events": [event["id"] for event in guidance["events"]],
        "title": "、".join(event["name"] for event in guidance["events"]),
        "region": guidance["region"],
        "fields": current.fields,
        "parties": [one.shown(with_link=claimed and not draft.case_no) for one in current.standings],
        "own_party": current.own if current.standings else None,
        "services": [
            {key: service[key] for key in ("id", "name", "route", "route_text", "state")}
            for service in guidance["services"]
            if service["state"] != "no"
        ],
        "materials": guidance["materials"],
        "missing": form.missing(current.fields),
        "case_no": draft.case_no,
        "demo": True,
    }


def without_values(shown: dict[str, Any]) -> dict[str, Any]:
    """The view for a reply of the conversation, which may be read later by others: nothing typed, nothing verified."""
    hidden = {"value": None, "origin": None, "locked": False}
    fields = [
        line if _said_here(line) else {k: v for k, v in line.items() if k not in SAID} | hidden
        for line in shown["fields"]
    ]
    parties_shown = [{**one, "person": None, "link": None} for one in shown["parties"]]
    return {**shown, "fields": fields, "parties": parties_shown}


SAID = ("error", "warning", "text", "conflict")


def _said_here(line: dict[str, Any]) -> bool:
    """Whether a line holds nothing but what was said in the conversation."""
    return line["origin"] in (None, "answer") and "conflict" not in line


def check_change(current: DraftForm, change: DraftChange) -> None:
    """Raises DraftSubmitted, DraftChanged, or Unprocessable for a key that is unknown or locked, or a strange party."""
    if current.draft.case_no:
        raise DraftSubmitted(case_no=current.draft.case_no)
    if current.draft.version != change.version:
        raise DraftChanged(version=current.draft.version)
    errors = []
    locked = {line["key"] for line in current.fields if line["locked"]}
    for key in change.values:
        if key.partition("[")[0] not in current.bundle.fields:
            errors.append({"field": key, "detail": wording.NO_SUCH_FIELD})
        elif key in locked:
            errors.append({"field": key, "detail": wording.LOCKED})
    if errors:
        raise Unprocessable(errors[0]["detail"], errors=errors)
    if change.party is not None:
        if change.party not in [standing.id for standing in current.standings]:
            raise Unprocessable(wording.NO_SUCH_PARTY, errors=[{"field": "party", "detail": wording.NO_SUCH_PARTY}])
        row = current.rows.get(change.party)
        if row is not None and row.person_ref not in (None, current.draft.person_ref):
            raise PartyConflict(party_wording.TAKEN)


def change(house: House, session: Session, current: DraftForm, wanted: DraftChange) -> None:
    """Keep what was typed, right or wrong. `current` is as it was read and checked. Raises DraftChanged."""
    content = reading.content_of(house.cipher, current.draft)
    for key, value in wanted.values.items():
        if value is None or value == "":
            content["typed"].pop(key, None)
        else:
            content["typed"][key] = value
    if wanted.party is not None:
        content["own_party"] = wanted.party
    sealed = seal_content(house.cipher, current.draft.id, content)
    if not repository.advance(session, current.draft, {"content": sealed}):
        raise DraftChanged()
    if current.draft.person_ref is not None:
        own = wanted.party or current.own
        parties.arrange(house.cipher, session, current.draft.id, current.names, own)


def check_complete(current: DraftForm) -> None:
    """Raises Incomplete naming what is missing or wrong."""
    faults = form.faults(current.fields)
    if faults:
        raise Incomplete(missing=form.missing(current.fields), errors=faults)


def confirm(house: House, session: Session, current: DraftForm, party: str | None, who: SignedIn) -> None:
    """Note that `who` confirms as `party`. Raises Incomplete, PartyConflict, DraftSubmitted, DraftChanged."""
    if current.draft.case_no:
        raise DraftSubmitted(case_no=current.draft.case_no)
    if party is None:
        raise PartyConflict(party_wording.NO_SIDE, parties=[one.shown(with_link=False) for one in current.standings])
    if who.ref == current.draft.person_ref and current.own is not None and party != current.own:
        raise PartyConflict(party_wording.SAME_PERSON)
    if who.ref != current.draft.person_ref and party == current.own:
        raise PartyConflict(party_wording.OTHER_PERSON)
    check_complete(current)
    _check_named(current, party, who)
    if not repository.advance(session, current.draft, {}):
        raise DraftChanged()
    parties.confirm(house.cipher, session, current.draft.id, party, who, current.digest, current.outline)
    arrange(house, session, current)


def _check_named(current: DraftForm, party: str, who: SignedIn) -> None:
    """Where somebody may act for a party, the numbers are typed: the one who confirms must be among them."""
    represented = form.represented_roles(current.guidance)
    role = next((one.role for one in current.standings if one.id == party), None)
    if role not in represented:
        return
    prefixes = (f"{role}_cert_no", *(f"{role}_{acting}_cert_no" for acting in form.ACTING))
    named = [f["value"] for f in current.fields if f["id"] in prefixes and f["value"]]
    if named and who.person.cert_no not in named:
        raise PartyConflict(party_wording.NOT_NAMED)


def renew_link(house: House, session: Session, current: DraftForm, party: str) -> None:
    """A new link for a party; the old one and what was confirmed by it are void. Raises NotFound, PartyConflict."""
    if current.draft.case_no:
        raise DraftSubmitted(case_no=current.draft.case_no)
    row = party_rows.of_draft(session, current.draft.id).get(party)
    if row is None or not current.standings:
        raise NotFound(wording.NO_SUCH_PARTY)
    if party == current.own:
        raise PartyConflict(party_wording.OWN_LINK)
    if not repository.advance(session, current.draft, {}):
        raise DraftChanged()
    parties.renew_link(house.cipher, row)
    session.flush()


def arrange(house: House, session: Session, current: DraftForm) -> None:
    """Give new parties their links after the facts have changed."""
    if current.draft.person_ref is not None and not current.draft.case_no:
        parties.arrange(house.cipher, session, current.draft.id, current.names, current.own)
