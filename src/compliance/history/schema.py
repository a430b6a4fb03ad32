"""The tables, the same for SQLite and PostgreSQL. What they are changed to later stands in `migrations`.

Contents are kept once, by the SHA-256 of their bytes: parts of reports, and the members of dossiers. What is counted
stands beside them, so that an overview reads no content.
"""

from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator

HEAD: Final = "r0008"
"""The revision that these tables are of."""

METADATA: Final = MetaData()
_ID: Final = BigInteger().with_variant(Integer(), "sqlite")


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, whatever the database thinks of zones."""

    impl = DateTime(timezone=False)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Any) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, _dialect: Any) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


def _id() -> Column[int]:
    return Column("id", _ID, primary_key=True)


def _of(name: str, table: str, column: str = "id", *, nullable: bool = False, primary_key: bool = False) -> Column[int]:
    key = ForeignKey(f"{table}.{column}")
    return Column(name, _ID, key, nullable=nullable and not primary_key, primary_key=primary_key)


RUNS: Final = Table(
    "runs",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("label", Text),
    Column("state", String(16), nullable=False),
    Column("begun", Moment, nullable=False),
    Column("ended", Moment),
    Column("as_of", Date),
    Column("profile", String(32)),
    Column("catalogue_version", String(64)),
    Column("catalogue_sha256", String(64)),
    Column("tool_version", String(64), nullable=False),
    Column("vantage", Text),
    Column("lists", Text, nullable=False, default="[]"),
    Column("is_simulated", Boolean, nullable=False, default=False),
    Column("targets", Text),
    Column("chosen", Text, nullable=False, default="{}"),
    Column("rest_id", _ID, ForeignKey("contents.id")),
    _of("changes_id", "contents", nullable=True),
    sqlite_autoincrement=True,  # because the number of a run that was removed is never given again
)
PLATFORMS: Final = Table(
    "platforms",
    METADATA,
    _id(),
    Column("slug", Text, nullable=False, unique=True),
)
CONTENTS: Final = Table(
    "contents",
    METADATA,
    _id(),
    Column("name", LargeBinary(32), nullable=False, unique=True),
    Column("content", LargeBinary, nullable=False),
)
DOSSIERS: Final = Table("dossiers", METADATA, _id(), Column("name", LargeBinary(32), nullable=False, unique=True))
DOSSIER_MEMBERS: Final = Table(
    "dossier_members",
    METADATA,
    _of("dossier_id", "dossiers", primary_key=True),
    _of("content_id", "contents", primary_key=True),
    sqlite_with_rowid=False,
)
FINDING_SETS: Final = Table(
    "finding_sets", METADATA, _id(), Column("name", LargeBinary(32), nullable=False, unique=True)
)
FINDINGS: Final = Table(
    "findings",
    METADATA,
    _id(),
    Column("rule", String(200), nullable=False),
    Column("fingerprint", String(64), nullable=False),
    UniqueConstraint("rule", "fingerprint"),
)
SET_MEMBERS: Final = Table(
    "finding_set_members",
    METADATA,
    _of("set_id", "finding_sets", primary_key=True),
    _of("finding_id", "findings", primary_key=True),
    Column("severity", String(16)),
    Column("is_waived", Boolean, nullable=False),
    sqlite_with_rowid=False,
)
LOOKED: Final = Table(
    "looked",
    METADATA,
    _id(),
    _of("run", "runs", "number"),
    _of("platform_id", "platforms"),
    Column("position", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("looked_at", Moment),
    _of("dossier_id", "dossiers", nullable=True),
    _of("set_id", "finding_sets", nullable=True),
    Column("stage", Integer),
    Column("claimed", Integer),
    Column("standing", String(32)),
    Column("failing", Integer),
    Column("to_confirm", Integer),
    Column("warnings", Integer),
    Column("advice", Integer),
    Column("waived", Integer),
    Column("not_observed", Integer),
    Column("errors", Integer),
    _of("brief_id", "contents", nullable=True),
    _of("rules_id", "contents", nullable=True),
    Column("seen_at", Moment),
    Column("part", Integer),
    Column("job", Integer),
    Column("owner", Text),
    UniqueConstraint("run", "platform_id"),
    Index("looked_by_platform", "platform_id", "run"),
    Index("looked_by_owner", "owner", "run"),
)
WAIVER_REQUESTS: Final = Table(
    "waiver_requests",
    METADATA,
    _id(),
    Column("platform", Text, nullable=False),
    Column("run", Integer, nullable=False),
    Column("rule", String(200), nullable=False),
    Column("scope", String(64), nullable=False),
    Column("reason", Text, nullable=False),
    Column("legal_basis", Text, nullable=False),
    Column("proposer", Text, nullable=False),
    Column("expires", Date, nullable=False),
    Column("proposed", Moment, nullable=False),
    Column("state", String(16), nullable=False),
    Column("decided_by", Text),
    Column("decided", Moment),
    Column("note", Text, nullable=False),
)
PARTS: Final = Table(
    "looked_parts",
    METADATA,
    _of("looked_id", "looked", primary_key=True),
    _of("content_id", "contents", primary_key=True),
    sqlite_with_rowid=False,
)
SCHEDULES: Final = Table(
    "schedules",
    METADATA,
    Column("name", String(100), primary_key=True),
    Column("cron", String(100), nullable=False),
    Column("content", Text, nullable=False),
    Column("added", Moment, nullable=False),
)
ORDERS: Final = Table(
    "orders",
    METADATA,
    Column("id", String(200), primary_key=True),
    Column("schedule", String(100)),
    Column("content", Text, nullable=False),
    Column("asked", Moment, nullable=False),
    Column("state", String(16), nullable=False),
    _of("run", "runs", "number", nullable=True),
    Column("failed", Integer, nullable=False, default=0),
    Column("problem", LargeBinary),
)
PROGRAM_KEYS: Final = Table(
    "program_keys",
    METADATA,
    _id(),
    Column("name", String(100), nullable=False, unique=True),
    Column("digest", LargeBinary(32), nullable=False, unique=True),
    Column("role", String(16), nullable=False),
    Column("owners", Text, nullable=False),
    Column("made", Moment, nullable=False),
    Column("ends", Date, nullable=False),
    Column("used", Date),
    Column("revoked", Moment),
)
SESSIONS: Final = Table(
    "sessions",
    METADATA,
    Column("digest", LargeBinary(32), primary_key=True),
    Column("provider", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("groups", Text, nullable=False),
    Column("log_in", LargeBinary(32), nullable=False, unique=True),
    Column("begun", Moment, nullable=False),
    Column("seen", Moment, nullable=False),
    Column("ends", Moment, nullable=False),
    Column("revoked", Moment),
)
TRIES: Final = Table(
    "tries",
    METADATA,
    Column("who", LargeBinary(32), primary_key=True),
    Column("seen", Text, nullable=False),
    Column("ends", Moment, nullable=False),
    Index("tries_by_ends", "ends"),
)
SERVER_SECRETS: Final = Table(
    "server_secrets",
    METADATA,
    Column("name", String(32), primary_key=True),
    Column("value", LargeBinary(32), nullable=False),
)
for _table, _column in (
    (PARTS, "content_id"),
    (DOSSIER_MEMBERS, "content_id"),
    (LOOKED, "dossier_id"),
    (LOOKED, "set_id"),
    (LOOKED, "brief_id"),
    (LOOKED, "rules_id"),
    (SET_MEMBERS, "finding_id"),
):
    Index(f"{_table.name}_by_{_column}", _table.c[_column])
