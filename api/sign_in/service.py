"""Who is signed in: tokens are issued for verified persons, and read. Nothing here commits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from api import tokens
from api.adapters.identity import IdentityAway, NotVerified, VerifiedPerson
from api.adapters.neighbours import neighbours
from api.clock import china, now
from api.errors import Unauthorized, Unavailable, Unprocessable
from api.house import House
from api.sign_in import persons, wording
from api.sign_in.models import IdentityToken

LASTS = timedelta(hours=2)


class NotConfirmed(Unprocessable):
    type = "identity-not-verified"
    title = "身份没有核验通过"
    detail = wording.NOT_VERIFIED


class PlatformAway(Unavailable):
    type = "identity-unavailable"
    title = "身份核验平台没有回应"
    detail = wording.PLATFORM_AWAY


class SignInFirst(Unauthorized):
    detail = wording.SIGN_IN_FIRST


@dataclass(frozen=True)
class SignedIn:
    """A person and the reference under which their things are kept."""

    person: VerifiedPerson
    ref: str
    expires_at: datetime


def verified(proof: str) -> VerifiedPerson:
    """The person whom the identity platform confirms. Call with no transaction open. Raises NotConfirmed, PlatformAway."""
    try:
        return neighbours().identity.verify(proof)
    except NotVerified as error:
        raise NotConfirmed() from error
    except IdentityAway as error:
        raise PlatformAway() from error


def issue(house: House, session: Session, person: VerifiedPerson) -> dict[str, Any]:
    """A new token for a verified person; expired tokens of everybody go."""
    moment = now()
    session.execute(delete(IdentityToken).where(IdentityToken.expires_at <= moment))
    token = tokens.new_token()
    digest, expires = tokens.digest(token), moment + LASTS
    session.add(
        IdentityToken(
            digest=digest,
            person_ref=persons.reference(house.cipher, person),
            person=persons.seal(house.cipher, person, _row(digest)),
            created_at=moment,
            expires_at=expires,
        )
    )
    shown = {"name": person.name, "cert_no_masked": persons.masked_cert_no(person.cert_no)}
    return {
        "token": token,
        "person": shown,
        "expires_at": china(expires).isoformat(timespec="seconds"),
        "demo": person.demo,
    }


def whoever(house: House, session: Session, token: str | None) -> SignedIn | None:
    """The person whom `token` stands for; None for a wrong, missing or expired one, at the same cost."""
    digest = tokens.digest(token or "")
    found = session.get(IdentityToken, digest)
    if found is None or found.expires_at <= now():
        return None
    return SignedIn(persons.unseal(house.cipher, found.person, _row(digest)), found.person_ref, found.expires_at)


def required(house: House, session: Session, token: str | None) -> SignedIn:
    """The person whom `token` stands for. Raises SignInFirst (401)."""
    found = whoever(house, session, token)
    if found is None:
        raise SignInFirst()
    return found


def _row(digest: str) -> str:
    return f"identity_tokens/{digest}/person"
