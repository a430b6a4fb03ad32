"""Schedules and orders, and by which job each platform of a run is looked at."""

import sqlalchemy as sa
from alembic import op

revision = "r0003"
down_revision = "r0002"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    for name in ("part", "job"):
        op.add_column("looked", sa.Column(name, sa.Integer))
    op.create_table(
        "schedules",
        sa.Column("name", sa.String(100), primary_key=True),
        sa.Column("cron", sa.String(100), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("added", sa.DateTime, nullable=False),
    )
    op.create_table(
        "orders",
        sa.Column("id", sa.String(200), primary_key=True),
        sa.Column("schedule", sa.String(100)),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("asked", sa.DateTime, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("run", _ID, sa.ForeignKey("runs.number")),
        sa.Column("failed", sa.Integer, nullable=False),
        sa.Column("problem", sa.LargeBinary),
    )
