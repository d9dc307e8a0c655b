"""A real identity platform over HTTP: exchanges a sign-in ticket for the verified person.

The wire form is the smallest that carries the protocol; a provincial platform is met by an adapter in front of it.
`POST {base}/verify {"ticket"}` -> 200 with the fields of VerifiedPerson, 401 or 403 when not confirmed.
"""

from __future__ import annotations

import httpx

from api.adapters.identity.protocol import IdentityAway, NotVerified, VerifiedPerson

KEPT = ("subject", "name", "cert_type", "cert_no", "phone", "sex", "birth", "nation", "hukou_address", "live_address")


class HttpIdentity:
    """Asks the platform at `base`; `client` carries its certificate and time limits."""

    def __init__(self, base: str, client: httpx.Client | None = None) -> None:
        self._client = client or httpx.Client(timeout=5.0, trust_env=False)
        self._base = base.rstrip("/")

    def people(self) -> list[dict[str, str]]:
        return []

    def verify(self, proof: str) -> VerifiedPerson:
        try:
            response = self._client.post(f"{self._base}/verify", json={"ticket": proof})
        except httpx.HTTPError as error:
            raise IdentityAway(type(error).__name__) from error
        if response.status_code in (401, 403):
            raise NotVerified("refused by the platform")
        if response.status_code != 200:
            raise IdentityAway(str(response.status_code))
        try:
            body = response.json()
            return VerifiedPerson(demo=False, **{key: body[key] for key in KEPT if key in body})
        except (ValueError, TypeError) as error:
            raise IdentityAway("not a person") from error
