"""A run kept while it goes on: each platform as soon as it was looked at, the verdicts at the end.

What cannot be kept never ends the run: its report is given, and says where the evidence lies instead.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Final

from compliance.actions._keeping import keep_as
from compliance.actions.errors import NotWritten
from compliance.history.errors import HistoryError, HistoryLost, HistoryUnusable
from compliance.history.place import data_folder
from compliance.model.crash import crash_name
from compliance.model.dossier import Dossier, Kind
from compliance.model.text import Message

if TYPE_CHECKING:  # because most runs are not kept
    from compliance.history.alive import Alive
    from compliance.history.runs import NewRun
    from compliance.history.store import History
    from compliance.model.report import Report
    from compliance.model.verdict import SubjectReport

_FIRST_PAUSE: Final = 0.5
_LONGEST_PAUSE: Final = 5.0


class Recording:
    """Keeps one run. `failure` is what ended the keeping, None while all was kept."""

    def __init__(
        self,
        history: "History",
        new: "NewRun",
        *,
        resumed: int | None = None,
        tell: Callable[[Message], None] | None = None,
        patience: float,
    ) -> None:
        self._history = history
        self._new = new
        self._number = resumed
        self._tell = tell
        self._patience = patience
        self._alive: Alive | None = None
        self._writer = ThreadPoolExecutor(1, "history")
        self._pending: list[Future[None]] = []
        self._kept: dict[str, Dossier] = {}
        self._ended = Event()
        self._rescued: Path | None = None
        self._waited = 0.0
        self.failure: Message | None = None

    @property
    def number(self) -> int:
        """The number of the run, 0 before it has one."""
        return self._number or 0

    def begin(self, dossiers: Sequence[Dossier]) -> Mapping[str, Dossier]:
        """Write down what is to be looked at; returns by id what an interrupted run saw already."""
        slugs = [dossier.id for dossier in dossiers]
        if self._number is None:
            self._try(lambda: self._begin(slugs))
            return {}
        self._alive = self._history.alive(self._number)
        if not self._alive.is_held:
            raise HistoryUnusable(Message.of("another process goes on with the run {run}", run=self._number))
        self._history.plan(self._number, slugs)
        from compliance.loading.dossiers import restored  # noqa: PLC0415 - because it brings zip and pydantic

        seen = self._history.evidence(self._number)
        self._kept = {slug: restored(slug, manifest, files) for slug, manifest, files in seen if slug in set(slugs)}
        return dict(self._kept)

    def _begin(self, slugs: Sequence[str]) -> None:
        self._history.prepare()
        self._number = self._history.begin(self._new, slugs)
        self._alive = self._history.alive(self._number)

    def keep(self, dossier: Dossier) -> None:
        """Keep the evidence on a platform, beside what goes on."""
        self._pending.append(self._writer.submit(self._keep, dossier))

    def _keep(self, dossier: Dossier) -> None:
        self._try(lambda: self._history.keep_evidence(self.number, dossier.id, _members(dossier)))
        if self.failure is not None:
            self._rescue([dossier])
        else:
            self._kept[dossier.id] = dossier

    def keep_report(self, report: "Report", dossiers: Sequence[Dossier]) -> None:
        """Keep what came of each platform."""
        self._settle()
        for subject, dossier in zip(report.subjects, dossiers, strict=True):
            self._keep_verdicts(subject, dossier)

    def finish(self, report: "Report", dossiers: Sequence[Dossier]) -> None:
        """Keep by what was judged and what changed, and that the run is complete."""
        self._try(lambda: self._history.finish(self.number, report))
        if self.failure is not None:
            self._rescue(dossiers)

    def _keep_verdicts(self, subject: "SubjectReport", dossier: Dossier) -> None:
        is_kept = self._kept.get(dossier.id) is dossier

        def write() -> None:
            members = None if is_kept else _members(dossier, subject.dossier_file)
            self._history.keep_verdicts(self.number, subject, members)

        self._try(write)

    def has_all(self, dossiers: Sequence[Dossier]) -> bool:
        """Return whether the evidence on every platform that could be looked at is kept."""
        self._settle()
        return all(dossier.id in self._kept for dossier in dossiers if dossier.record is not None)

    def interrupt(self) -> None:
        """Keep that the run was ended before it was complete."""
        self._settle()
        if self._number is not None:
            with suppress(HistoryError):  # because who cannot write it down is interrupted all the same
                self._history.interrupt(self._number)

    def stop(self) -> None:
        """Wait for the database no longer."""
        self._ended.set()

    def close(self) -> None:
        """Give up what is still to be written, and the lock of the run."""
        self.stop()
        self._writer.shutdown(wait=True, cancel_futures=True)
        if self._alive is not None:
            self._alive.close()

    def notices(self) -> tuple[Message, ...]:
        """Return what a reader of the report has to know of its keeping."""
        if self.failure is None:
            return (_waited(self._waited),) if self._waited >= 1 else ()
        template = "this run is not kept whole: {problem}"
        found = [Message.of(template, problem=self.failure)]
        if self._rescued is not None:
            template = "the evidence of this run lies in {folder}; `compliance judge {folder}` judges it again"
            found.append(Message.of(template, folder=str(self._rescued)))
        else:
            template = (
                "the evidence of this run could not be written as files either; `--keep FOLDER` names another place"
            )
            found.append(Message.of(template))
        return tuple(found)

    def _settle(self) -> None:
        for each in self._pending:
            if not each.cancelled():
                each.result()
        self._pending.clear()

    def _try(self, action: Callable[[], object]) -> None:
        """Do it, again and again while the database is away; what does not come right is the failure of the run."""
        began, pause = time.monotonic(), _FIRST_PAUSE
        while self.failure is None:
            lost = self._once(action)
            waited = time.monotonic() - began
            if lost is None:
                self._waited += waited if pause > _FIRST_PAUSE else 0.0
                return
            if waited > self._patience or self._ended.is_set():
                self.failure = lost
                return
            self._say(Message.of("{problem}; trying again", problem=lost))
            self._ended.wait(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    def _once(self, action: Callable[[], object]) -> Message | None:
        """Do it, and note a failure that stays; returns what may come right later, None if nothing has to."""
        try:
            action()
        except HistoryLost as error:
            return error.message
        except HistoryError as error:
            if self._number is None and isinstance(error, HistoryUnusable):
                raise  # because nothing was looked at yet, and another place is to be named
            self.failure = error.message
        except Exception as error:  # noqa: BLE001 - because a bug here must not take the report away
            template = "the history failed with {problem}; please report this"
            self.failure = Message.of(template, problem=crash_name(error))
        return None

    def _say(self, message: Message) -> None:
        if self._tell is not None:
            self._tell(message)

    def _rescue(self, dossiers: Sequence[Dossier]) -> None:
        """Write evidence that the history did not take as files, if the disk takes them."""
        folder = data_folder() / "unsaved" / f"run-{self.number}-{int(time.time())}"
        try:
            self._rescued = self._rescued or folder
            for dossier in dossiers:
                keep_as(dossier, self._rescued / f"{dossier.id}.dossier")
        except NotWritten:
            self._rescued = None


def _members(dossier: Dossier, file: str | None = None) -> dict[str, bytes] | None:
    """Return what the file of a dossier holds, from that if it was written; None if there is no evidence to keep."""
    if dossier.kind is Kind.PLATFORM and dossier.record is None:
        return None
    from compliance.loading.dossiers import members, members_in  # noqa: PLC0415 - because it brings zip and pydantic
    from compliance.loading.errors import LoadError  # noqa: PLC0415 - as above

    if file is not None:
        with suppress(LoadError):  # because it can be made anew
            return members_in(Path(file))
    return members(dossier)


def _waited(seconds: float) -> Message:
    template = "the history could not be written to for {seconds} seconds in all; all is kept now"
    return Message.of(template, seconds=round(seconds))
