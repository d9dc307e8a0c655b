"""Body of the stateless guidance."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from api.edge import Body
from api.fact_values import FactValues
from api.regions import Places

Id = Annotated[str, StringConstraints(min_length=1, max_length=64)]
#: 2026-01-31.
Day = Annotated[str, StringConstraints(max_length=20)]
#: A service, or a paper as `material/subject/n`.
Line = Annotated[str, StringConstraints(min_length=1, max_length=200)]
#: An option or a line of the list -> what the applicant chooses instead of the ordinary route.
Choices = Annotated[dict[Line, Literal["deferral", "commitment"]], Field(max_length=100)]


class Holding(Body):
    """持有情况: what a look-up told about an e-licence or data query of one subject, and whether that person allowed it.

    Shapes only; what an index or a day may be is for `knowledge.materials.holdings` to say.
    """

    licence: Id
    subject: Id
    index: int | None = None
    authorised: bool = False
    found: bool = True
    valid: bool = True
    match: bool = True
    issued_on: Day | None = None
    valid_until: Day | None = None


class GuidanceRequest(Body):
    """Which events, where, what is known, on which day (default: today in China).

    `places` names the division of a place role (户口所在地 ...) that is not `region`; `choices` are the applicant's
    options (容缺, 告知承诺); `spoken` asks for the form for the ear beside every question and line; `proof` for the proof that
    nothing unasked could change the outcome; `explain` names lines (services, papers) to be explained, `what_if` a fact
    whose other answers are to be tried.
    """

    events: Annotated[list[Id], Field(min_length=1, max_length=10)]
    region: Annotated[str, StringConstraints(max_length=20)]
    places: Places = Field(default_factory=dict)
    facts: FactValues = Field(default_factory=dict)
    holdings: Annotated[list[Holding], Field(max_length=100)] = Field(default_factory=list)
    choices: Choices = Field(default_factory=dict)
    on: Annotated[date, Field(strict=False, ge=date(2000, 1, 1), le=date(2100, 12, 31))] | None = None
    proof: bool = False
    spoken: bool = False
    explain: Annotated[list[Line], Field(max_length=50)] = Field(default_factory=list)
    what_if: Id | None = None
