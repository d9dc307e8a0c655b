"""Body of the stateless guidance."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from api.edge import Body
from api.fact_values import FactValues
from api.regions import Places

Id = Annotated[str, StringConstraints(min_length=1, max_length=64)]
#: A service, or a paper as `material/subject/n`.
Line = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class Holding(Body):
    """持有情况: an e-licence or data query found for one subject, and whether that person authorised the look-up."""

    licence: Id
    subject: Id
    valid: bool = True
    authorised: bool = False


class GuidanceRequest(Body):
    """Which events, where, what is known, on which day (default: today in China).

    `places` names the division of a place role (户口所在地 ...) that is not `region`; `proof` asks for the proof that
    nothing unasked could change the outcome; `explain` names lines (services, papers) to be explained, `what_if` a fact
    whose other answers are to be tried.
    """

    events: Annotated[list[Id], Field(min_length=1, max_length=10)]
    region: Annotated[str, StringConstraints(max_length=20)]
    places: Places = Field(default_factory=dict)
    facts: FactValues = Field(default_factory=dict)
    holdings: Annotated[list[Holding], Field(max_length=100)] = Field(default_factory=list)
    on: Annotated[date, Field(strict=False, ge=date(2000, 1, 1), le=date(2100, 12, 31))] | None = None
    proof: bool = False
    explain: Annotated[list[Line], Field(max_length=50)] = Field(default_factory=list)
    what_if: Id | None = None
