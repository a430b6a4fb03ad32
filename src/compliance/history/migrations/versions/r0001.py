"""The first tables of kept runs."""

import sqlalchemy as sa
from alembic import op

revision = "r0001"
down_revision = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_HASH = sa.LargeBinary(32)


def upgrade() -> None:
    _contents()
    _runs()
    _findings()
    _looked()


def _named(table: str) -> None:
    op.create_table(
        table,
        sa.Column("id", _ID, primary_key=True),
        sa.Column("name", _HASH, nullable=False, unique=True),
    )


def _contents() -> None:
    op.create_table(
        "contents",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("name", _HASH, nullable=False, unique=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    _named("dossiers")
    op.create_table(
        "dossier_members",
        sa.Column("dossier_id", _ID, sa.ForeignKey("dossiers.id"), primary_key=True),
        sa.Column("content_id", _ID, sa.ForeignKey("contents.id"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("dossier_members_by_content_id", "dossier_members", ["content_id"])


def _runs() -> None:
    op.create_table(
        "runs",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("label", sa.Text),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("begun", sa.DateTime, nullable=False),
        sa.Column("ended", sa.DateTime),
        sa.Column("as_of", sa.Date),
        sa.Column("profile", sa.String(32)),
        sa.Column("catalogue_version", sa.String(64)),
        sa.Column("catalogue_sha256", sa.String(64)),
        sa.Column("tool_version", sa.String(64), nullable=False),
        sa.Column("vantage", sa.Text),
        sa.Column("lists", sa.Text, nullable=False),
        sa.Column("is_simulated", sa.Boolean, nullable=False),
        sa.Column("targets", sa.Text),
        sa.Column("chosen", sa.Text, nullable=False),
        sa.Column("rest_id", _ID, sa.ForeignKey("contents.id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "platforms",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("slug", sa.Text, nullable=False, unique=True),
    )


def _findings() -> None:
    _named("finding_sets")
    op.create_table(
        "findings",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("rule", sa.String(200), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.UniqueConstraint("rule", "fingerprint"),
    )
    op.create_table(
        "finding_set_members",
        sa.Column("set_id", _ID, sa.ForeignKey("finding_sets.id"), primary_key=True),
        sa.Column("finding_id", _ID, sa.ForeignKey("findings.id"), primary_key=True),
        sa.Column("severity", sa.String(16)),
        sa.Column("is_waived", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )


def _looked() -> None:
    counts = ("failing", "to_confirm", "warnings", "advice", "waived", "not_observed", "errors")
    op.create_table(
        "looked",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("run", _ID, sa.ForeignKey("runs.number"), nullable=False),
        sa.Column("platform_id", _ID, sa.ForeignKey("platforms.id"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("looked_at", sa.DateTime),
        sa.Column("dossier_id", _ID, sa.ForeignKey("dossiers.id")),
        sa.Column("set_id", _ID, sa.ForeignKey("finding_sets.id")),
        sa.Column("stage", sa.Integer),
        sa.Column("claimed", sa.Integer),
        sa.Column("standing", sa.String(32)),
        *(sa.Column(name, sa.Integer) for name in counts),
        sa.UniqueConstraint("run", "platform_id"),
    )
    op.create_index("looked_by_platform", "looked", ["platform_id", "run"])
    op.create_index("looked_by_dossier_id", "looked", ["dossier_id"])
    op.create_table(
        "looked_parts",
        sa.Column("looked_id", _ID, sa.ForeignKey("looked.id"), primary_key=True),
        sa.Column("content_id", _ID, sa.ForeignKey("contents.id"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("looked_parts_by_content_id", "looked_parts", ["content_id"])
