"""Who must confirm a draft, by which link, and whether what they confirmed still stands. Nothing here commits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from api import tokens
from api.adapters.identity import VerifiedPerson
from api.clock import now
from api.encryption import Cipher
from api.errors import Conflict
from api.parties import repository, wording
from api.parties.models import Party
from api.sign_in import persons
from api.sign_in.service import SignedIn

#: The one who confirms where an event has no parties.
APPLICANT = "applicant"


class PartyConflict(Conflict):
    type = "party-conflict"
    title = "这一方不能这样确认"


@dataclass(frozen=True)
class Standing:
    """One party: whether it has confirmed what the draft is now, who did, and the link to send (None: not by link)."""

    id: str
    role: str
    name: str
    index: int | None
    confirmed: bool
    lapsed: bool
    person: VerifiedPerson | None
    link: str | None

    def shown(self, *, with_link: bool) -> dict[str, Any]:
        """As clients see it; the person is masked."""
        told: dict[str, Any] = {"id": self.id, "role": self.role, "name": self.name, "index": self.index}
        told |= {"status": "confirmed" if self.confirmed else "waiting", "lapsed": self.lapsed}
        told["person"] = persons.masked_name(self.person.name) if self.person else None
        return {**told, "link": self.link} if with_link else told


def standings(
    cipher: Cipher, rows: Mapping[str, Party], parties: list[Mapping[str, Any]], digest: str
) -> list[Standing]:
    """The parties of a guidance with what has become of each, for a draft whose content has `digest`."""
    return [_standing(cipher, rows.get(party["id"]), party, digest) for party in parties]


def applicant_standing(cipher: Cipher, rows: Mapping[str, Party], digest: str) -> Standing:
    """The one confirmation of a draft without parties."""
    return _standing(cipher, rows.get(APPLICANT), {"id": APPLICANT, "role": APPLICANT, "name": ""}, digest)


def _standing(cipher: Cipher, row: Party | None, party: Mapping[str, Any], digest: str) -> Standing:
    confirmed = row is not None and row.digest is not None and row.digest == digest
    return Standing(
        id=party["id"],
        role=party["role"],
        name=party["name"],
        index=party.get("index"),
        confirmed=confirmed,
        lapsed=row is not None and row.digest is not None and not confirmed,
        person=person_of(cipher, row),
        link=link_of(cipher, row),
    )


def person_of(cipher: Cipher, row: Party | None) -> VerifiedPerson | None:
    """Who confirmed as this party (even when it has lapsed), None while nobody has."""
    if row is None or row.person is None:
        return None
    return persons.unseal(cipher, row.person, f"parties/{row.id}/person")


def link_of(cipher: Cipher, row: Party | None) -> str | None:
    """The secret of this party's link."""
    return cipher.open(row.link, f"parties/{row.id}/link").decode() if row and row.link else None


def outline_of(cipher: Cipher, row: Party) -> dict[str, Any] | None:
    """What this party confirmed."""
    if row.outline is None:
        return None
    outlined: dict[str, Any] = cipher.open_json(row.outline, f"parties/{row.id}/outline")
    return outlined


def arrange(cipher: Cipher, session: Session, draft_id: str, names: list[str], own: str | None) -> None:
    """Give every party of the draft its row: a link for each but the claimant's own; rows of former parties go."""
    repository.remove_others(session, draft_id, names)
    session.flush()
    rows = repository.of_draft(session, draft_id)
    for name in names:
        row = rows.get(name) or _new(session, draft_id, name)
        if name == own:
            row.link_digest = row.link = None
        elif row.link is None:
            renew_link(cipher, row)
    session.flush()


def renew_link(cipher: Cipher, row: Party) -> None:
    """A new secret; whoever holds the old one no longer gets in, and what was confirmed by it is void."""
    link = tokens.new_token()
    row.link_digest = tokens.digest(link)
    row.link = cipher.seal(link.encode(), f"parties/{row.id}/link")
    row.person_ref = row.person = row.digest = row.outline = row.confirmed_at = None


def confirm(
    cipher: Cipher, session: Session, draft_id: str, party: str, who: SignedIn, digest: str, outline: dict[str, Any]
) -> None:
    """Note that `who` confirms as `party`. Raises PartyConflict when another did, or `who` did for another party."""
    rows = repository.of_draft(session, draft_id)
    if any(row.person_ref == who.ref and name != party for name, row in rows.items()):
        raise PartyConflict(wording.SAME_PERSON)
    row = rows.get(party) or _new(session, draft_id, party)
    if row.person_ref not in (None, who.ref):
        raise PartyConflict(wording.OTHER_PERSON)
    row.person_ref = who.ref
    row.person = persons.seal(cipher, who.person, f"parties/{row.id}/person")
    row.digest = digest
    row.outline = cipher.seal_json(outline, f"parties/{row.id}/outline")
    row.confirmed_at = now()
    session.flush()


def _new(session: Session, draft_id: str, party: str) -> Party:
    row = Party(id=tokens.new_id(), draft_id=draft_id, party=party)
    session.add(row)
    return row
