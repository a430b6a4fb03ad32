"""Run by Alembic: one connection, which whoever asks for a migration has opened, and one transaction."""

from alembic import context

from compliance.history.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, transactional_ddl=True)
context.run_migrations()
