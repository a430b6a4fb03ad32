"""What a server reads of kept runs, again and again from many threads: pages on many platforms, and on one."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from compliance.actions._comparing_runs import refuse_later
from compliance.actions._histories import OpenHistory, in_words
from compliance.actions._patience import Once
from compliance.actions.kept_runs import Place, place_of
from compliance.actions.settings import Judging
from compliance.model.dataclass import replace
from compliance.model.kept_run import KeptRun
from compliance.model.report import Report
from compliance.model.text import Message
from compliance.model.verdict import SubjectReport

if TYPE_CHECKING:  # because of its libraries
    from compliance.history.store import History
    from compliance.model.overview import KeptFinding, PlatformStay, RunCounts, RunDay, RunProgress
    from compliance.model.run_changes import RunChanges

_MOST: Final = 30_000
"""So many briefs of platforms are remembered in all, and as many changes."""


class KeptReader(OpenHistory):
    """Reads a history for as long as it is open; any number of threads may use it at once.

    What was read of complete runs is remembered, because they never change; of a run that was removed nothing is
    known any more. All methods raise `UsageError` where a run is not there or not complete, `InputError` where the
    history cannot be reached or what was kept is damaged.

        with KeptReader("history.sqlite") as reader:
            report = reader.overview(reader.run("last"))

    Raises:
        UsageError: the place is no history of our form, or a library is not installed.
        InputError: it cannot be reached.
    """

    def __init__(self, place: Place) -> None:
        self.place = place_of(place)
        super().__init__(self.place)
        from compliance.history.caching import Cache  # noqa: PLC0415 - because histories are an extra

        self._runs: Mapping[int, KeptRun] = {}
        self._trend: Mapping[int, RunCounts] = {}
        self._overviews: Cache[int, Report] = Cache(_MOST, _weight)
        self._compared: Cache[tuple[int, int], Report] = Cache(_MOST, _weight)
        self._changes: Cache[int, RunChanges | None] = Cache(_MOST, _weight_of_changes)

    def runs(self) -> tuple[KeptRun, ...]:
        """Return all runs, in the order of their numbers."""
        with in_words():
            found = self._history.runs(self._runs)
        self._runs = {run.number: run for run in found}
        return found

    def runs_of(self, owners: Collection[str]) -> tuple[KeptRun, ...]:
        """Return the runs that judged platforms of some owners, by their codes, as if there were no others.

        Platforms are counted that are judged, and which lists the records of the run name is left out.
        """
        with in_words():
            judged = self._history.judged_of(owners)
        mine = ((run, judged[run.number]) for run in self.runs() if run.number in judged)
        return tuple(replace(run, platforms=count, done=count, lists=()) for run, count in mine)

    def run(self, text: str, among: Sequence[KeptRun] | None = None) -> KeptRun:
        """Return the run of a number in whatever state; else a complete one by label, day, or `last`.

        It is one of those `among` which it is looked for, of all for None.
        """
        runs = self.runs() if among is None else among
        numbered = next((run for run in runs if str(run.number) == text), None)
        if numbered is not None:
            return numbered
        from compliance.history.runs import run_meant  # noqa: PLC0415 - because of its libraries

        with in_words():
            return run_meant(runs, text)

    def known(self, run: KeptRun) -> int:
        """Return the number of a complete run that is still there, by which what was made of it may be remembered."""
        with self._complete(run):
            return run.number

    def overview(self, run: KeptRun) -> Report:
        """Return the report of a complete run with a brief of each platform, and with what changed as it was told.

        A brief (`SubjectReport.counted`) has no verdicts; of what changed the findings that are as they were are left
        out. Everything else is as in the whole report.
        """
        with self._complete(run) as history:
            # because whoever reads it first may see less of the run
            known = self._runs.get(run.number, run)
            return self._overviews.get(run.number, lambda: history.overview(known))

    def changes(self, run: KeptRun) -> "RunChanges | None":
        """Return what changed with a complete run as it was told then, without reading the rest of its report.

        None if it was compared with none, or an earlier version kept it. What is as it was is left out.
        """
        with self._complete(run) as history:
            return self._changes.get(run.number, lambda: history.changes(run))

    def whole(self, run: KeptRun) -> Report:
        """Return the report of a complete run with everything that was found, which is not remembered."""
        with self._complete(run) as history:
            return replace(history.report(run), changes=self.overview(run).changes)

    def platform(self, run: KeptRun, slug: str) -> SubjectReport | None:
        """Return the whole report on one platform or document of a complete run; None if the run has none on it."""
        with self._complete(run) as history:
            return history.platform(run.number, slug)

    def stays(self, slug: str) -> "tuple[PlatformStay, ...]":
        """Return where a platform stood in each complete run that judged it, the first run first."""
        with in_words():
            return self._history.stays(slug)

    def trend(self) -> "tuple[RunCounts, ...]":
        """Return of each complete run how many platforms stood where and what was found, the first run first."""
        with in_words():
            found = self._history.trend(self._trend)
        self._trend = {each.number: each for each in found}
        return found

    def findings_of(self, run: KeptRun, rules: Collection[str]) -> "tuple[KeptFinding, ...]":
        """Return what some rules found in a complete run, platform by platform, with since when."""
        with self._complete(run) as history:
            return history.findings(run, rules)

    def since(self, run: KeptRun, slug: str) -> "Mapping[str, RunDay]":
        """Return by fingerprint since which run each finding at a platform has been found without a break."""
        with self._complete(run) as history:
            return {each.fingerprint: each.since for each in history.findings_at(run, slug)}

    def compared(self, run: KeptRun, since: KeptRun) -> Report:
        """Return the overview of a run with what changed since an earlier one; it may judge the earlier one again.

        Raises also `UsageError` if `since` is not before `run`.
        """
        with self._complete(since), self._complete(run) as history:
            report = self.overview(run)
            if report.changes is not None and report.changes.since.number == since.number:
                return report
            refuse_later(since, run)
            return self._compared.get((run.number, since.number), lambda: _compared(report, run, since, history))

    def dossier(self, run: KeptRun, slug: str) -> bytes | None:
        """Return the file of a platform's dossier as `export_run` writes it, also of a run that is not complete.

        None if the run has none of it.
        """
        from compliance.actions.kept_runs import dossier_file  # noqa: PLC0415 - because it brings zip

        with in_words():
            found = self._history.dossier(run.number, slug)
        return dossier_file(*found) if found is not None else None

    def progress(self, run: KeptRun) -> "RunProgress":
        """Return how far a run came, whatever its state."""
        with in_words():
            return self._history.progress(run.number)

    @contextmanager
    def _complete(self, run: KeptRun) -> "Iterator[History]":
        """Check that a run is complete and was not removed, and say what goes wrong as an `ActionError`."""
        from compliance.history.errors import NoSuchRun  # noqa: PLC0415 - as above

        with in_words():
            if not run.is_complete:
                why = Message.of("it was interrupted or is running")
                raise NoSuchRun(Message.of("the run {run} is not meant here: {why}", run=run.number, why=why))
            if not self._history.has(run.number):
                self._forget(run.number)
                raise NoSuchRun(Message.of("the run {run} was removed meanwhile", run=run.number))
            yield self._history

    def _forget(self, number: int) -> None:
        self._overviews.keep_only(lambda known: known != number)
        self._compared.keep_only(lambda known: number not in known)
        self._changes.keep_only(lambda known: known != number)


def _compared(report: Report, run: KeptRun, since: KeptRun, history: "History") -> Report:
    from compliance.actions._kept_changes import changes_between  # noqa: PLC0415 - because it judges

    _, chosen = history.asked(run.number)
    judging = Judging(select=tuple(chosen.get("select", ())), ignore=tuple(chosen.get("ignore", ())))
    return replace(report, changes=changes_between(report, history, run.number, since, judging, Once()))


def _weight(report: Report) -> int:
    return len(report.subjects)


def _weight_of_changes(changes: "RunChanges | None") -> int:
    return 1 + len(changes.findings) + len(changes.moves) if changes is not None else 1
