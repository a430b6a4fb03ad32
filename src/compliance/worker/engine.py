"""DBOS, as far as it is used here: two queues, workflows by name, cron schedules, and what a dead worker left.

It is told to open no port and to call nobody: no console of its makers, no telemetry, no variables of the environment.
What it keeps lies in a schema of its own of a PostgreSQL database, or in a file beside one of SQLite. Arguments are
JSON, so that nothing that is read from the database is ever run.
"""

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from contextvars import Context
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import create_engine
from sqlalchemy.exc import SQLAlchemyError

from compliance.history.errors import HistoryLost
from compliance.model.text import Message

if TYPE_CHECKING:
    from dbos import DBOSConfig
    from sqlalchemy import Engine as SqlEngine

_NAME: Final = "compliance"
_VERSION: Final = "1"
"""The form of our jobs; workers of one form carry out the jobs of one another."""

_SCHEMA: Final = "compliance_jobs"
_ZONE: Final = "Asia/Ho_Chi_Minh"
_POLLING: Final = 0.2
_AT_ONCE: Final = 2
"""Jobs that one worker does at a time: one looks while the other waits for the queue or the database."""

_MOST_ATTEMPTS: Final = 20
"""A job that ended so many workers is not begun again."""

_RUNS: Final = "runs"
_LOOKS: Final = "looks"
_TAKING: Final = "queue-worker-"
"""So the names of the threads begin that take jobs from the queues."""

_LONGEST_TAKING: Final = 10.0
_UNFINISHED: Final = ["ENQUEUED", "PENDING", "DELAYED"]

Work = Callable[..., None]


@contextmanager
def _in_words() -> Iterator[None]:
    """Say that the database is away as the history does, so that it is waited for."""
    try:
        yield
    except SQLAlchemyError:  # from nothing, because what it comes from may show the address with its password
        raise HistoryLost(Message.of("the database of the jobs cannot be reached, or broke off")) from None


class Engine:
    """The engine of one worker, between `launch` and `close`; raises `HistoryLost` where the database is away."""

    def __init__(self, address: str | None, file: str, worker: str, at_most: int | None) -> None:
        """Prepare an engine for a database of PostgreSQL, or for a file of SQLite if `address` is None."""
        for name in [name for name in os.environ if name.startswith("DBOS")]:
            del os.environ[name]  # because they could send it to the cloud of its makers
        from dbos import DBOS, DBOSPortableJSONSerializer  # noqa: PLC0415 - because it reads these variables

        self._worker = worker
        self._at_most = at_most
        self._own: SqlEngine | None = None if address is None else _connected(address)
        config: DBOSConfig = {
            "name": _NAME,
            "application_version": _VERSION,
            "executor_id": worker,
            "dbos_system_schema": _SCHEMA,
            "serializer": DBOSPortableJSONSerializer(),
            "enable_otlp": False,
            "log_level": "CRITICAL",  # because its messages are for programmers
            "use_listen_notify": False,
            "scheduler_polling_interval_sec": 1.0,
        }
        if self._own is None:
            config["system_database_url"] = f"sqlite:///{file}"
        else:
            config["system_database_engine"] = self._own
        self._dbos: DBOS = DBOS(config=config)

    def launch(self, conduct: Work, look: Work, fire: Work) -> None:
        """Begin to work: `conduct` gets an order by name, `look` a run and platforms, `fire` a moment and a name."""
        dbos = self._dbos
        dbos.workflow(name="conduct", max_recovery_attempts=None)(_apart(conduct))
        dbos.workflow(name="look", max_recovery_attempts=_MOST_ATTEMPTS)(_apart(look))
        self._fire = dbos.workflow(name="fire", max_recovery_attempts=_MOST_ATTEMPTS)(_apart(fire))
        dbos.launch()
        register = dbos.register_queue
        register(
            _RUNS, global_concurrency=1, worker_concurrency=1, polling_interval_sec=0.5, on_conflict="always_update"
        )
        register(
            _LOOKS,
            partition_concurrency=1,
            worker_concurrency=min(_AT_ONCE, self._at_most or _AT_ONCE),
            global_concurrency=self._at_most,
            polling_interval_sec=_POLLING,
            on_conflict="always_update",
        )

    @_in_words()
    def enqueue_run(self, order: str) -> None:
        """Let somebody conduct an order; twice is once. Of all orders one is conducted at a time."""
        self._enqueue({"workflow_name": "conduct", "queue_name": _RUNS, "workflow_id": order}, order)

    @_in_words()
    def enqueue_look(self, run: int, number: int, part: int, slugs: Sequence[str]) -> None:
        """Let somebody look at some platforms; twice is once. Of the jobs of one part one is done at a time."""
        options = {"workflow_name": "look", "queue_name": _LOOKS, "workflow_id": _job(run, number)}
        self._enqueue({**options, "queue_partition_key": f"{run}.{part}"}, run, list(slugs))

    def _enqueue(self, options: Mapping[str, Any], *given: Any) -> None:
        self._dbos.enqueue_workflow_with_options({**options, "app_version": _VERSION}, *given)  # type: ignore[typeddict-item]  # because it is built in parts

    @_in_words()
    def has_jobs(self, run: int) -> bool:
        """Return whether a job of a run is waited for or being done."""
        return bool(self._listed(workflow_id_prefix=_job(run, ""), status=_UNFINISHED, limit=1))

    @_in_words()
    def forget_jobs(self, run: int) -> None:
        """Remove what the engine knows of the jobs of a run that is over."""
        found = [each.workflow_id for each in self._listed(workflow_id_prefix=_job(run, ""))]
        if found:
            self._dbos.delete_workflows(found)

    def _listed(self, **wanted: Any) -> Sequence[Any]:
        return self._dbos.list_workflows(**wanted, load_input=False, load_output=False)

    @_in_words()
    def keep_schedules(self, wanted: Mapping[str, str]) -> None:
        """Let schedules be these: by name their times."""
        known = {each["schedule_name"]: each["schedule"] for each in self._dbos.list_schedules()}
        for name in known.keys() - wanted.keys():
            self._dbos.delete_schedule(name)
        changed = [name for name, cron in wanted.items() if known.get(name) != cron]
        if changed:
            self._dbos.apply_schedules(
                [
                    {
                        "schedule_name": name,
                        "workflow_fn": self._fire,
                        "schedule": wanted[name],
                        "context": name,
                        "cron_timezone": _ZONE,
                    }
                    for name in changed
                ]
            )

    @_in_words()
    def workers(self) -> frozenset[str]:
        """Return the workers that are doing something, by what the database knows: also those that are gone."""
        return frozenset(each.executor_id for each in self._listed(status="PENDING") if each.executor_id)

    @_in_words()
    def take_over(self, workers: Iterable[str]) -> None:
        """Give back to the queues what these workers, which are gone, were doing."""
        self._dbos._recover_pending_workflows(list(workers))  # noqa: SLF001 - because the public way is a paid service

    def stop(self) -> None:
        """Begin nothing further; returns when nothing is taken from the queues any more."""
        for event in self._dbos.background_thread_stop_events:
            event.set()
        # because what is taken now would be given back by nobody, and others wait long until they take it over
        for thread in threading.enumerate():
            if thread.name.startswith(_TAKING):
                thread.join(_LONGEST_TAKING)

    def close(self) -> None:
        """Give back what was not finished, and end; where the database is away others take it over later."""
        with suppress(HistoryLost):
            self.take_over([self._worker])
        self._dbos.destroy()
        if self._own is not None:
            self._own.dispose()


def _job(run: int, number: int | str) -> str:
    return f"run-{run}-job-{number}"


def _connected(address: str) -> "SqlEngine":
    settings = {"connect_timeout": 10, "application_name": "compliance-worker"}
    return create_engine(address, pool_pre_ping=True, pool_size=4, max_overflow=8, connect_args=settings)


def _apart(work: Work) -> Work:
    """Return the same for the engine, which then keeps no steps of it: our own tables say how far it came."""

    def done(*given: Any) -> None:
        Context().run(work, *given)

    return done
