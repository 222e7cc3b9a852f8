"""The migrations make what the tables say, and each goes up, down and up again."""

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect

from bot.storage import migrating
from bot.storage.database import Database
from bot.storage.tables import metadata


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, metadata))


async def test_migrations_make_what_the_tables_say(database: Database) -> None:
    async with database.begin() as work:
        assert await work.run_sync(differences) == []


async def test_each_change_goes_up_down_and_up(database: Database) -> None:
    async with database.begin() as work:
        await work.run_sync(migrating.down)
        assert await work.run_sync(lambda c: set(inspect(c).get_table_names())) == {
            "alembic_version"
        }
        for revision in migrating.revisions():
            before = await work.run_sync(migrating.current)
            await work.run_sync(migrating.up, revision)
            await work.run_sync(migrating.down, before)
            assert await work.run_sync(migrating.current) == before
            await work.run_sync(migrating.up, revision)
            assert await work.run_sync(migrating.current) == revision
        assert await work.run_sync(differences) == []
