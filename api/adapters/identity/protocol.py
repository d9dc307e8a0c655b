"""What we need of an identity platform (国务院关于在线政务服务的若干规定 5: unified identity)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Protocol


@dataclass(frozen=True)
class VerifiedPerson:
    """A person whose identity was verified. `subject` is the platform's own lasting key for this person."""

    subject: str
    name: str
    cert_type: str
    cert_no: str
    phone: str
    demo: bool
    sex: str | None = None
    birth: str | None = None
    nation: str | None = None
    hukou_address: str | None = None
    live_address: str | None = None

    def attributes(self) -> dict[str, Any]:
        """Attribute name -> value, for prefilling `identity.<name>`; unknown ones are left out."""
        known = {key: value for key, value in asdict(self).items() if value is not None}
        return known | ({"address": self.live_address} if self.live_address else {})


class NotVerified(Exception):
    """The platform does not confirm this person."""


class IdentityAway(Exception):
    """The platform does not answer."""


class Identity(Protocol):
    """Confirms who is acting."""

    def people(self) -> list[dict[str, str]]:
        """Persons who may be chosen without a real sign-in (`{id, name}`); empty on a real platform."""
        ...

    def verify(self, proof: str) -> VerifiedPerson:
        """Return the person that `proof` (a ticket; for the simulator a demo person's id) stands for.

        Raises NotVerified, IdentityAway.
        """
        ...
