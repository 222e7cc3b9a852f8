"""What Alembic runs: our migrations, on the connection that `bot.storage.migrating` gives it."""

from alembic import context

from bot.storage.tables import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=connection.dialect.name == "sqlite",  # SQLite alters by copying
    transactional_ddl=True,  # both do, as the transaction is begun by us
)
with context.begin_transaction():
    context.run_migrations()
