"""What pages on many platforms read of a run: briefs, what changed, and where one platform stood in each run."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, or_, select

from compliance.history.briefs import opened_brief
from compliance.history.encoding import unpacked
from compliance.history.parts import whole
from compliance.history.reading import COUNTED, contents_of, kept_report, parts_of
from compliance.history.runs import JUDGED, LOOKED_AT, PLANNED
from compliance.history.schema import CONTENTS, LOOKED, PLATFORMS, RUNS
from compliance.model.brief import brief_of
from compliance.model.dataclass import replace
from compliance.model.kept_run import KeptRun, RunState
from compliance.model.overview import PlatformCounts, PlatformStay, RunDay, RunProgress
from compliance.model.report import Report
from compliance.model.run_changes import RunChanges
from compliance.model.text import local_day
from compliance.model.verdict import SubjectReport


def overview_of(connection: Connection, run: KeptRun) -> Report:
    """Return the report of a complete run with briefs, and with what changed as it was told then."""
    return replace(kept_report(connection, run, briefs_of(connection, run.number)), changes=changes_of(connection, run))


def changes_of(connection: Connection, run: KeptRun) -> RunChanges | None:
    """Return what changed as it was told then; None if nothing was compared."""
    kept = select(CONTENTS.c.content).join(RUNS, RUNS.c.changes_id == CONTENTS.c.id).where(RUNS.c.number == run.number)
    content = connection.execute(kept).scalar()
    changes: RunChanges | None = unpacked(content) if content is not None else None
    return changes


def briefs_of(connection: Connection, run: int) -> tuple[SubjectReport, ...]:
    """Return the briefs of the platforms that a run judged, in order."""
    rows = connection.execute(
        select(LOOKED.c.id, LOOKED.c.brief_id, LOOKED.c.rules_id, LOOKED.c.seen_at)
        .where(LOOKED.c.run == run, LOOKED.c.state == JUDGED)
        .order_by(LOOKED.c.position, LOOKED.c.id)
    ).all()
    contents = contents_of(connection, {each for row in rows for each in (row.brief_id, row.rules_id) if each})
    return tuple(_brief(connection, row, contents) for row in rows)


def _brief(connection: Connection, row: Any, contents: dict[int, bytes]) -> SubjectReport:
    """Return the brief of a row; of one that an earlier version kept it is made of the whole."""
    if row.brief_id is None or row.rules_id is None:
        return brief_of(whole(parts_of(connection, row.id)))
    return opened_brief(contents[row.brief_id], contents[row.rules_id], row.seen_at)


def platform_of(connection: Connection, run: int, slug: str) -> SubjectReport | None:
    """Return the whole report on one platform; None if the run has none on it."""
    row = connection.execute(
        select(LOOKED.c.id)
        .join(PLATFORMS, PLATFORMS.c.id == LOOKED.c.platform_id)
        .where(LOOKED.c.run == run, PLATFORMS.c.slug == slug, LOOKED.c.state == JUDGED)
    ).scalar()
    return None if row is None else whole(parts_of(connection, row))


def stays_of(connection: Connection, slug: str) -> tuple[PlatformStay, ...]:
    """Return where a platform stood in each complete run that judged it, the first run first."""
    rows = connection.execute(
        select(RUNS.c.number, RUNS.c.begun, PLATFORMS.c.slug, *(LOOKED.c[name] for name in COUNTED))
        .join(PLATFORMS, PLATFORMS.c.id == LOOKED.c.platform_id)
        .join(RUNS, RUNS.c.number == LOOKED.c.run)
        .where(PLATFORMS.c.slug == slug, LOOKED.c.state == JUDGED, RUNS.c.state == RunState.COMPLETE.value)
        .order_by(RUNS.c.number)
    )
    return tuple(PlatformStay(run_day(number, begun), PlatformCounts(*counts)) for number, begun, *counts in rows)


def differing(connection: Connection, run: int, since: int) -> tuple[str, ...]:
    """Return the platforms that two runs judged and whose findings, stage or connection differ, in order."""
    now, then = LOOKED.alias("now"), LOOKED.alias("then")
    is_other = [now.c[name].is_distinct_from(then.c[name]) for name in ("set_id", "stage", "standing")]
    rows = (
        select(PLATFORMS.c.slug)
        .join(now, now.c.platform_id == PLATFORMS.c.id)
        .join(then, then.c.platform_id == PLATFORMS.c.id)
        .where(now.c.run == run, then.c.run == since, now.c.state == JUDGED, then.c.state == JUDGED, or_(*is_other))
        .order_by(now.c.position, now.c.id)
    )
    return tuple(connection.execute(rows).scalars())


def run_day(number: int, begun: datetime) -> RunDay:
    """Return a run with the day on which it began."""
    return RunDay(number, local_day(begun))


def progress_of(connection: Connection, run: int) -> RunProgress:
    """Return how far a run came."""
    rows = connection.execute(
        select(LOOKED.c.state, func.count()).where(LOOKED.c.run == run).group_by(LOOKED.c.state)
    ).all()
    found: dict[str, int] = dict(map(tuple, rows))
    return RunProgress(found.get(PLANNED, 0), found.get(LOOKED_AT, 0), found.get(JUDGED, 0))
