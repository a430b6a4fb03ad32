"""Findings of a run, each with the first run since which it has been found without a break."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from compliance.history.contents import chunks
from compliance.history.overviews import run_day
from compliance.history.runs import JUDGED
from compliance.history.schema import FINDINGS, LOOKED, PLATFORMS, RUNS, SET_MEMBERS
from compliance.model.grades import Severity
from compliance.model.kept_run import KeptRun, RunState
from compliance.model.overview import KeptFinding, RunDay

_Looks = Sequence[tuple[RunDay, int]]
"""The runs in which a platform was judged, the last first, each with the set of its findings."""


def findings_of(connection: Connection, run: KeptRun, rules: Collection[str]) -> tuple[KeptFinding, ...]:
    """Return what some rules found in a run, platform by platform."""
    found = _found(connection, run, FINDINGS.c.rule.in_(rules))
    members = _members(connection, FINDINGS.c.rule.in_(rules))
    return tuple(_with_first(found, _looks(connection, run, {row.platform_id for row in found}), members))


def findings_at(connection: Connection, run: KeptRun, slug: str) -> tuple[KeptFinding, ...]:
    """Return what all rules found at one platform in a run."""
    found = _found(connection, run, PLATFORMS.c.slug == slug)
    looks = _looks(connection, run, {row.platform_id for row in found})
    members: dict[int, set[int]] = {}
    for some in chunks({number for each in looks.values() for _, number in each}):
        members |= _members(connection, SET_MEMBERS.c.set_id.in_(some))
    return tuple(_with_first(found, looks, members))


def _found(connection: Connection, run: KeptRun, where: ColumnElement[bool]) -> Sequence[Any]:
    """Return the findings of a run in the order of its platforms."""
    columns = (
        PLATFORMS.c.slug,
        LOOKED.c.platform_id,
        SET_MEMBERS.c.finding_id,
        SET_MEMBERS.c.severity,
        SET_MEMBERS.c.is_waived,
        FINDINGS.c.rule,
        FINDINGS.c.fingerprint,
    )
    return connection.execute(
        select(*columns)
        .join(PLATFORMS, PLATFORMS.c.id == LOOKED.c.platform_id)
        .join(SET_MEMBERS, SET_MEMBERS.c.set_id == LOOKED.c.set_id)
        .join(FINDINGS, FINDINGS.c.id == SET_MEMBERS.c.finding_id)
        .where(LOOKED.c.run == run.number, LOOKED.c.state == JUDGED, where)
        .order_by(LOOKED.c.position, LOOKED.c.id, FINDINGS.c.rule, FINDINGS.c.fingerprint)
    ).all()


def _looks(connection: Connection, run: KeptRun, platforms: Collection[int]) -> Mapping[int, _Looks]:
    """Return by platform the complete runs of the series up to this one that judged it."""
    rows = (
        select(LOOKED.c.platform_id, LOOKED.c.run, LOOKED.c.set_id, RUNS.c.begun)
        .join(RUNS, RUNS.c.number == LOOKED.c.run)
        .where(
            LOOKED.c.state == JUDGED,
            LOOKED.c.set_id.is_not(None),
            RUNS.c.state == RunState.COMPLETE.value,
            RUNS.c.number <= run.number,
            RUNS.c.is_simulated.is_(run.is_simulated),
            RUNS.c.label.is_(None) if run.label is None else RUNS.c.label == run.label,
        )
        .order_by(LOOKED.c.platform_id, LOOKED.c.run.desc())
    )
    days: dict[int, RunDay] = {}
    looks: dict[int, list[tuple[RunDay, int]]] = defaultdict(list)
    for some in chunks(platforms):
        for platform, number, found, begun in connection.execute(rows.where(LOOKED.c.platform_id.in_(some))):
            day = days.get(number) or days.setdefault(number, run_day(number, begun))
            looks[platform].append((day, found))
    return looks


def _members(connection: Connection, where: ColumnElement[bool]) -> dict[int, set[int]]:
    """Return the findings of each set, of those that are meant."""
    members: dict[int, set[int]] = defaultdict(set)
    pairs = select(SET_MEMBERS.c.set_id, SET_MEMBERS.c.finding_id)
    of_rules = pairs.join(FINDINGS, FINDINGS.c.id == SET_MEMBERS.c.finding_id)
    for number, finding in connection.execute(of_rules.where(where)):
        members[number].add(finding)
    return members


def _with_first(
    found: Iterable[Any], looks: Mapping[int, _Looks], members: Mapping[int, set[int]]
) -> Iterator[KeptFinding]:
    for platform, rows in groupby(found, key=lambda row: row.platform_id):
        own = list(rows)
        first = _first({row.finding_id for row in own}, looks[platform], members)
        for row in own:
            severity = Severity(row.severity) if row.severity else None
            yield KeptFinding(row.slug, row.rule, row.fingerprint, severity, row.is_waived, first[row.finding_id])


def _first(findings: set[int], looks: _Looks, members: Mapping[int, set[int]]) -> dict[int, RunDay]:
    """Return of each finding the first run in which it was found, and then in all that follow."""
    first: dict[int, RunDay] = {}
    unbroken, known, later = findings, None, looks[0][0]
    for day, number in looks:
        if number != known:
            here = unbroken & members.get(number, set())
            first.update(dict.fromkeys(unbroken - here, later))
            unbroken, known = here, number
        if not unbroken:
            return first
        later = day
    first.update(dict.fromkeys(unbroken, later))
    return first
