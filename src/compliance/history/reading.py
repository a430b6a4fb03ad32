"""What was kept, read back: reports as they were, evidence, and the counts of an overview."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from sqlalchemy import Connection, func, select

from compliance.history.contents import chunks, dossier_members
from compliance.history.encoding import unpacked
from compliance.history.errors import KeptUnreadable, NoSuchRun
from compliance.history.parts import whole
from compliance.history.runs import JUDGED, PLANNED
from compliance.history.schema import CONTENTS, FINDINGS, LOOKED, PARTS, PLATFORMS, RUNS, SET_MEMBERS
from compliance.model.kept_run import KeptRun, RunState
from compliance.model.overview import PlatformCounts, RunCounts
from compliance.model.report import Report
from compliance.model.text import Message
from compliance.model.verdict import SubjectReport


def report_of(connection: Connection, run: KeptRun) -> Report:
    """Return the report of a complete run as it was; raises `KeptUnreadable` if it cannot be read any more."""
    return kept_report(connection, run, [whole(parts) for parts in _parts_in_order(connection, run.number)])


def kept_report(connection: Connection, run: KeptRun, subjects: Iterable[SubjectReport]) -> Report:
    """Return the report of a complete run with these subjects; raises `KeptUnreadable` if it cannot be read."""
    if run.as_of is None:
        raise KeptUnreadable(Message.of("the run {run} was not judged", run=run.number))
    rest = select(CONTENTS.c.content).join(RUNS, RUNS.c.rest_id == CONTENTS.c.id).where(RUNS.c.number == run.number)
    content = connection.execute(rest).scalar()
    if content is None:
        raise NoSuchRun(Message.of("the run {run} was removed meanwhile", run=run.number))
    requirements, notices, due = unpacked(content)
    return Report(
        tool_version=run.tool_version,
        catalogue_version=run.catalogue_version or "-",
        catalogue_sha256=run.catalogue_sha256 or "",
        as_of=run.as_of,
        profile=run.profile or "-",
        is_simulated=run.is_simulated,
        subjects=tuple(subjects),
        requirements=requirements,
        notices=notices,
        run=run,
        due=due,
    )


def _parts_in_order(connection: Connection, run: int) -> Iterator[list[bytes]]:
    order = connection.execute(
        select(LOOKED.c.id)
        .where(LOOKED.c.run == run, LOOKED.c.state == JUDGED)
        .order_by(LOOKED.c.position, LOOKED.c.id)
    ).scalars()
    rows = connection.execute(
        select(PARTS.c.looked_id, PARTS.c.content_id)
        .join(LOOKED, LOOKED.c.id == PARTS.c.looked_id)
        .where(LOOKED.c.run == run)
    )
    parts: dict[int, list[int]] = defaultdict(list)
    for looked, content in rows:
        parts[looked].append(content)
    contents = contents_of(connection, {content for each in parts.values() for content in each})
    for looked in order:
        yield [contents[content] for content in parts[looked]]


def parts_of(connection: Connection, looked: int) -> list[bytes]:
    """Return the parts of the report on one platform in a run."""
    rows = select(CONTENTS.c.content).join(PARTS, PARTS.c.content_id == CONTENTS.c.id)
    return list(connection.execute(rows.where(PARTS.c.looked_id == looked)).scalars())


def contents_of(connection: Connection, ids: Iterable[int]) -> dict[int, bytes]:
    """Return contents by their ids."""
    found: dict[int, bytes] = {}
    for some in chunks(ids):
        rows = connection.execute(select(CONTENTS.c.id, CONTENTS.c.content).where(CONTENTS.c.id.in_(some)))
        found.update({row.id: row.content for row in rows})
    return found


def evidence_of(connection: Connection, run: int) -> Iterator[tuple[str, bytes, dict[str, bytes]]]:
    """Yield the dossiers of a run in order: the platform, the manifest, and the other files by their SHA-256."""
    rows = connection.execute(
        select(PLATFORMS.c.slug, LOOKED.c.dossier_id)
        .join(PLATFORMS, PLATFORMS.c.id == LOOKED.c.platform_id)
        .where(LOOKED.c.run == run, LOOKED.c.dossier_id.is_not(None), LOOKED.c.state != PLANNED)
        .order_by(LOOKED.c.position, LOOKED.c.id)
    ).all()
    for slug, dossier in rows:
        yield slug, *dossier_members(connection, dossier)


def dossier_of(connection: Connection, run: int, slug: str) -> tuple[bytes, dict[str, bytes]] | None:
    """Return the manifest of a platform's dossier in a run, and its other files; None if there is none."""
    kept = select(LOOKED.c.dossier_id).join(PLATFORMS, PLATFORMS.c.id == LOOKED.c.platform_id)
    dossier = connection.execute(kept.where(LOOKED.c.run == run, PLATFORMS.c.slug == slug)).scalar()
    return None if dossier is None else dossier_members(connection, dossier)


def platforms_of(connection: Connection, run: int) -> dict[str, bool]:
    """Return the platforms of a run in order, each with whether it was looked at."""
    rows = connection.execute(
        select(PLATFORMS.c.slug, LOOKED.c.state)
        .join(PLATFORMS, PLATFORMS.c.id == LOOKED.c.platform_id)
        .where(LOOKED.c.run == run)
        .order_by(LOOKED.c.position, LOOKED.c.id)
    )
    return {slug: state != PLANNED for slug, state in rows}


def found_before(connection: Connection, run: int) -> Mapping[str, frozenset[str]]:
    """Return by platform the fingerprints of all that was found in runs before this one."""
    sets = select(PLATFORMS.c.slug, LOOKED.c.set_id).join(PLATFORMS, PLATFORMS.c.id == LOOKED.c.platform_id)
    rows = connection.execute(sets.where(LOOKED.c.run < run, LOOKED.c.set_id.is_not(None)).distinct()).all()
    of_set: dict[int, set[str]] = defaultdict(set)
    for some in chunks({number for _, number in rows}):
        marks = select(SET_MEMBERS.c.set_id, FINDINGS.c.fingerprint).join(
            FINDINGS, FINDINGS.c.id == SET_MEMBERS.c.finding_id
        )
        for number, mark in connection.execute(marks.where(SET_MEMBERS.c.set_id.in_(some))):
            of_set[number].add(mark)
    found: dict[str, set[str]] = defaultdict(set)
    for slug, number in rows:
        found[slug] |= of_set[number]
    return {slug: frozenset(marks) for slug, marks in found.items()}


def counts_of(connection: Connection, run: int) -> tuple[PlatformCounts, ...]:
    """Return the stage of each platform in a run and what was found at it, without reading a report."""
    rows = connection.execute(
        select(PLATFORMS.c.slug, *(LOOKED.c[name] for name in COUNTED))
        .join(PLATFORMS, PLATFORMS.c.id == LOOKED.c.platform_id)
        .where(LOOKED.c.run == run, LOOKED.c.state == JUDGED)
        .order_by(LOOKED.c.position, LOOKED.c.id)
    )
    return tuple(PlatformCounts(*row) for row in rows)


COUNTED = ("stage", "claimed", "standing", "failing", "to_confirm", "warnings", "advice", "not_observed", "errors")


def trend(connection: Connection, known: Mapping[int, RunCounts]) -> tuple[RunCounts, ...]:
    """Return of each complete run how many platforms stood where, and what was found; the first run first."""
    complete = select(RUNS.c.number).where(RUNS.c.state == RunState.COMPLETE.value).order_by(RUNS.c.number)
    numbers = list(connection.execute(complete).scalars())
    found = {**known, **_counted(connection, [number for number in numbers if number not in known])}
    return tuple(found[number] for number in numbers if number in found)


def _counted(connection: Connection, numbers: Collection[int]) -> Mapping[int, RunCounts]:
    totals = [func.sum(LOOKED.c[name]) for name in ("failing", "to_confirm", "warnings", "advice")]
    alike = (LOOKED.c.run, LOOKED.c.stage, LOOKED.c.standing)
    by_run: dict[int, RunCounts] = {}
    for some in chunks(numbers):
        rows = select(*alike, func.count(), *totals).where(LOOKED.c.state == JUDGED, LOOKED.c.run.in_(some))
        for number, stage, standing, platforms, *found in connection.execute(rows.group_by(*alike)):
            here = RunCounts(number, platforms, {stage: platforms}, {standing: platforms}, *map(int, found))
            by_run[number] = by_run[number] + here if number in by_run else here
    return by_run


def has(connection: Connection, run: int) -> bool:
    """Return whether a run is there."""
    return connection.execute(select(RUNS.c.number).where(RUNS.c.number == run)).scalar() is not None
