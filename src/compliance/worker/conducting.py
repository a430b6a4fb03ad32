"""An order from its beginning to its end: planned, given to the queue, waited for, judged."""

from typing import TYPE_CHECKING, Final

from compliance.actions import ordered_judgement, ordered_look
from compliance.actions._patience import Patience
from compliance.actions.errors import ActionError
from compliance.history.errors import HistoryError
from compliance.model.crash import crash_name
from compliance.model.order import OrderState
from compliance.model.text import Message

if TYPE_CHECKING:
    from compliance.history.alive import Alive
    from compliance.history.store import History
    from compliance.model.order import KeptOrder
    from compliance.worker.engine import Engine

_BETWEEN: Final = 0.5
_LOOKS_AT_QUEUE: Final = 20
"""After so many pauses the queue is asked whether it still has what is missing."""

_BEFORE: Final = frozenset({OrderState.WAITING, OrderState.PLANNING})


class Conductor:
    """Conducts orders, one at a time. What it has done it finds in the history, so that anybody can go on with it."""

    def __init__(self, history: "History", engine: "Engine", patiently: Patience) -> None:
        self._history = history
        self._engine = engine
        self._patiently = patiently

    def conduct(self, name: str) -> None:
        """Carry an order out; where that cannot be done, the order says why."""
        order = self._patiently(self._history.orders.find, name)
        if order is None or order.state.is_over:
            return
        try:
            self._conduct(order)
        except (ActionError, HistoryError) as error:
            said = error.faults[0][1] if isinstance(error, ActionError) else error.message
            self._patiently(self._history.orders.fail, name, said)
        except Exception as error:  # noqa: BLE001 - because no bug may leave an order that never ends
            problem = Message.of("the tool failed with {problem}; please report this", problem=crash_name(error))
            self._patiently(self._history.orders.fail, name, problem)

    def _conduct(self, order: "KeptOrder") -> None:
        is_planned = order.run is not None and order.state not in _BEFORE
        run = order.run if is_planned and order.run is not None else None
        if run is None:
            run = ordered_look.begin(self._history, order, self._patiently)
        with _Held(self._history, run, self._patiently) as held:
            if not is_planned:
                ordered_look.plan(self._history, order, run, self._patiently)
            if order.state is not OrderState.JUDGING:
                self._have_looked(run, held)
            ordered_judgement.judge(self._history, order, run, self._patiently)
        self._patiently(self._engine.forget_jobs, run)

    def _have_looked(self, run: int, held: "_Held") -> None:
        """Have every platform looked at; what the queue no longer has is given up."""
        for job in self._patiently(self._history.orders.jobs, run):
            self._patiently.check()
            self._patiently(self._engine.enqueue_look, run, job.number, job.part, job.slugs)
        pauses = 0
        while self._patiently(self._history.orders.count_left, run):
            self._patiently.rest(_BETWEEN)
            held.keep()
            pauses += 1
            if pauses % _LOOKS_AT_QUEUE == 0 and not self._patiently(self._engine.has_jobs, run):
                problem = Message.of("its job ended without a result")
                left = self._patiently(self._history.orders.jobs, run)
                ordered_look.give_up(self._history, run, left, problem, self._patiently)


class _Held:
    """The lock of a run, got again where it was lost with the database: it says that the run goes on."""

    def __init__(self, history: "History", run: int, patiently: Patience) -> None:
        self._history = history
        self._run = run
        self._patiently = patiently
        self._lock: Alive | None = None

    def keep(self) -> None:
        """Hold the lock; waits while another process has it."""
        while self._lock is None or not self._lock.is_still_held:
            if self._lock is not None:
                self._lock.close()
            self._lock = self._patiently(self._history.alive, self._run)
            if not self._lock.is_held:
                self._patiently.rest(_BETWEEN)

    def __enter__(self) -> "_Held":
        self.keep()
        return self

    def __exit__(self, *_: object) -> None:
        if self._lock is not None:
            self._lock.close()
