"""The service with limits that one busy test file does not reach."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests import servers

LIMITS = {f"LIMIT_{name}": "100000/minute" for name in ("CONVERSATION", "TURN", "COMPUTE", "SIGN_IN", "SUBMIT")}


@pytest.fixture(scope="module")
def service(serve: Callable[..., servers.Server], database_url: str) -> servers.Server:
    """In place of the fixture of the same name: on each database, without a bot."""
    return serve(DATABASE_URL=database_url, **LIMITS)
