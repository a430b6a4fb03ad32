"""Whose each platform was when a run judged it, so that an owner is told of runs without those of others."""

import sqlalchemy as sa
from alembic import op

revision = "r0007"
down_revision = "r0006"


def upgrade() -> None:
    op.add_column("looked", sa.Column("owner", sa.Text))
    op.create_index("looked_by_owner", "looked", ["owner", "run"])
