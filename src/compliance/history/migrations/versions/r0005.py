"""Keys of programs for the API of the dashboard."""

import sqlalchemy as sa
from alembic import op

revision = "r0005"
down_revision = "r0004"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "program_keys",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("name", sa.String(100), nullable=False, unique=True),
        sa.Column("digest", sa.LargeBinary(32), nullable=False, unique=True),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("owners", sa.Text, nullable=False),
        sa.Column("made", sa.DateTime, nullable=False),
        sa.Column("ends", sa.Date, nullable=False),
        sa.Column("used", sa.Date),
        sa.Column("revoked", sa.DateTime),
    )
