"""The platforms of a run as workers look at them: planned with what is known of them, shared out, looked at once."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Connection, Select, case, delete, func, select, update

from compliance.history.contents import chunks, dossier_members, insert_missing, keep_dossier
from compliance.history.errors import KeptUnreadable
from compliance.history.platforms import MANIFEST, Members, platform_ids
from compliance.history.runs import LOOKED_AT, PLANNED, now
from compliance.history.schema import LOOKED, PLATFORMS
from compliance.model.order import Job
from compliance.model.text import Message

FAILED: Final = "failed"
"""The state of a platform whose job ended by an error; judging it says so."""


def forget(connection: Connection, run: int) -> None:
    """Remove what was planned and not looked at."""
    connection.execute(delete(LOOKED).where(LOOKED.c.run == run, LOOKED.c.state == PLANNED))


def forget_plans(connection: Connection, run: int) -> None:
    """Forget what was known before the look of platforms that could not be looked at, because they have no record."""
    rows = update(LOOKED).where(LOOKED.c.run == run, LOOKED.c.looked_at.is_(None))
    connection.execute(rows.values(dossier_id=None))


def plan(connection: Connection, run: int, position: int, slug: str, members: Members) -> None:
    """Add a platform with its dossier as it is before the look; one that is there already stays as it is."""
    platform = platform_ids(connection, [slug])[slug]
    dossier = keep_dossier(connection, members, MANIFEST)
    row = {"run": run, "platform_id": platform, "position": position, "state": PLANNED, "dossier_id": dossier}
    insert_missing(connection, LOOKED, [row])


def set_job(connection: Connection, run: int, job: Job) -> None:
    for some in chunks(job.slugs):
        meant = select(PLATFORMS.c.id).where(PLATFORMS.c.slug.in_(some))
        rows = update(LOOKED).where(LOOKED.c.run == run, LOOKED.c.platform_id.in_(meant))
        connection.execute(rows.values(job=job.number, part=job.part))


def left(connection: Connection, run: int) -> tuple[Job, ...]:
    """Return the jobs with a platform that is still to be looked at, each with all its platforms."""
    is_planned = func.max(case((LOOKED.c.state == PLANNED, 1), else_=0)).over(partition_by=LOOKED.c.job)
    marked = _rows(run, LOOKED.c.job, LOOKED.c.part, LOOKED.c.position, is_planned.label("is_left"))
    found = marked.where(LOOKED.c.job.is_not(None)).subquery()
    wanted = select(found).where(found.c.is_left == 1).order_by(found.c.job, found.c.position)
    rows = connection.execute(wanted).all()
    jobs = groupby(rows, key=lambda row: (row.job, row.part))
    return tuple(Job(number, part, tuple(row.slug for row in of_job)) for (number, part), of_job in jobs)


def count_left(connection: Connection, run: int) -> int:
    """Return how many platforms jobs are still to look at."""
    rows = select(func.count()).where(LOOKED.c.run == run, LOOKED.c.state == PLANNED, LOOKED.c.job.is_not(None))
    return int(connection.execute(rows).scalar_one())


def planned(connection: Connection, run: int, wanted: Sequence[str]) -> tuple[str, ...]:
    """Return those of some platforms that are still to be looked at, in their order."""
    found: set[str] = set()
    for some in chunks(wanted):
        rows = _rows(run).where(PLATFORMS.c.slug.in_(some), LOOKED.c.state == PLANNED)
        found.update(connection.execute(rows).scalars())
    return tuple(slug for slug in wanted if slug in found)


def dossier(connection: Connection, run: int, slug: str) -> tuple[bytes, dict[str, bytes]]:
    number = connection.execute(_rows(run, LOOKED.c.dossier_id).where(PLATFORMS.c.slug == slug)).one_or_none()
    if number is None or number.dossier_id is None:
        raise KeptUnreadable(Message.of("the run {run} has no evidence on {platform}", run=run, platform=slug))
    return dossier_members(connection, number.dossier_id)


def keep_look(connection: Connection, run: int, slug: str, members: Members, *, has_failed: bool) -> bool:
    """Keep what was seen of a platform if it is still to be looked at; whoever comes later changes nothing."""
    platform = platform_ids(connection, [slug])[slug]
    meant = (LOOKED.c.run == run, LOOKED.c.platform_id == platform, LOOKED.c.state == PLANNED)
    if connection.execute(select(LOOKED.c.id).where(*meant)).scalar() is None:
        return False
    values = {"looked_at": now(), "dossier_id": keep_dossier(connection, members, MANIFEST)}
    state = FAILED if has_failed else LOOKED_AT
    # asked again, because somebody else may have kept it meanwhile
    return connection.execute(update(LOOKED).where(*meant).values(state=state, **values)).rowcount > 0


def slugs(connection: Connection, run: int, *, with_dossiers: bool = False) -> tuple[str, ...]:
    """Return the platforms of a run in order, or those on which there is a dossier."""
    rows = _rows(run).where(LOOKED.c.dossier_id.is_not(None)) if with_dossiers else _rows(run)
    return tuple(connection.execute(rows.order_by(LOOKED.c.position, LOOKED.c.id)).scalars())


def counts(connection: Connection, run: int) -> dict[str, int]:
    """Return how many platforms are in each state."""
    rows = select(LOOKED.c.state, func.count()).where(LOOKED.c.run == run).group_by(LOOKED.c.state)
    return {row[0]: row[1] for row in connection.execute(rows)}


def _rows(run: int, *columns: Any) -> Select[Any]:
    joined = select(PLATFORMS.c.slug, *columns).join(LOOKED, LOOKED.c.platform_id == PLATFORMS.c.id)
    return joined.where(LOOKED.c.run == run)
