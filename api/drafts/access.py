"""Who may open a draft: the conversation's token until somebody has claimed it, then that verified person only."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from api import tokens
from api.conversations.models import Conversation
from api.drafts import repository, wording
from api.drafts.models import Draft
from api.errors import NotFound, Unauthorized
from api.house import House
from api.sign_in import service as sign_in
from api.sign_in.service import SignedIn


class SignInAgain(Unauthorized):
    """The conversation was carried over by a code: what was typed is shown to the verified person only."""

    detail = wording.CLAIMED_ELSEWHERE


@dataclass(frozen=True)
class Opened:
    """A draft that may be opened, and by whom: `who` is the claimant, None while it goes with the conversation."""

    draft: Draft
    who: SignedIn | None


def opened(house: House, session: Session, draft_id: str, token: str | None) -> Opened:
    """The draft that `token` opens. Raises NotFound alike, after the same look-ups, for missing and foreign; SignInAgain."""
    draft = repository.by_id(session, draft_id)
    conversation = repository.conversation_of(session, draft)
    who = sign_in.whoever(house, session, token)
    by_conversation = tokens.matches(token, conversation.token_digest if conversation else None)
    if draft is None or conversation is None:
        raise NotFound()
    if draft.person_ref is None:
        if not by_conversation:
            raise NotFound()
        if conversation.resumed_at is not None:
            raise SignInAgain()
        return Opened(draft, None)
    if who is None or who.ref != draft.person_ref:
        raise NotFound()
    return Opened(draft, who)


def claimed(house: House, session: Session, draft_id: str, token: str | None) -> tuple[Draft, SignedIn]:
    """The draft that the person of `token` has claimed. Raises NotFound."""
    draft = repository.by_id(session, draft_id)
    who = sign_in.whoever(house, session, token)
    if draft is None or who is None or draft.person_ref != who.ref:
        raise NotFound()
    return draft, who


def by_conversation(session: Session, draft_id: str, token: str | None) -> tuple[Draft, Conversation]:
    """The draft whose conversation `token` opens, claimed or not: for claiming it, and for the list. Raises NotFound."""
    draft = repository.by_id(session, draft_id)
    conversation = repository.conversation_of(session, draft)
    allowed = tokens.matches(token, conversation.token_digest if conversation else None)
    if draft is None or conversation is None or not allowed:
        raise NotFound()
    return draft, conversation
