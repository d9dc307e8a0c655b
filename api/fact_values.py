"""Facts as clients send them: shapes first (here), then domains (`knowledge.facts`)."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.errors import Unprocessable
from knowledge.bundle import Bundle
from knowledge.facts import FactError, parse_value

Text = Annotated[str, StringConstraints(max_length=2000)]
Name = Annotated[str, StringConstraints(max_length=64)]


class Unknown(BaseModel):
    """Asked and not known: 不清楚, or 先不说."""

    model_config = ConfigDict(strict=True, extra="forbid")
    unknown: Literal["unsure", "declined"]


Scalar = bool | int | Annotated[float, Field(allow_inf_nan=False)] | Text
FactValue = Scalar | Annotated[list[Scalar], Field(max_length=100)] | Unknown
FactValues = Annotated[dict[Name, FactValue], Field(max_length=300)]


class FactOutside(Unprocessable):
    type = "fact-outside-domain"
    title = "有一条情形填得不对"


def parse(bundle: Bundle, given: dict[str, Any]) -> dict[str, Any]:
    """Stored values of `given` facts. Raises FactOutside naming the first fact that does not fit and its values."""
    parsed: dict[str, Any] = {}
    for fact, value in given.items():
        raw = value.model_dump() if isinstance(value, Unknown) else value
        try:
            parsed[fact] = parse_value(bundle, fact, raw)
        except FactError as error:
            raise FactOutside(
                f"{error.detail}。请改好再发。",
                fact=error.fact,
                allowed=error.allowed,
                errors=[{"field": f"facts.{error.fact}", "detail": error.detail}],
            ) from None
    return parsed
