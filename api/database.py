"""The database: SQLite by default, PostgreSQL by URL. One request is one transaction, opened at the edge.

    with database.writing() as session: ...     # BEGIN IMMEDIATE on SQLite; commits at the end, or rolls back
    with database.reading() as session: ...

Waits are bounded on both sides: a locked, stopped or vanished database raises `DatabaseAway` (503) within
`patience` seconds, nothing is half written, and the next request after it returns finds a living connection.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, exc, make_url, text
from sqlalchemy.orm import Session

from api.errors import DatabaseAway
from api.postgres import connector

AFTER_COMMIT = "after_commit"


class Database:
    """Engine and sessions of one process. Opening it touches no server."""

    def __init__(self, url: str, *, patience: float = 3.0, size: int = 10) -> None:
        self.url = make_url(url)
        self.patience = patience
        self.sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _engine(str(self.url.render_as_string(hide_password=False)), patience, size)
        self._writer = self.engine.execution_options(daoban_writing=True)
        # SQLite lets one writer in and has the others poll, without order: under load some would wait for seconds.
        # Inside one process writers queue here instead; other processes are still met by busy_timeout.
        self._queue = threading.Lock() if self.sqlite else None

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that is rolled back at the end. Raises DatabaseAway."""
        with self._session(self.engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that commits at the end unless an error passes. Raises DatabaseAway.

        Unique violations surface as `sqlalchemy.exc.IntegrityError` from the flush or the commit.
        """
        with self._turn(), self._session(self._writer) as session:
            yield session
            with _translated():
                session.commit()
            for done in session.info.pop(AFTER_COMMIT, []):
                done()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait for this process's other writers. Raises DatabaseAway after `patience` seconds."""
        if self._queue is None:
            yield
            return
        if not self._queue.acquire(timeout=self.patience):
            raise DatabaseAway()
        try:
            yield
        finally:
            self._queue.release()

    @contextmanager
    def _session(self, engine: Engine) -> Iterator[Session]:
        session = Session(engine, expire_on_commit=False)
        try:
            with _translated():
                session.connection()  # BEGIN now: a lock is met before any work is done
                yield session
        finally:
            session.close()

    def ping(self) -> None:
        """Raises DatabaseAway when the database does not answer."""
        with self.reading() as session:
            session.execute(text("select 1"))

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """A connection of its own with long waits, inside one transaction that no other process shares."""
        url = self.url.render_as_string(hide_password=False)
        engine = _engine(url, 60.0, None)
        try:
            with _translated(), engine.execution_options(daoban_writing=True).begin() as connection:
                if not self.sqlite:
                    connection.execute(text("select pg_advisory_xact_lock(7012340001)"))
                yield connection
        finally:
            engine.dispose()

    def close(self) -> None:
        """Close all pooled connections."""
        self.engine.dispose()


def after_commit(session: Session, done: Callable[[], Any]) -> None:
    """Run `done` once the request's transaction is committed (live updates); dropped on rollback."""
    session.info.setdefault(AFTER_COMMIT, []).append(done)


@contextmanager
def _translated() -> Iterator[None]:
    """Turn "the database is away" in all its forms into DatabaseAway; programming errors pass."""
    try:
        yield
    except (exc.OperationalError, exc.InterfaceError, exc.TimeoutError) as error:
        raise DatabaseAway() from error
    except exc.DBAPIError as error:
        if error.connection_invalidated:
            raise DatabaseAway() from error
        raise


def _engine(url: str, patience: float, size: int | None) -> Engine:
    """`size` None: no pool. Parameters stay out of error messages: they are citizens' data."""
    parsed = make_url(url)
    options: dict[str, Any] = {"hide_parameters": True}
    if size is None:
        options["poolclass"] = NullPool
    else:
        # Few connections, and a longer wait for one of them: more at once would only make each of them slower.
        options |= {"pool_size": size, "max_overflow": 0, "pool_timeout": 1.5 * patience}
        options["pool_pre_ping"] = True
    if parsed.get_backend_name() == "sqlite":
        if parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(parsed, connect_args={"timeout": patience, "check_same_thread": False}, **options)
        event.listen(engine, "connect", _prepare_sqlite(patience))
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if parsed.drivername in ("postgresql", "postgres"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    return create_engine(parsed, creator=connector(parsed, patience), **options)


def _prepare_sqlite(patience: float) -> Callable[[Any, Any], None]:
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the "begin" event below decides which BEGIN
        connection.execute(f"pragma busy_timeout = {int(patience * 1000)}")
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = full")  # a receipt survives a power cut
        connection.execute("pragma foreign_keys = on")
        connection.execute("pragma secure_delete = on")  # erased means erased

    return prepare


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("daoban_writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
