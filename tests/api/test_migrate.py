"""Migrations build exactly the tables the code uses, on both databases."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from api.database import Database
from api.migrate import migrate
from api.tables import metadata


def test_migrated_tables_are_those_of_the_models(database_url: str) -> None:
    database = Database(database_url)
    try:
        migrate(database)
        migrate(database)  # a second start changes nothing
        with database.reading() as session:
            differences = compare_metadata(MigrationContext.configure(session.connection()), metadata)
    finally:
        database.close()
    assert differences == []
