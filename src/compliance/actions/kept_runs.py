"""What was kept of earlier runs: listed, read, exported, removed, brought up to date."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from compliance.actions._histories import history_of, unprepared_history
from compliance.actions._keeping import write_file
from compliance.actions.errors import UsageError
from compliance.history.place import HistoryPlace
from compliance.model.kept_run import KeptRun
from compliance.model.overview import PlatformCounts, RunCounts
from compliance.model.report import Report
from compliance.model.text import Message, local_day

Place = HistoryPlace | str | Path
"""Where runs are kept: a file, the address of a PostgreSQL database, or a reference to one with a password."""


def place_of(given: Place) -> HistoryPlace:
    """Return the place that is meant; raises `UsageError` for an address that shows a password."""
    if isinstance(given, HistoryPlace):
        return given
    from compliance.history.errors import HistoryUnusable  # noqa: PLC0415 - because most places are right
    from compliance.history.place import read_place  # noqa: PLC0415 - as above

    try:
        return read_place(str(given))
    except HistoryUnusable as error:
        raise UsageError(error.message) from error


def kept_runs(history: Place) -> tuple[KeptRun, ...]:
    """Return the runs in a history, in the order of their numbers.

        for run in compliance.kept_runs("history.sqlite"):
            print(run.number, run.state, run.begun)

    Raises:
        UsageError: the place is no history, its form is of another version, or a library is not installed.
        InputError: it cannot be reached.
    """
    with history_of(place_of(history)) as opened:
        return opened.runs()


def kept_run(run: str | int = "last", *, history: Place) -> KeptRun:
    """Return one complete run, which is meant as in `kept_report` and raises as that does."""
    with history_of(place_of(history)) as opened:
        return opened.run_meant(str(run))


def kept_report(run: str | int = "last", *, history: Place, since: str | int | None = None) -> Report:
    """Return the report of a kept run as it was when it was judged, with what changed since an earlier one.

    A run is meant by its number, its label, `last`, or a day: the last run of that day or before it. Verdicts are never
    judged anew, because what was reported must not change with the tool; `compliance.judge` judges evidence anew.

        report = compliance.kept_report(history="history.sqlite", since="2026-10-31")
        print([(each.rule, each.subject) for each in report.changes.of(compliance.FindingChange.NEW)])

    Raises:
        UsageError: there is no such run, or the place is no history.
        InputError: the history cannot be reached, or what was kept is damaged.
    """
    with history_of(place_of(history)) as opened:
        meant = opened.run_meant(str(run))
        report = opened.report(meant)
        if since is None:
            return report
        from compliance.actions._comparing_runs import compared_runs  # noqa: PLC0415 - because it judges

        return compared_runs(report, opened, meant, opened.run_meant(str(since)))


def run_counts(run: str | int = "last", *, history: Place) -> tuple[PlatformCounts, ...]:
    """Return the stage and the number of findings of each platform of a run, without reading its report.

    Raises as `kept_report` does.
    """
    with history_of(place_of(history)) as opened:
        return opened.counts(opened.run_meant(str(run)).number)


def run_trend(history: Place) -> tuple[RunCounts, ...]:
    """Return of each complete run how many platforms stood where and what was found, the first run first.

    Raises as `kept_runs` does.
    """
    with history_of(place_of(history)) as opened:
        return opened.trend()


def export_run(run: str | int, folder: Path, *, history: Place) -> tuple[Path, ...]:
    """Write the dossiers of a run to a folder, also of one that was interrupted; returns the files.

    Raises:
        UsageError: there is no such run, or the place is no history.
        InputError: the history cannot be reached, or what was kept is damaged.
        NotWritten: a file could not be written.
    """
    with history_of(place_of(history)) as opened:
        found = _any_run(opened.runs(), str(run)) or opened.run_meant(str(run))
        written = []
        for slug, manifest, files in opened.evidence(found.number):
            written.append(folder / f"{slug}.dossier")
            write_file(written[-1], dossier_file(manifest, files))
        return tuple(written)


def dossier_file(manifest: bytes, files: Mapping[str, bytes]) -> bytes:
    """Return the file of a dossier that was kept: its manifest and its other files, which have their hash as name."""
    from compliance.loading.archive import FILES, MANIFEST  # noqa: PLC0415 - because it brings zip
    from compliance.loading.dossiers import archived  # noqa: PLC0415 - as above

    return archived({MANIFEST: manifest, **{f"{FILES}{name}": files[name] for name in sorted(files)}})


def _any_run(runs: Sequence[KeptRun], text: str) -> KeptRun | None:
    return next((run for run in runs if str(run.number) == text), None)


def prune_runs(history: Place, *, keep: int | None = None, before: date | None = None) -> tuple[KeptRun, ...]:
    """Remove all but the last `keep` complete runs, or those that began before a day; returns what was removed.

    A run that is running is left alone. Of what was removed nothing is known any more: a finding that was mended in it
    and comes back is new.

    Raises:
        UsageError: neither or both are given, or the place is no history.
        InputError: the history cannot be reached.
    """
    if (keep is None) is (before is None):
        raise UsageError(Message.of("say either how many runs to keep or before which day to remove them"))
    with history_of(place_of(history)) as opened:
        chosen = tuple(_old(opened.runs(), keep, before))
        opened.prune([run.number for run in chosen])
        return chosen


def _old(runs: Sequence[KeptRun], keep: int | None, before: date | None) -> list[KeptRun]:
    ended = [run for run in runs if run.state != "running"]
    if before is not None:
        return [run for run in ended if local_day(run.begun) < before]
    complete = [run.number for run in ended if run.is_complete]
    first = complete[-keep] if keep and keep <= len(complete) else 0 if keep else max((*complete, 0)) + 1
    return [run for run in ended if run.number < first]


def migrate_history(history: Place) -> tuple[str | None, str]:
    """Bring a history of an earlier version up to the form of this one; returns both forms, None for an empty place.

    Raises:
        UsageError: it is of a later version, or no history.
        InputError: it cannot be reached.
    """
    with unprepared_history(place_of(history)) as opened:
        return opened.migrate()
