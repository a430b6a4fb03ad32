"""The form of a database: made new at ours, refused where it is another, brought up to date on request."""

from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, inspect, text

from compliance.history import owned
from compliance.history.database import Database
from compliance.history.errors import HistoryUnusable, NewSchema, OldSchema
from compliance.history.schema import HEAD, METADATA
from compliance.model.text import Message

if TYPE_CHECKING:
    from alembic.config import Config

_VERSIONS: Final = "alembic_version"
_OLDER: Final = "r"


def prepare(database: Database) -> None:
    """Make the tables of a new database, or check that those which are there have our form.

    Raises:
        OldSchema: they are of an earlier version; nothing is changed.
        NewSchema: they are of a later version.
        HistoryUnusable: there are other tables, which are not ours.
    """
    with database.reading() as connection:
        found = _revision(connection, database)
    if found == HEAD:
        return
    if found is not None:
        raise _other(found, database)
    with database.writing() as connection:
        if _revision(connection, database) is None:  # because somebody else may have made them meanwhile
            METADATA.create_all(connection)
            connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
            connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})


def migrate(database: Database) -> tuple[str | None, str]:
    """Bring the tables up to our form, all steps or none; returns the revision before and after.

    Raises:
        NewSchema: they are of a later version.
        HistoryUnusable: there are other tables, which are not ours.
    """
    from alembic import command  # noqa: PLC0415 - because a database is seldom brought up to date

    with database.writing() as connection:
        before = _revision(connection, database)
        if before is not None and not _is_older(before):
            if before == HEAD:
                return before, HEAD
            raise _other(before, database)
        command.upgrade(alembic_settings(connection), HEAD)
        owned.fill(connection)
    return before, HEAD


def alembic_settings(connection: Connection) -> "Config":
    """Return what Alembic needs to know, without a file of settings and without a word on standard output."""
    from alembic.config import Config  # noqa: PLC0415 - as above

    settings = Config()
    settings.set_main_option("script_location", "compliance.history:migrations")
    settings.attributes["connection"] = connection
    return settings


def _revision(connection: Connection, database: Database) -> str | None:
    """Return the revision of the tables, None if there are none; raises `HistoryUnusable` if others than ours are."""
    tables = set(inspect(connection).get_table_names())
    if _VERSIONS not in tables:
        if tables & {table.name for table in METADATA.sorted_tables}:
            raise HistoryUnusable(Message.of("{place} holds tables that are not ours", place=database.shown))
        if tables and database.is_file:
            raise HistoryUnusable(Message.of("{place} holds tables that are not ours", place=database.shown))
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found is not None else None


def _is_older(revision: str) -> bool:
    return revision.startswith(_OLDER) and revision < HEAD


def _other(found: str, database: Database) -> HistoryUnusable:
    if _is_older(found):
        template = (
            "the history has the form {found} of an earlier version, this one keeps {expected}: first run "
            "`compliance history migrate --history {place}`; a copy before is wise"
        )
        return OldSchema(Message.of(template, found=found, expected=HEAD, place=database.shown))
    template = (
        "the history has the form {found} of a later version, this one knows {expected}: use that version, or another "
        "place than {place}"
    )
    return NewSchema(Message.of(template, found=found[:40], expected=HEAD, place=database.shown))
