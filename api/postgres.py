"""PostgreSQL connections that never wait longer than they may.

Server-side limits (lock_timeout, statement_timeout) do not help when the server itself has stopped answering, so
the client counts too: each wait on the socket has a deadline, after which the connection is closed and reported lost.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from time import monotonic
from typing import Any

import psycopg
from sqlalchemy import URL


class BoundedConnection(psycopg.Connection[Any]):
    """A psycopg connection whose every operation ends within `patience` seconds."""

    patience = 3.0

    def wait(self, gen: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().wait(_bounded(gen, monotonic() + self.patience), *args, **kwargs)
        except Overdue:
            self.pgconn.finish()
            raise


class Overdue(psycopg.OperationalError):
    """The server did not answer in time; the connection is closed and what it was doing is rolled back or unknown."""


def _bounded(gen: Generator[Any, Any, Any], deadline: float) -> Generator[Any, Any, Any]:
    """Pass the libpq generator through, and stop it at the deadline (it is resumed at least ten times a second)."""
    try:
        wanted = next(gen)
        while True:
            ready = yield wanted
            if monotonic() >= deadline:
                gen.close()
                raise Overdue("no answer in time")
            wanted = gen.send(ready)
    except StopIteration as done:
        return done.value


def connector(url: URL, patience: float) -> Callable[[], psycopg.Connection[Any]]:
    """A function that opens one connection. The server gives up first, so that the usual error names the lock."""
    milliseconds = int(patience * 1000)
    options = f"-c lock_timeout={milliseconds} -c statement_timeout={milliseconds} -c timezone=UTC"
    options += f" -c idle_in_transaction_session_timeout={max(15_000, milliseconds)}"
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)

    def connect() -> psycopg.Connection[Any]:
        connection = BoundedConnection.connect(plain, connect_timeout=max(2, int(patience)), options=options)
        connection.patience = patience + 0.5
        return connection

    return connect
