"""A history: the place where runs are kept, written platform by platform and read back as it was."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select

from compliance.history import found_since, overviews, owned, platforms, reading, runs
from compliance.history.alive import Alive, is_alive
from compliance.history.database import Database
from compliance.history.errors import HistoryUnusable, NoSuchRun
from compliance.history.orders import Orders
from compliance.history.platforms import Members
from compliance.history.program_keys import ProgramKeys
from compliance.history.pruning import prune
from compliance.history.revisions import migrate, prepare
from compliance.history.schema import RUNS
from compliance.history.sessions import KeptSessions
from compliance.history.tries import KeptTries
from compliance.history.waiver_requests import WaiverRequests
from compliance.model.kept_run import KeptRun, RunState
from compliance.model.overview import KeptFinding, PlatformCounts, PlatformStay, RunCounts, RunProgress
from compliance.model.report import Report
from compliance.model.run_changes import RunChanges
from compliance.model.text import Message
from compliance.model.verdict import SubjectReport

_NONE: Final[Mapping[int, Any]] = {}


class History:
    """Kept runs. Every write is a transaction of its own: a reader never sees half a platform.

    All methods raise `HistoryLost` where the database is away or locked, `HistoryFull` where there is no room.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def shown(self) -> str:
        """The place for people, without anything secret."""
        return self._database.shown

    @property
    def orders(self) -> Orders:
        """All audits that are asked for, and what workers do of them."""
        return Orders(self._database)

    @property
    def waiver_requests(self) -> WaiverRequests:
        """The waivers that are asked for, and what became of them."""
        return WaiverRequests(self._database)

    @property
    def program_keys(self) -> ProgramKeys:
        """The keys by which programs ask the API of the dashboard."""
        return ProgramKeys(self._database)

    @property
    def sessions(self) -> KeptSessions:
        """The sessions of those who logged in to a dashboard."""
        return KeptSessions(self._database)

    @property
    def tries(self) -> KeptTries:
        """The tries of log-ins and keys, by digests of who tried them."""
        return KeptTries(self._database)

    def prepare(self) -> None:
        """Make the tables of a new database; raises `HistoryUnusable` if others than ours are there."""
        prepare(self._database)

    def migrate(self) -> tuple[str | None, str]:
        """Bring the tables up to our form; returns the revision before and after."""
        return migrate(self._database)

    def close(self) -> None:
        self._database.close()

    def begin(self, run: "runs.NewRun", slugs: Sequence[str]) -> int:
        """Begin a run that is to look at these platforms; returns its number."""
        with self._database.writing() as connection:
            number = runs.begin(connection, run)
            platforms.plan(connection, number, slugs)
            return number

    def plan(self, number: int, slugs: Sequence[str]) -> None:
        """Write down that a run that was interrupted goes on, and which platforms it is to look at."""
        with self._database.writing() as connection:
            runs.set_state(connection, number, RunState.RUNNING)
            platforms.plan(connection, number, slugs)

    def alive(self, number: int) -> Alive:
        """Return the lock of a run, which its process holds while it goes on."""
        with self._database.told():
            return Alive(self._database, number)

    def alive_worker(self, number: int) -> Alive:
        """Return the lock of a worker, which its process holds while it is there."""
        with self._database.told():
            return Alive(self._database, number, "worker")

    def is_worker_alive(self, number: int) -> bool:
        """Return whether a worker is there."""
        with self._database.told():
            return is_alive(self._database, number, "worker")

    def keep_evidence(self, number: int, slug: str, members: Members | None) -> None:
        """Keep what was seen of one platform."""
        with self._database.writing() as connection:
            platforms.keep_evidence(connection, number, slug, members)

    def keep_verdicts(self, number: int, subject: SubjectReport, members: Members | None) -> None:
        """Keep what came of one platform."""
        with self._database.writing() as connection:
            platforms.keep_verdicts(connection, number, subject, members)

    def finish(self, number: int, report: Report) -> None:
        """Write down that a run is complete, and by what it was judged."""
        with self._database.writing() as connection:
            runs.finish(connection, number, report)

    def interrupt(self, number: int) -> None:
        """Write down that a run goes on no longer."""
        with self._database.writing() as connection:
            runs.set_state(connection, number, RunState.INTERRUPTED)

    def runs(self, known: Mapping[int, KeptRun] = _NONE) -> tuple[KeptRun, ...]:
        """Return all runs, in the order of their numbers; complete ones that are known are not read again."""
        return runs.listed(self._database, known)

    def judged_of(self, owners: Collection[str]) -> Mapping[int, int]:
        """Return of each run how many platforms of these owners it judged; runs with none are left out."""
        with self._database.reading() as connection:
            return owned.judged_of(connection, owners)

    def run_meant(self, text: str, *, is_complete: bool = True) -> KeptRun:
        """Return the run that a user means; raises `NoSuchRun`."""
        return runs.run_meant(self.runs(), text, is_complete=is_complete)

    def report(self, run: KeptRun) -> Report:
        """Return the report of a complete run as it was."""
        with self._database.reading() as connection:
            return reading.report_of(connection, run)

    def evidence(self, number: int) -> Iterator[tuple[str, bytes, dict[str, bytes]]]:
        """Yield the dossiers of a run: the platform, the manifest, and the other files by their SHA-256."""
        with self._database.reading() as connection:
            yield from reading.evidence_of(connection, number)

    def platforms(self, number: int) -> dict[str, bool]:
        """Return the platforms of a run in order, each with whether it was looked at."""
        with self._database.reading() as connection:
            return reading.platforms_of(connection, number)

    def asked(self, number: int) -> tuple[tuple[str, ...] | None, dict[str, list[str]]]:
        """Return the targets that were asked for, None if they cannot be asked for again, and the chosen rules."""
        with self._database.reading() as connection:
            row = connection.execute(select(RUNS.c.targets, RUNS.c.chosen).where(RUNS.c.number == number)).one_or_none()
        if row is None:
            raise NoSuchRun(Message.of("the run {run} was removed meanwhile", run=number))
        return None if row.targets is None else tuple(json.loads(row.targets)), json.loads(row.chosen)

    def found_before(self, number: int) -> Mapping[str, frozenset[str]]:
        """Return by platform the fingerprints of what was found in runs before this one."""
        with self._database.reading() as connection:
            return reading.found_before(connection, number)

    def counts(self, number: int) -> tuple[PlatformCounts, ...]:
        """Return the counts of each platform in a run."""
        with self._database.reading() as connection:
            return reading.counts_of(connection, number)

    def trend(self, known: Mapping[int, RunCounts] = _NONE) -> tuple[RunCounts, ...]:
        """Return the counts of each complete run, the first run first; those that are known are not counted again."""
        with self._database.reading() as connection:
            return reading.trend(connection, known)

    def has(self, number: int) -> bool:
        """Return whether a run is there and was not removed."""
        with self._database.reading() as connection:
            return reading.has(connection, number)

    def overview(self, run: KeptRun) -> Report:
        """Return the report of a complete run with briefs of its platforms, and with what changed."""
        with self._database.reading() as connection:
            return overviews.overview_of(connection, run)

    def changes(self, run: KeptRun) -> RunChanges | None:
        """Return what changed with a complete run as it was told then; None if it was compared with none."""
        with self._database.reading() as connection:
            return overviews.changes_of(connection, run)

    def platform(self, number: int, slug: str) -> SubjectReport | None:
        """Return the whole report on one platform in a run; None if there is none."""
        with self._database.reading() as connection:
            return overviews.platform_of(connection, number, slug)

    def differing(self, number: int, since: int) -> tuple[str, ...]:
        """Return the platforms that two runs judged and at which something is not as it was, in order."""
        with self._database.reading() as connection:
            return overviews.differing(connection, number, since)

    def stays(self, slug: str) -> tuple[PlatformStay, ...]:
        """Return where a platform stood in each complete run, the first run first."""
        with self._database.reading() as connection:
            return overviews.stays_of(connection, slug)

    def progress(self, number: int) -> RunProgress:
        """Return how far a run came."""
        with self._database.reading() as connection:
            return overviews.progress_of(connection, number)

    def findings(self, run: KeptRun, rules: Collection[str]) -> tuple[KeptFinding, ...]:
        """Return what some rules found in a run, platform by platform, each with since when it has been found."""
        with self._database.reading() as connection:
            return found_since.findings_of(connection, run, rules)

    def findings_at(self, run: KeptRun, slug: str) -> tuple[KeptFinding, ...]:
        """Return what was found at one platform in a run, each with since when it has been found."""
        with self._database.reading() as connection:
            return found_since.findings_at(connection, run, slug)

    def dossier(self, number: int, slug: str) -> tuple[bytes, dict[str, bytes]] | None:
        """Return the manifest of a platform's dossier and the other files by their SHA-256; None if there is none."""
        with self._database.reading() as connection:
            return reading.dossier_of(connection, number, slug)

    def prune(self, numbers: Collection[int]) -> None:
        """Remove runs, all or none."""
        prune(self._database, numbers)


def history_in(file: Path, busy: float) -> History:
    """Return the history in a file, which need not be there; raises `HistoryUnusable` if no file can be made there."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        from compliance.model.system_errors import not_written  # noqa: PLC0415 - because most folders can be made

        raise HistoryUnusable(not_written(str(file), error)) from error
    return History(Database.of_file(file, busy))


def history_at(address: str, shown: str, busy: float) -> History:
    """Return the history in a database of PostgreSQL; `shown` is what people may see of its address."""
    return History(Database.at(address, shown, busy))
