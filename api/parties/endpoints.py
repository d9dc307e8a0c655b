"""Parties 当事人: whoever must confirm reads and confirms by a link of their own."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from api.drafts import reading
from api.drafts import service as drafts
from api.drafts.models import Draft
from api.drafts.reading import DraftForm
from api.drafts.schemas import DraftChange
from api.edge import Address, BearerToken, StandingHouse, answer, problems
from api.errors import NotFound
from api.house import House
from api.parties import repository, wording
from api.parties.projection import projected
from api.parties.schemas import Confirmation
from api.parties.service import PartyConflict
from api.sign_in import service as sign_in
from api.sign_in.service import SignedIn

router = APIRouter(prefix="/v1/parties", tags=["parties 当事人"])


@router.get("/{link}", summary="有人请我确认什么 (what I am asked to confirm)", responses=problems(404, 429, 503))
def show(link: str, house: StandingHouse, token: BearerToken, address: Address) -> Response:
    """The fields common to all and this party's own; numbers are masked unless this party's person is signed in."""
    house.limits.check("compute", address)
    with house.database.reading() as session:
        return answer(_shown(house, session, link, sign_in.whoever(house, session, token)))


@router.post("/{link}/confirm", summary="确认 (confirm as this party)", responses=problems(401, 404, 409, 422, 503))
def confirm(
    link: str, house: StandingHouse, token: BearerToken, address: Address, body: Confirmation | None = None
) -> Response:
    """With an identity token. One verified person confirms for one party only, and only what they were shown."""
    house.limits.check("compute", address)
    with house.database.reading() as session:
        _found(session, link)
        who = sign_in.required(house, session, token)
    try:
        with house.database.writing() as session:
            party, current = _current(house, session, link)
            if body is not None and body.seen is not None and body.seen != current.digest:
                raise drafts.DraftChanged(version=current.draft.version)
            if who.ref == current.draft.person_ref and current.own is None:
                current = _side_taken(house, session, current, party)
            drafts.confirm(house, session, current, party, who)
            shown = projected(_again(house, session, current.draft), party, who.person)
    except IntegrityError as error:  # the same person, for two parties at once
        raise PartyConflict(wording.SAME_PERSON) from error
    return answer(shown)


def _shown(house: House, session: Session, link: str, who: SignedIn | None) -> dict[str, Any]:
    party, current = _current(house, session, link)
    confirmed = repository.of_draft(session, current.draft.id)[party].person_ref
    return projected(current, party, who.person if who and who.ref == confirmed else None)


def _current(house: House, session: Session, link: str) -> tuple[str, DraftForm]:
    party, draft = _found(session, link)
    current = reading.read(house, session, draft)
    if party not in current.names:
        raise NotFound(wording.NO_LINK)
    return party, current


def _found(session: Session, link: str) -> tuple[str, Draft]:
    """The party and the draft of a link. Raises NotFound for a wrong, renewed or submitted one alike."""
    row = repository.by_link(session, link)
    draft = session.get(Draft, row.draft_id if row else "-")
    if row is None or draft is None or draft.case_no:
        raise NotFound(wording.NO_LINK)
    return row.party, draft


def _side_taken(house: House, session: Session, current: DraftForm, party: str) -> DraftForm:
    """The claimant came by a link: that is the party they are."""
    drafts.change(house, session, current, DraftChange(version=current.draft.version, party=party))
    return _again(house, session, current.draft)


def _again(house: House, session: Session, draft: Draft) -> DraftForm:
    session.refresh(draft)
    return reading.read(house, session, draft)
