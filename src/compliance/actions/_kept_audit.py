"""An audit that is kept: a new run or the rest of one that was interrupted."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from compliance.actions._approved import with_approved
from compliance.actions._comparing_runs import with_changes
from compliance.actions._given import Given, is_address, public_name
from compliance.actions._histories import in_words, unprepared_history
from compliance.actions._keeping import keep
from compliance.actions._recording import Recording
from compliance.actions._reporting import report_on
from compliance.actions._targets import refuse_no_target
from compliance.actions.collect import collect
from compliance.actions.errors import UsageError
from compliance.actions.kept_runs import place_of
from compliance.actions.progress import Ending, OnProgress, Progress
from compliance.actions.settings import InHistory, Judging, NetworkSettings, Reading
from compliance.history.errors import HistoryError
from compliance.history.place import BUSY
from compliance.model.dataclass import dataclass, replace
from compliance.model.dossier import Dossier
from compliance.model.kept_run import KeptRun
from compliance.model.report import Report
from compliance.model.source import SourceText
from compliance.model.text import Message
from compliance.model.version import VERSION

if TYPE_CHECKING:  # because of its libraries
    from compliance.history.store import History


@dataclass(frozen=True, slots=True)
class KeptAudit:
    """Where an audit is kept, and how it looks and judges."""

    kept: InHistory
    reading: Reading
    network: NetworkSettings
    judging: Judging
    keep_in: Path | None

    def run(self, targets: Sequence[Given], on_progress: OnProgress | None, ending: Ending | None) -> Report:
        """Look, keep, judge, keep the verdicts, and compare with the last run like this one."""
        if self.kept.resume is None:
            # before a history is made, because a target may have been taken for its place
            refuse_no_target(targets, self.network)
        with unprepared_history(place_of(self.kept.place), min(BUSY, self.kept.patience)) as history:
            resumed = self._resumed(history)
            asked = self._targets(history, resumed, targets)
            with recording(history, self.kept, self.judging, asked, resumed, on_progress) as record:
                dossiers = collect(
                    *asked,
                    reading=self.reading,
                    network=self.network,
                    on_progress=on_progress,
                    ending=ending,
                    keeping=record,
                )
                files = keep(dossiers, self.keep_in) if self.keep_in is not None else ()
                judging, notices = with_approved(self.judging, history)
                report = report_on(dossiers, judging, files=files, notices=notices)
                if ending is not None and ending.is_wanted and not record.has_all(dossiers):
                    record.interrupt()
                    return _interrupted(report, record, self.kept)
                return finished(report, dossiers, record, history, judging)

    def _resumed(self, history: "History") -> int | None:
        if self.kept.resume is None:
            return None
        with in_words():
            history.prepare()
            run = history.run_meant(self.kept.resume, is_complete=False)
        if run.state == "running":
            template = "the run {run} is still going on in another process: wait for it, or end it first"
            raise UsageError(Message.of(template, run=run.number))
        return run.number

    def _targets(self, history: "History", resumed: int | None, given: Sequence[Given]) -> tuple[Given, ...]:
        """Return the targets that were given, or those of the run that goes on."""
        if resumed is None or given:
            return tuple(given)
        with in_words():
            targets, _ = history.asked(resumed)
        if targets is None:
            template = "what the run {run} looked at cannot be asked for again from here: name its targets once more"
            raise UsageError(Message.of(template, run=resumed))
        return targets


@contextmanager
def recording(
    history: "History",
    kept: InHistory,
    judging: Judging,
    targets: Sequence[Given],
    resumed: int | None,
    on_progress: OnProgress | None,
) -> Iterator[Recording]:
    """Keep a run until the end of the block; one that ends by an error was interrupted."""
    from compliance.history.runs import NewRun  # noqa: PLC0415 - because of its libraries

    chosen = {"select": list(judging.select), "ignore": list(judging.ignore)}
    new = NewRun(VERSION, kept.label, kept_targets(targets), chosen)
    with in_words():
        record = Recording(history, new, resumed=resumed, tell=_tell(on_progress), patience=kept.patience)
        try:
            yield record
        except BaseException:
            record.stop()
            record.interrupt()
            raise
        finally:
            record.close()


def kept_whole(report: Report, dossiers: Sequence[Dossier], kept: InHistory, judging: Judging) -> Report:
    """Keep a run that is over already; returns its report as `finished` does. Raises as `kept_runs` does."""
    with (
        unprepared_history(place_of(kept.place)) as history,
        recording(history, kept, judging, (), None, None) as record,
    ):
        record.begin(dossiers)
        return finished(report, dossiers, record, history, judging)


def _tell(on_progress: OnProgress | None) -> Callable[[Message], None] | None:
    return None if on_progress is None else lambda said: on_progress(Progress(0, 0, "", said))


def finished(
    report: Report, dossiers: Sequence[Dossier], record: Recording, history: "History", judging: Judging
) -> Report:
    """Keep what came of a run; returns its report as the run, with what changed since the last one like it.

    What changed is kept with the run and no later, so that a complete run never changes.
    """
    record.keep_report(report, dossiers)
    found = _compared(report, record, history, judging) if record.failure is None else report
    record.finish(found, dossiers)
    found = replace(found, notices=(*found.notices, *record.notices()))
    if record.failure is not None:
        return replace(found, changes=None)
    try:
        return replace(found, run=_own(history.runs(), record))
    except HistoryError as error:
        template = "the run {run} is kept, but the history could not be read: {problem}"
        told = Message.of(template, run=record.number, problem=error.message)
        return replace(found, notices=(*found.notices, told))


def _compared(report: Report, record: Recording, history: "History", judging: Judging) -> Report:
    """Return the report with what changed since the last run like it, or with why that could not be told."""
    try:
        runs = history.runs()
        since = last_like(runs, _own(runs, record), is_simulated=report.is_simulated)
        return report if since is None else with_changes(report, history, since, judging)
    except HistoryError as error:
        template = "what changed since the last run could not be told: {problem}"
        return replace(report, notices=(*report.notices, Message.of(template, problem=error.message)))


def _own(runs: Sequence[KeptRun], record: Recording) -> KeptRun:
    return next(each for each in runs if each.number == record.number)


def last_like(runs: Sequence[KeptRun], run: KeptRun, *, is_simulated: bool) -> KeptRun | None:
    """Return the last complete run before this one that has the same label and is simulated or real as it is."""
    alike = (run.label, is_simulated)
    earlier = (each for each in reversed(runs) if each.number < run.number and each.is_complete)
    return next((each for each in earlier if (each.label, each.is_simulated) == alike), None)


def _interrupted(report: Report, record: Recording, kept: InHistory) -> Report:
    template = "the run {run} was interrupted; `compliance audit --history {place} --resume {run}` looks at the rest"
    told = Message.of(template, run=record.number, place=place_of(kept.place).shown)
    return replace(report, notices=(*report.notices, told, *record.notices()))


def kept_targets(targets: Sequence[Given]) -> tuple[str, ...] | None:
    """Return the targets as they can be asked for again from any folder; None if one cannot."""
    asked = [_kept_target(target) for target in targets]
    return None if None in asked else tuple(each for each in asked if each is not None)


def _kept_target(target: Given) -> str | None:
    if isinstance(target, SourceText):
        return None
    if is_address(target):
        return target if public_name(target) == target else None  # because a query may hold a key
    path = Path(target)
    return str(path.resolve()) if path.is_file() else str(target)
