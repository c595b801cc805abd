"""Alembic's entry: runs the migrations on the connection that data_access/store.py hands over."""

from alembic import context

from data_access import review_tables  # noqa: F401 (its table belongs to the metadata)
from data_access.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
