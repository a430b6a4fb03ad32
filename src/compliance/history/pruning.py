"""Old runs removed, with all that only they had."""

from collections.abc import Collection
from contextlib import suppress

from sqlalchemy import Connection, delete, select, text

from compliance.history.alive import lock_file
from compliance.history.contents import chunks, remove_unused
from compliance.history.database import Database
from compliance.history.schema import (
    CONTENTS,
    FINDING_SETS,
    FINDINGS,
    LOOKED,
    ORDERS,
    PARTS,
    PLATFORMS,
    RUNS,
    SET_MEMBERS,
)


def prune(database: Database, numbers: Collection[int]) -> None:
    """Remove runs, all or none, and give the room back to the system where the database can."""
    with database.writing() as connection:
        if not database.is_file:  # because somebody may just be writing what nobody else has
            connection.execute(text(f"LOCK TABLE {CONTENTS.name}, {FINDINGS.name} IN SHARE ROW EXCLUSIVE MODE"))
        for some in chunks(numbers):
            rows = select(LOOKED.c.id).where(LOOKED.c.run.in_(some))
            connection.execute(delete(PARTS).where(PARTS.c.looked_id.in_(rows)))
            connection.execute(delete(LOOKED).where(LOOKED.c.run.in_(some)))
            connection.execute(delete(ORDERS).where(ORDERS.c.run.in_(some)))
            connection.execute(delete(RUNS).where(RUNS.c.number.in_(some)))
        remove_unused(connection)
        _remove_findings(connection)
    for number in numbers:
        left_behind = lock_file(database, number)
        if left_behind is not None:
            with suppress(OSError):  # because nobody takes it for anything
                left_behind.unlink()
    if numbers:
        database.give_back()


def _remove_findings(connection: Connection) -> None:
    used = select(LOOKED.c.set_id).where(LOOKED.c.set_id.is_not(None))
    connection.execute(delete(SET_MEMBERS).where(SET_MEMBERS.c.set_id.not_in(used)))
    connection.execute(delete(FINDING_SETS).where(FINDING_SETS.c.id.not_in(used)))
    connection.execute(delete(FINDINGS).where(FINDINGS.c.id.not_in(select(SET_MEMBERS.c.finding_id))))
    connection.execute(delete(PLATFORMS).where(PLATFORMS.c.id.not_in(select(LOOKED.c.platform_id))))
