"""Body of a submission."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import StringConstraints

from api.edge import Body

#: What may stand in the Idempotency-Key header.
KEY = re.compile(r"[\x21-\x7e]{1,128}")


class NewApplication(Body):
    """Which draft, as of which version. `anyway`: although a case for the same is open already."""

    draft: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    version: int
    anyway: bool = False

    def asked(self) -> dict[str, Any]:
        """What a repeat must have in common."""
        return self.model_dump(mode="json")
