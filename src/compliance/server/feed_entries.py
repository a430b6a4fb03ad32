"""What changed with each run as entries of a feed: one of the run, one of each platform that moved or newly fails."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from compliance.model.dataclass import dataclass, replace
from compliance.model.grades import Severity
from compliance.model.kept_run import KeptRun
from compliance.model.report import Report
from compliance.model.run_changes import Cause, ChangedFinding, FindingChange, Move, RunChanges
from compliance.model.text import local_day
from compliance.report import labels, owners, run_changes, run_words
from compliance.report.findings import heading_of
from compliance.report.sanitise import one_line
from compliance.server.atom import Entry, lasting_id
from compliance.server.seen_runs import told_changes
from compliance.server.visit import Visit

RUNS: Final = 50
"""So many runs are told of, the last ones."""
PLATFORMS: Final = 300
"""So many entries of single platforms stand in a feed at most; that of the run counts all."""
_NAMED: Final = 10


@dataclass(frozen=True, slots=True)
class _Told:
    """One run as its reader may see it. `address` is that of the dashboard, `names` are those of platforms by id."""

    run: KeptRun
    report: Report
    names: Mapping[str, str]
    visit: Visit
    address: str


def entries(visit: Visit, address: str) -> tuple[Entry, ...]:
    """Return the entries for a visitor of the dashboard at an address, those of the last run first."""
    runs = [run for run in visit.runs if run.is_complete]
    if not runs:
        return ()
    report = visit.for_run(runs[-1]).report
    names = {subject.id: one_line(labels.name(subject, visit.words)) for subject in report.subjects}
    return tuple(_of_runs(_told(run, report, names, visit, address) for run in reversed(runs[-RUNS:])))


def _of_runs(runs: Iterable[_Told]) -> Iterator[Entry]:
    left = PLATFORMS
    for told in runs:
        yield _of_run(told)
        single = tuple(islice(_of_platforms(told), left))
        yield from single
        left -= len(single)


def _told(run: KeptRun, report: Report, names: Mapping[str, str], visit: Visit, address: str) -> _Told:
    changes = visit.reader.changes(run)
    if changes is not None and not visit.identity.sees_all:
        changes = told_changes(changes.at(names), visit.runs)
    return _Told(run, replace(report, run=run, changes=changes), names, visit, address)


def _of_run(told: _Told) -> Entry:
    words, run = told.visit.words, told.run
    day = labels.day(local_day(run.begun), words)
    title = words("Run {number} of {date}", number=run.number, date=day)
    found, changes = run_changes.section(told.report, words), told.report.changes
    if found is None or changes is None:
        lines: Sequence[str] = (words("There is no earlier run with which it was compared."),)
        return _entry(told, title, f"/runs/{run.number}", ("run",), lines)
    lines = [found.title, *(f"{line.mark} {line.text}" for line in found.lines)]
    return _entry(told, title, f"/runs/{run.number}/since/{changes.since.number}", ("run",), lines)


def _of_platforms(told: _Told) -> Iterator[Entry]:
    changes = told.report.changes
    if changes is None:
        return
    moves = {each.subject: each for each in changes.moves if each.steps and each.cause is not Cause.LAW}
    failing = _failing(changes)
    for slug in sorted({*moves, *failing}, key=lambda slug: (told.names.get(slug, slug), slug)):
        yield _of_platform(slug, moves.get(slug), failing.get(slug, ()), told)


def _failing(changes: RunChanges) -> Mapping[str, Sequence[ChangedFinding]]:
    """Return the findings that came and fail, or would if confirmed, by platform; not those by the law alone."""
    found: dict[str, list[ChangedFinding]] = {}
    for each in changes.of(FindingChange.NEW, FindingChange.BACK):
        if each.severity is Severity.FAIL and each.finding.waiver is None and each.cause is not Cause.LAW:
            found.setdefault(each.subject, []).append(each)
    return found


def _of_platform(slug: str, move: Move | None, failing: Sequence[ChangedFinding], told: _Told) -> Entry:
    words = told.visit.words
    said, kinds = [], []
    if move is not None:
        template = words("on a higher stage") if move.steps > 0 else words("on a lower stage")
        steps = {"was": owners.figure(move.was), "now": owners.figure(move.now)}
        said.append(words("{what} ({was}→{now})", what=template, **steps))
        kinds.append("risen" if move.steps > 0 else "fallen")
    waiting = sum(each.finding.is_to_confirm for each in failing)
    if len(failing) > waiting:
        said.append(words("new failing findings {count}", count=len(failing) - waiting))
        kinds.append("failing")
    if waiting:
        said.append(words("new findings that fail if they are confirmed {count}", count=waiting))
        kinds.append("to_confirm")
    title = words("{name}: {problem}", name=told.names.get(slug, slug), problem="; ".join(said))
    lines = [*_causes(move, told), *_named(failing, told)]
    path = told.visit.in_run(told.run.number).subject(slug)
    return _entry(told, title, path.removeprefix(f"/{words.language}"), tuple(kinds), lines or said, slug)


def _causes(move: Move | None, told: _Told) -> Iterator[str]:
    if move is not None and move.cause is Cause.UNDECIDED:
        words = told.visit.words
        yield words("Where it comes from: {cause}", cause=run_words.cause(move.cause, words))


def _named(failing: Sequence[ChangedFinding], told: _Told) -> Iterator[str]:
    words, rules = told.visit.words, told.visit.context.rules
    for each in failing[:_NAMED]:
        heading = heading_of(each.rule, rules.get(each.rule), words)
        yield words("{name}: {problem}", name=labels.weight(each.finding, words), problem=one_line(heading))
    if len(failing) > _NAMED:
        yield words("and {count} more", count=len(failing) - _NAMED)


def _entry(told: _Told, title: str, path: str, kinds: tuple[str, ...], lines: Sequence[str], slug: str = "") -> Entry:
    words, run = told.visit.words, told.run
    return Entry(
        id=lasting_id(run.begun.isoformat(), run.number, slug),
        title=words("SIMULATED: {sentence}", sentence=title) if run.is_simulated else title,
        updated=run.ended or run.begun,
        address=f"{told.address}/{words.language}{path}",
        kinds=kinds,
        lines=tuple(lines),
    )
