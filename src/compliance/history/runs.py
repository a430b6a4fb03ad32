"""The rows of runs: begun, finished, listed, found by what a user wrote."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, and_, func, select, update

from compliance.history.alive import is_alive
from compliance.history.contents import added, chunks, keep_contents
from compliance.history.database import Database
from compliance.history.encoding import packed
from compliance.history.errors import NoSuchRun
from compliance.history.schema import LOOKED, RUNS
from compliance.model.dataclass import dataclass, field, replace
from compliance.model.kept_run import KeptRun, RunState
from compliance.model.report import Report
from compliance.model.text import Message, local_day

PLANNED: Final = "planned"
LOOKED_AT: Final = "looked"
JUDGED: Final = "judged"
_LAST: Final = "last"


@dataclass(frozen=True, slots=True)
class NewRun:
    """What is known of a run before anything is looked at.

    `targets` are what was asked for, None where it cannot be asked for again; `chosen` says which rules run.
    """

    tool_version: str
    label: str | None = None
    targets: tuple[str, ...] | None = None
    chosen: dict[str, list[str]] = field(default_factory=dict)


def begin(connection: Connection, run: NewRun) -> int:
    """Add a run; returns its number, which is higher than any before it."""
    return added(
        connection,
        RUNS,
        label=run.label,
        state=RunState.RUNNING.value,
        begun=now(),
        tool_version=run.tool_version,
        targets=None if run.targets is None else json.dumps(run.targets),
        chosen=json.dumps(run.chosen),
        lists="[]",
        is_simulated=False,
    )


def finish(connection: Connection, number: int, report: Report) -> None:
    """Write down by what a run was judged, what changed since an earlier one, and that it is complete."""
    rest = packed((tuple(report.requirements), report.notices, report.due))
    changes = packed(report.changes.without_unchanged) if report.changes is not None else None
    contents = keep_contents(connection, dict(each for each in (rest, changes) if each is not None))
    seen = [subject.inspection for subject in report.subjects if subject.inspection is not None]
    lists = dict.fromkeys(each for subject in report.subjects for each in subject.lists)
    connection.execute(
        update(RUNS)
        .where(RUNS.c.number == number)
        .values(
            state=RunState.COMPLETE.value,
            ended=now(),
            as_of=report.as_of,
            profile=str(report.profile),
            catalogue_version=report.catalogue_version,
            catalogue_sha256=report.catalogue_sha256,
            tool_version=report.tool_version,
            vantage=next((each.vantage for each in seen), None),
            lists=json.dumps(list(lists)),
            is_simulated=report.is_simulated,
            rest_id=contents[rest[0]],
            changes_id=contents[changes[0]] if changes is not None else None,
        )
    )


def set_state(connection: Connection, number: int, state: RunState) -> None:
    connection.execute(update(RUNS).where(RUNS.c.number == number).values(state=state.value))


def listed(database: Database, known: Mapping[int, KeptRun]) -> tuple[KeptRun, ...]:
    """Return all runs in the order of their numbers; one whose process is gone is interrupted.

    Complete runs that are known are taken as they are, because they never change.
    """
    with database.reading() as connection:
        numbers = connection.execute(select(RUNS.c.number).order_by(RUNS.c.number)).scalars().all()
        found = {number: known[number] for number in numbers if number in known and known[number].is_complete}
        rows = [row for some in chunks(set(numbers) - set(found)) for row in _rows(connection, some)]
    found |= {row.number: _as_seen(_kept(row), database) for row in rows}
    return tuple(found[number] for number in numbers if number in found)


def _rows(connection: Connection, numbers: Sequence[int]) -> Sequence[Row[Any]]:
    done = func.count().filter(LOOKED.c.state != PLANNED)
    return connection.execute(
        select(RUNS, func.count(LOOKED.c.id).label("platforms"), done.label("done"))
        .outerjoin(LOOKED, and_(LOOKED.c.run == RUNS.c.number))
        .where(RUNS.c.number.in_(numbers))
        .group_by(RUNS.c.number)
    ).all()


def _kept(row: Row[Any]) -> KeptRun:
    return KeptRun(
        number=row.number,
        label=row.label,
        state=RunState(row.state),
        begun=row.begun,
        ended=row.ended,
        as_of=row.as_of,
        profile=row.profile,
        catalogue_version=row.catalogue_version,
        catalogue_sha256=row.catalogue_sha256,
        tool_version=row.tool_version,
        vantage=row.vantage,
        is_simulated=row.is_simulated,
        platforms=row.platforms,
        done=row.done if row.platforms else 0,
        lists=tuple(json.loads(row.lists)),
    )


def _as_seen(run: KeptRun, database: Database) -> KeptRun:
    if run.state is not RunState.RUNNING:
        return run
    return run if is_alive(database, run.number) else replace(run, state=RunState.INTERRUPTED)


def run_meant(runs: Sequence[KeptRun], text: str, *, is_complete: bool = True) -> KeptRun:
    """Return the run that a user means: a number, a label, `last`, or the last one of a day or before it.

    Raises:
        NoSuchRun: there is none, or none of this state.
    """
    fitting = [run for run in runs if run.is_complete is is_complete]
    meant = _meaning(text)
    found = next((run for run in reversed(fitting) if meant(run)), None)
    if found is not None:
        return found
    if any(meant(run) for run in runs):
        state = Message.of("it was interrupted or is running") if is_complete else Message.of("it is complete")
        raise NoSuchRun(Message.of("the run {run} is not meant here: {why}", run=text[:80], why=state))
    numbers = ", ".join(str(run.number) for run in runs[-5:]) or "-"
    template = "there is no run {run} in the history; the last ones are: {known} (see `compliance history list`)"
    raise NoSuchRun(Message.of(template, run=text[:80], known=numbers))


def _meaning(text: str) -> Callable[[KeptRun], bool]:
    if text == _LAST:
        return lambda _: True
    if text.isascii() and text.isdecimal() and len(text) < 10:
        return lambda run: run.number == int(text)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return lambda run: run.label == text
    return lambda run: local_day(run.begun) <= day


def now() -> datetime:
    """Return the time of the clock in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)
