"""接续码: a code of eight characters that carries a conversation to another device, once.

The first four characters find the code, the last four prove it; five wrong proofs end it. Guessing both halves is
slowed by the limit per address. Using it issues a new token, revokes the old one, and leaves facts and list only
until the person is verified.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from api import tokens
from api.clock import china, now
from api.conversations import repository, service
from api.conversations.models import Conversation, ResumeCode
from api.encryption import Cipher
from api.house import House

HALF = 4
LASTS = timedelta(minutes=10)
TRIES = 5


@dataclass(frozen=True)
class Issued:
    """A code as it is shown once."""

    code: str
    expires_at: str


def issue(cipher: Cipher, session: Session, conversation: Conversation) -> Issued:
    """A new code; an earlier one of the same conversation no longer works."""
    moment = now()
    repository.delete_expired_codes(session, moment)
    repository.delete_codes(session, conversation.id)
    locator = tokens.new_code(HALF)
    while repository.code_at(session, locator) is not None:
        locator = tokens.new_code(HALF)
    secret = tokens.new_code(HALF)
    expires = moment + LASTS
    session.add(
        ResumeCode(
            locator=locator,
            secret_digest=cipher.reference(locator + secret, "resume"),
            conversation_id=conversation.id,
            tries_left=TRIES,
            expires_at=expires,
        )
    )
    session.flush()
    return Issued(locator + secret, china(expires).isoformat(timespec="seconds"))


def redeem(house: House, session: Session, typed: str) -> dict[str, Any] | None:
    """The conversation under a new token, or None for any code that does not work (a wrong try is counted).

    The caller commits in both cases.
    """
    code = "".join(typed.split()).replace("-", "").upper()
    if len(code) != 2 * HALF or not set(code) <= set(tokens.CODE_ALPHABET):
        return None
    found = repository.code_at(session, code[:HALF])
    if found is None or found.expires_at <= now():
        return None
    digest = house.cipher.reference(code, "resume")
    if digest != found.secret_digest:
        found.tries_left -= 1
        if found.tries_left <= 0:
            session.delete(found)
        return None
    conversation = session.get_one(Conversation, found.conversation_id)
    session.delete(found)
    token = tokens.new_token()
    conversation.token_digest = tokens.digest(token)
    conversation.resumed_at = conversation.touched_at = now()
    session.flush()
    return {**service.show(house, session, conversation), "token": token}
