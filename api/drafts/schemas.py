"""Bodies of the draft endpoints."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from api.edge import Body

Id = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,80}(\[[1-9][0-9]?\])?$")]
Value = Annotated[str, StringConstraints(max_length=2000)] | bool | int | Annotated[float, Field(allow_inf_nan=False)]


class NewDraft(Body):
    """Whose form to open."""

    conversation: Id


class DraftChange(Body):
    """What was typed: field key -> value, null to empty a field. `party`: which party the claimant is."""

    version: int
    values: Annotated[dict[Key, Value | None], Field(max_length=300)] = Field(default_factory=dict)
    party: Id | None = None


class Claim(Body):
    """The token from signing in."""

    identity_token: Annotated[str, StringConstraints(min_length=1, max_length=200)]
