"""What we need of the data-sharing platform (政务数据共享条例: what sharing can supply is not asked again)."""

from __future__ import annotations

from typing import Any, Protocol

from api.adapters.identity import VerifiedPerson


class LookupsAway(Exception):
    """The platform does not answer; the field stays empty and is asked in the form."""


class Lookups(Protocol):
    """Answers data queries (ids of the catalogue's licences of kind `query`) about a verified person."""

    def find(self, query: str, person: VerifiedPerson) -> dict[str, Any] | None:
        """Return what the register holds about `person`, or None when it holds nothing. Raises LookupsAway."""
        ...
