"""Briefs of platforms and what changed since an earlier run, so that a page on many platforms reads no whole report."""

import sqlalchemy as sa
from alembic import op

revision = "r0002"
down_revision = "r0001"

_CONTENTS = (("looked", "brief_id"), ("looked", "rules_id"), ("runs", "changes_id"))
_INDEXES = (("looked", "brief_id"), ("looked", "rules_id"), ("looked", "set_id"), ("finding_set_members", "finding_id"))


def upgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for table, column in _CONTENTS:
        # written out, because Alembic would copy a table of SQLite for a key
        kind = "INTEGER" if is_sqlite else "BIGINT"
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind} REFERENCES contents (id)")
    op.add_column("looked", sa.Column("seen_at", sa.DateTime))
    for table, column in _INDEXES:
        op.create_index(f"{table}_by_{column}", table, [column])
