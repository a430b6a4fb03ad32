"""Waivers that are asked for, and what became of them."""

import sqlalchemy as sa
from alembic import op

revision = "r0004"
down_revision = "r0003"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "waiver_requests",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("run", sa.Integer, nullable=False),
        sa.Column("rule", sa.String(200), nullable=False),
        sa.Column("scope", sa.String(64), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("legal_basis", sa.Text, nullable=False),
        sa.Column("proposer", sa.Text, nullable=False),
        sa.Column("expires", sa.Date, nullable=False),
        sa.Column("proposed", sa.DateTime, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("decided_by", sa.Text),
        sa.Column("decided", sa.DateTime),
        sa.Column("note", sa.Text, nullable=False),
    )
