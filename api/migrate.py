"""Bring the tables up to date at start. Several processes may start at once: one migrates, the others wait."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from api.database import Database

FOLDER = Path(__file__).parent / "migrations"


def migrate(database: Database, revision: str = "head") -> None:
    """Upgrade to `revision`. Raises DatabaseAway, or whatever a migration raises; then nothing has changed."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    if revision == "head" and _revision(database) == ScriptDirectory.from_config(config).get_current_head():
        return
    with database.migrating() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def _revision(database: Database) -> str | None:
    with database.reading() as session:
        return MigrationContext.configure(session.connection()).get_current_revision()
