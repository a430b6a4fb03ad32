"""How often log-ins and keys were tried from an address, so that all dashboards on the history count together."""

import sqlalchemy as sa
from alembic import op

revision = "r0008"
down_revision = "r0007"


def upgrade() -> None:
    op.create_table(
        "tries",
        sa.Column("who", sa.LargeBinary(32), primary_key=True),
        sa.Column("seen", sa.Text, nullable=False),
        sa.Column("ends", sa.DateTime, nullable=False),
    )
    op.create_index("tries_by_ends", "tries", ["ends"])
