"""Body of a party's confirmation."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from api.edge import Body


class Confirmation(Body):
    """`seen` as it came with what the party was shown; when the form has changed since, nothing is confirmed."""

    seen: Annotated[str, StringConstraints(max_length=128)] | None = None
