"""认领: a draft is bound to the verified person, and what identity and registers know about them is filled in.

Registers are asked with no transaction open, only for queries that a field of this form names, and every question
is recorded: who, whose, why, when, by what authority, and a digest of the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from api import tokens
from api.adapters.identity import VerifiedPerson
from api.adapters.lookups import LookupsAway
from api.adapters.neighbours import neighbours
from api.clock import now
from api.drafts import access, reading, repository
from api.drafts.models import Draft, LookUp
from api.drafts.reading import DraftForm
from api.drafts.service import DraftChanged, DraftSubmitted, seal_content
from api.drafts.sides import own_party
from api.encryption import Cipher
from api.errors import NotFound
from api.house import House
from api.parties import service as parties
from api.sign_in import persons
from api.sign_in import service as sign_in
from api.sign_in.service import SignedIn

WHY = "prefill_form"
#: The person signed in and asked for the form; registers are asked about themself only.
AUTHORITY = "own_request_after_sign_in"
TRIES = 3


@dataclass(frozen=True)
class Answer:
    """What a register said to one query. `outcome`: found, nothing or away."""

    query: str
    outcome: str
    record: dict[str, Any]


def claim(house: House, draft_id: str, token: str | None, identity_token: str) -> None:
    """Bind the draft to the person of `identity_token`. Raises NotFound, SignInFirst, DraftSubmitted, DraftChanged."""
    for _ in range(TRIES):
        with house.database.reading() as session:
            draft, _conversation = access.by_conversation(session, draft_id, token)
            who = sign_in.required(house, session, identity_token)
            if draft.person_ref not in (None, who.ref):
                raise NotFound()
            if draft.person_ref is not None:
                return
            if draft.case_no:
                raise DraftSubmitted(case_no=draft.case_no)
            current = reading.read(house, session, draft)
        answers = [_ask(query, who.person) for query in queries(current)]
        with house.database.writing() as session:
            if _bind(house, session, current, who, answers):
                return
    raise DraftChanged()


def queries(current: DraftForm) -> list[str]:
    """The data queries that fields of this form name, each once."""
    named = [p.split(".")[1] for line in current.fields for p in line["prefill"] if p.startswith("lookup.")]
    return list(dict.fromkeys(named))


def _ask(query: str, person: VerifiedPerson) -> Answer:
    try:
        record = neighbours().lookups.find(query, person)
    except LookupsAway:
        return Answer(query, "away", {})
    return Answer(query, "found", record) if record is not None else Answer(query, "nothing", {})


def _bind(house: House, session: Session, current: DraftForm, who: SignedIn, answers: list[Answer]) -> bool:
    draft, cipher = current.draft, house.cipher
    content = reading.content_of(cipher, draft)
    content["looked_up"] = {answer.query: answer.record for answer in answers if answer.outcome == "found"}
    own = own_party(current.bundle, current.state["facts"], current.guidance["parties"], None)
    content["own_party"] = own
    values = {
        "person_ref": who.ref,
        "person": persons.seal(cipher, who.person, f"drafts/{draft.id}/person"),
        "content": seal_content(cipher, draft.id, content),
    }
    if not repository.advance(session, draft, values):
        return False
    for answer in answers:
        session.add(_recorded(cipher, draft, who, answer))
    parties.arrange(cipher, session, draft.id, current.names, own if current.standings else parties.APPLICANT)
    return True


def _recorded(cipher: Cipher, draft: Draft, who: SignedIn, answer: Answer) -> LookUp:
    found = repr(sorted(answer.record.items())) if answer.outcome == "found" else None
    return LookUp(
        id=tokens.new_id(),
        who=who.ref,
        whose=who.ref,
        query=answer.query,
        why=WHY,
        authority=AUTHORITY,
        outcome=answer.outcome,
        result_digest=cipher.reference(found, "look_up") if found else None,
        at=now(),
    )
