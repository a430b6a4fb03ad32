"""One worker: it carries out orders until it is told to end."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from compliance.actions import ordered_look
from compliance.actions._histories import address_of, in_words, unprepared_history
from compliance.actions._patience import GivenBack, Patience, Stop
from compliance.actions.extras import needs_extra
from compliance.model.crash import crash_name
from compliance.model.text import Message
from compliance.worker.conducting import Conductor
from compliance.worker.liveness import Liveness
from compliance.worker.settings import WorkerSettings

if TYPE_CHECKING:
    from compliance.history.store import History
    from compliance.worker.engine import Engine

_BETWEEN: Final = 1.0
_LONGEST_END: Final = 60.0
_JOBS: Final = ".jobs"
Tell = Callable[[Message], None]


def serve(settings: WorkerSettings, stop: Stop, tell: Tell) -> None:
    """Carry out orders until `stop` is set; `tell` is told what a user has to know.

    Raises:
        UsageError: a library is not installed, or the place is no history of our form.
        InputError: the database cannot be reached when it begins; one that goes away later is waited for.
    """
    with unprepared_history(settings.place) as history, in_words():
        history.prepare()
        worker = _Worker(settings, history, Patience(stop, tell), tell)
        with needs_extra(), worker.launched():
            tell(Message.of("the worker {name} waits for orders in {place}", name=worker.name, place=history.shown))
            worker.work()
        tell(Message.of("the worker {name} has ended", name=worker.name))


class _Worker:
    """Takes orders and schedules to the engine, and does what the engine gives it."""

    def __init__(self, settings: WorkerSettings, history: "History", patiently: Patience, tell: Tell) -> None:
        self._settings = settings
        self._history = history
        self._patiently = patiently
        self._tell = tell
        self._liveness = Liveness(history, patiently, settings.grace)
        self._at_work = _AtWork(tell)
        self._engine: Engine | None = None

    @property
    def name(self) -> str:
        return self._liveness.name

    @contextmanager
    def launched(self) -> Iterator[None]:
        """Work with an engine until the end of the block; then what was not finished is given back."""
        from compliance.worker.engine import Engine  # noqa: PLC0415 - because of its libraries

        place = self._settings.place
        engine = Engine(address_of(place), f"{place.file}{_JOBS}", self.name, self._settings.at_most)
        self._engine = engine
        conductor = Conductor(self._history, engine, self._patiently)
        engine.launch(self._at_work(conductor.conduct), self._at_work(self._look), self._at_work(self._fire))
        try:
            yield
        finally:
            engine.stop()
            self._at_work.wait(_LONGEST_END)
            engine.close()
            self._liveness.close()

    def work(self) -> None:
        """Look for what is new, until the end is wanted."""
        try:
            while True:
                self._patiently(self._look_round)
                self._patiently.rest(_BETWEEN)
        except GivenBack:
            return

    def _look_round(self) -> None:
        if self._engine is None:
            return
        self._liveness.keep()
        schedules = self._patiently(self._history.orders.schedules)
        self._engine.keep_schedules({each.name: each.cron for each in schedules})
        for order in self._patiently(self._history.orders.listed):
            self._engine.enqueue_run(order.id)
        for gone in self._liveness.gone(self._engine.workers()):
            self._tell(Message.of("the worker {name} is gone; its work is taken over", name=gone))
            self._engine.take_over([gone])
            self._liveness.forget(gone)

    def _look(self, run: int, slugs: Sequence[str]) -> None:
        """Look at some platforms, for the engine."""
        order = self._patiently(self._history.orders.of_run, run)
        if order is not None and not order.state.is_over:
            ordered_look.look(self._history, order.content, run, slugs, self._patiently)

    def _fire(self, moment: str, name: str) -> None:
        """Keep an order of a schedule, for the engine; none while the one before it is not over."""
        orders = self._history.orders
        found = next((each for each in self._patiently(orders.schedules) if each.name == name), None)
        if found is None:
            return
        if any(each.schedule == name for each in self._patiently(orders.listed)):
            template = "the audit {name} is left out at {moment}: the one before it still goes on"
            self._tell(Message.of(template, name=name, moment=moment))
            return
        self._patiently(orders.add, f"{name}-{moment}", found.content, name)


class _AtWork:
    """What is being done at the moment, to wait for."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._changed = threading.Condition()
        self._count = 0

    def __call__(self, work: Callable[..., None]) -> Callable[..., None]:
        """Return the same work, which counts as long as it is done."""

        def counted(*given: object) -> None:
            with self._changed:
                self._count += 1
            try:
                work(*given)
            except Exception as error:
                self._tell(Message.of("a job failed with {problem}; please report this", problem=crash_name(error)))
                raise
            finally:
                with self._changed:
                    self._count -= 1
                    self._changed.notify_all()

        return counted

    def wait(self, seconds: float) -> bool:
        """Wait until nothing is done any more; returns False if that takes longer."""
        with self._changed:
            return self._changed.wait_for(lambda: self._count == 0, seconds)
