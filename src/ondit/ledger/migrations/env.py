"""Run by Alembic: the steps on the connection it is given, inside the transaction that is open there."""

from alembic import context

from ondit.ledger.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
    version_table="ledger_version",
)
with context.begin_transaction():
    context.run_migrations()
