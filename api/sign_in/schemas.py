"""Body of signing in."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from api.edge import Body


class SignIn(Body):
    """`person`: a ticket of the identity platform; with the simulator the id of a 演示 person."""

    person: Annotated[str, StringConstraints(min_length=1, max_length=512)]
