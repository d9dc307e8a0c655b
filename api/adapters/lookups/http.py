"""A real data-sharing platform over HTTP: `POST {base}/queries/{query}` with the subject; 404 when nothing is held."""

from __future__ import annotations

from typing import Any

import httpx

from api.adapters.identity import VerifiedPerson
from api.adapters.lookups.protocol import LookupsAway


class HttpLookups:
    """Asks the platform at `base`; `client` carries its certificate and time limits."""

    def __init__(self, base: str, client: httpx.Client | None = None) -> None:
        self._client = client or httpx.Client(timeout=3.0, trust_env=False)
        self._base = base.rstrip("/")

    def find(self, query: str, person: VerifiedPerson) -> dict[str, Any] | None:
        try:
            response = self._client.post(
                f"{self._base}/queries/{query}", json={"subject": person.subject, "cert_no": person.cert_no}
            )
            if response.status_code == 404:
                return None
            response.raise_for_status()
            found = response.json()
        except (httpx.HTTPError, ValueError) as error:
            raise LookupsAway(type(error).__name__) from error
        if not isinstance(found, dict):
            raise LookupsAway("not a record")
        return found
