"""What one party reads: what is common to all, what is their own, and who else must confirm."""

from __future__ import annotations

from typing import Any

from api.adapters.identity import VerifiedPerson
from api.drafts import form
from api.drafts import wording as draft_wording
from api.drafts.reading import DraftForm
from api.parties import wording
from knowledge.identifiers import masked

NUMBERS = ("id_number", "phone", "bank_account")
SHOWN = ("key", "id", "name", "type", "section", "value", "text", "origin", "required", "purpose")


def projected(current: DraftForm, party: str, person: VerifiedPerson | None) -> dict[str, Any]:
    """The draft for `party`. `person`: the one who is this party and is signed in; otherwise numbers are masked.

    `seen` names what is shown; sent back with the confirmation, nothing newer is confirmed.
    """
    standing = next(one for one in current.standings if one.id == party)
    guidance = current.guidance
    owners = {line["key"]: form.party_of(line, guidance["parties"]) for line in current.fields}
    mine = [line for line in current.fields if owners[line["key"]] in (None, party)]
    told = wording.CONFIRMED if standing.confirmed else wording.LAPSED if standing.lapsed else wording.ASKED
    if not standing.confirmed and form.faults(current.fields):
        told = wording.NOT_COMPLETE
    return {
        **standing.shown(with_link=False),
        "text": told,
        "seen": current.digest,
        "events": [event["id"] for event in guidance["events"]],
        "title": "、".join(event["name"] for event in guidance["events"]),
        "services": [{"id": s["id"], "name": s["name"]} for s in guidance["services"] if s["state"] != "no"],
        "fields": [_shown(line, person is not None and owners[line["key"]] == party) for line in mine],
        "parties": [one.shown(with_link=False) for one in current.standings],
        "demo": True,
    }


def _shown(line: dict[str, Any], plainly: bool) -> dict[str, Any]:
    shown = {key: line[key] for key in SHOWN if key in line}
    if line["type"] in NUMBERS and line["value"] is not None and not plainly:
        shown["value"] = masked(str(line["value"]))
    if line["locked"] and line["value"] is None:
        shown["help"] = draft_wording.FILLED_AT_CONFIRMATION
    return shown
