"""Bodies of the case endpoints."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from api.drafts.schemas import Key, Value
from api.edge import Body


class Correction(Body):
    """The field that was asked about -> its corrected value."""

    values: Annotated[dict[Key, Value], Field(min_length=1, max_length=20)]
