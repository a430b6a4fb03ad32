"""Runs as a visitor may see them: an owner is told of those that judged platforms of its own, and of no others."""

from collections.abc import Sequence

from compliance.actions.kept_reader import KeptReader
from compliance.model.dataclass import replace
from compliance.model.kept_run import KeptRun
from compliance.model.report import Report
from compliance.model.run_changes import RunChanges
from compliance.server.access.identity import Identity


def seen_runs(reader: KeptReader, identity: Identity) -> tuple[KeptRun, ...]:
    """Return the runs in the order of their numbers, their platforms counted as far as the visitor may see them."""
    return reader.runs() if identity.sees_all else reader.runs_of(identity.owners)


def told_changes(changes: RunChanges | None, runs: Sequence[KeptRun]) -> RunChanges | None:
    """Return what changed since a run that the visitor may see; None if it is compared with none of these."""
    since = next((run for run in runs if changes is not None and run.number == changes.since.number), None)
    return None if changes is None or since is None else replace(changes, since=since)


def told_report(report: Report, runs: Sequence[KeptRun]) -> Report:
    """Return a report that says of its run, and of the one before it, what the visitor may see of them."""
    run = next((each for each in runs if report.run is not None and each.number == report.run.number), None)
    return replace(report, run=run, changes=told_changes(report.changes, runs))
