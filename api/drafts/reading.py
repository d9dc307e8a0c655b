"""A draft as it stands now: the conversation's facts through today's bundle, filled from everything that is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from actions.state import places_of
from api.adapters.identity import VerifiedPerson
from api.clock import today
from api.conversations import service as conversations
from api.conversations.models import Conversation
from api.drafts import form, outline, wording
from api.drafts.models import Draft
from api.drafts.sides import own_party
from api.encryption import Cipher
from api.errors import Conflict
from api.house import House
from api.parties import repository as party_rows
from api.parties import service as party_service
from api.parties.models import Party
from api.parties.service import Standing
from api.sign_in import persons
from knowledge.bundle import Bundle
from knowledge.guidance import guide


class NothingKnown(Conflict):
    type = "nothing-to-fill"
    title = "还不知道要办什么"
    detail = wording.NOTHING_KNOWN


@dataclass(frozen=True)
class DraftForm:
    """One look at a draft. `digest` names everything that a confirmation covers; `own` is the claimant's party."""

    draft: Draft
    conversation: Conversation
    state: dict[str, Any]
    bundle: Bundle
    guidance: dict[str, Any]
    fields: list[dict[str, Any]]
    outline: dict[str, Any]
    digest: str
    rows: dict[str, Party]
    standings: list[Standing]
    applicant: Standing
    own: str | None

    @property
    def names(self) -> list[str]:
        """Ids of all who must confirm."""
        return [standing.id for standing in self.standings] or [party_service.APPLICANT]

    @property
    def confirmed(self) -> bool:
        """Whether everybody has confirmed what the draft is now."""
        return all(standing.confirmed for standing in self.standings or [self.applicant])

    @property
    def status(self) -> str:
        """open, claimed, confirmed or submitted."""
        if self.draft.case_no:
            return "submitted"
        if self.draft.person_ref is None:
            return "open"
        return "confirmed" if self.confirmed else "claimed"


def content_of(cipher: Cipher, draft: Draft) -> dict[str, Any]:
    """`{typed: {key: raw}, looked_up: {query: record}, own_party}`."""
    content: dict[str, Any] = cipher.open_json(draft.content, f"drafts/{draft.id}/content")
    return content


def person_of(cipher: Cipher, draft: Draft) -> VerifiedPerson | None:
    """The person who has claimed the draft."""
    if draft.person is None:
        return None
    return persons.unseal(cipher, draft.person, f"drafts/{draft.id}/person")


def read(house: House, session: Session, draft: Draft, *, on: date | None = None) -> DraftForm:
    """Compute the form of `draft` with today's bundle. Raises NothingKnown."""
    cipher = house.cipher
    conversation = session.get_one(Conversation, draft.conversation_id)
    state = conversations.state_of(cipher, conversation)
    bundle = house.bundles.current()
    events = [event for event in state["events"] if event in bundle.events]
    if not events or state["region"] not in bundle.regions:
        raise NothingKnown()
    facts = {name: value for name, value in state["facts"].items() if name in bundle.facts}
    places = places_of(state, bundle)
    guidance = guide(
        bundle, events=events, region=state["region"], places=places, facts=facts, holdings=[], on=on or today()
    )
    content, person = content_of(cipher, draft), person_of(cipher, draft)
    rows = party_rows.of_draft(session, draft.id)
    confirmed = {name: party_service.person_of(cipher, row) for name, row in rows.items()}
    own = own_party(bundle, facts, guidance["parties"], content["own_party"]) if person else None
    sources = form.Sources(
        facts=facts,
        typed=content["typed"],
        looked_up=content["looked_up"],
        claimant=person.attributes() if person else None,
        own_party=own,
        identities={name: who.attributes() for name, who in confirmed.items() if who},
    )
    fields = form.fill(bundle, guidance, sources)
    outlined = outline.outline(guidance, fields)
    digest = outline.digest(cipher, outlined)
    return DraftForm(
        draft=draft,
        conversation=conversation,
        state=state,
        bundle=bundle,
        guidance=guidance,
        fields=fields,
        outline=outlined,
        digest=digest,
        rows=rows,
        standings=party_service.standings(cipher, rows, guidance["parties"], digest),
        applicant=party_service.applicant_standing(cipher, rows, digest),
        own=own if guidance["parties"] else party_service.APPLICANT,
    )
