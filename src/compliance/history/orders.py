"""Schedules and orders: what is to be audited, by whoever is free."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from compliance.history import jobs, runs
from compliance.history.contents import insert_missing
from compliance.history.database import Database
from compliance.history.encoding import compressed, packed, unpacked
from compliance.history.errors import HistoryUnusable
from compliance.history.platforms import Members
from compliance.history.runs import NewRun, now
from compliance.history.schema import ORDERS, SCHEDULES
from compliance.model.kept_run import RunState
from compliance.model.order import Job, KeptOrder, KeptSchedule, OrderState
from compliance.model.text import Message


class Orders:
    """Schedules, orders and their jobs in the database of a history. Every write is a transaction of its own.

    All methods raise `HistoryLost` where the database is away or locked, `HistoryFull` where there is no room.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_schedule(self, name: str, cron: str, content: str) -> None:
        """Keep a schedule; raises `HistoryUnusable` if there is one of that name."""
        with self._database.writing() as connection:
            if connection.execute(select(SCHEDULES.c.name).where(SCHEDULES.c.name == name)).scalar() is not None:
                template = "there is a schedule {name} already; first remove it, or take another name"
                raise HistoryUnusable(Message.of(template, name=name))
            connection.execute(insert(SCHEDULES).values(name=name, cron=cron, content=content, added=now()))

    def remove_schedule(self, name: str) -> bool:
        """Remove a schedule; returns whether there was one. Its orders stay."""
        with self._database.writing() as connection:
            return connection.execute(delete(SCHEDULES).where(SCHEDULES.c.name == name)).rowcount > 0

    def schedules(self) -> tuple[KeptSchedule, ...]:
        """Return all schedules by their names."""
        with self._database.reading() as connection:
            rows = connection.execute(select(SCHEDULES).order_by(SCHEDULES.c.name)).all()
        return tuple(KeptSchedule(row.name, row.cron, row.content, row.added) for row in rows)

    def add(self, name: str, content: str, schedule: str | None = None) -> None:
        """Keep an order under a name of its own; one that is there already stays as it is."""
        row = {"id": name, "schedule": schedule, "content": content, "asked": now(), "failed": 0}
        with self._database.writing() as connection:
            insert_missing(connection, ORDERS, [{**row, "state": OrderState.WAITING.value}])

    def find(self, name: str) -> KeptOrder | None:
        with self._database.reading() as connection:
            row = connection.execute(select(ORDERS).where(ORDERS.c.id == name)).one_or_none()
        return None if row is None else _order(row)

    def of_run(self, run: int) -> KeptOrder | None:
        """Return the order that a run is of; None if it is of none."""
        with self._database.reading() as connection:
            row = connection.execute(select(ORDERS).where(ORDERS.c.run == run)).one_or_none()
        return None if row is None else _order(row)

    def listed(self, *, since: datetime | None = None) -> tuple[KeptOrder, ...]:
        """Return orders in the order in which they were asked for; those that are over only since a moment."""
        over = [state.value for state in OrderState if state.is_over]
        wanted = select(ORDERS).order_by(ORDERS.c.asked, ORDERS.c.id)
        if since is None:
            wanted = wanted.where(ORDERS.c.state.not_in(over))
        else:
            wanted = wanted.where(ORDERS.c.state.not_in(over) | (ORDERS.c.asked >= since))
        with self._database.reading() as connection:
            return tuple(map(_order, connection.execute(wanted).all()))

    def begin(self, name: str, run: NewRun) -> int:
        """Begin the run of an order and return its number; of one that began before, what was planned is forgotten."""
        with self._database.writing() as connection:
            number = connection.execute(select(ORDERS.c.run).where(ORDERS.c.id == name)).scalar()
            if number is None:
                number = runs.begin(connection, run)
            else:
                jobs.forget(connection, number)
                runs.set_state(connection, number, RunState.RUNNING)
            values = {"run": number, "state": OrderState.PLANNING.value}
            connection.execute(update(ORDERS).where(ORDERS.c.id == name).values(**values))
            return int(number)

    def plan(self, run: int, position: int, slug: str, members: Members) -> None:
        """Write down that a platform is to be looked at, with what is known of it before."""
        with self._database.writing() as connection:
            jobs.plan(connection, run, position, slug, members)

    def set_jobs(self, name: str, run: int, planned: Sequence[Job]) -> None:
        """Write down by which job each platform is looked at, which ends the planning."""
        with self._database.writing() as connection:
            for job in planned:
                jobs.set_job(connection, run, job)
            self._set(connection, name, OrderState.LOOKING)

    def jobs(self, run: int) -> tuple[Job, ...]:
        """Return the jobs of a run that have something left to look at, with all their platforms."""
        with self._database.reading() as connection:
            return jobs.left(connection, run)

    def count_left(self, run: int) -> int:
        """Return how many platforms of a run the jobs are still to look at."""
        with self._database.reading() as connection:
            return jobs.count_left(connection, run)

    def left(self, run: int, slugs: Sequence[str]) -> tuple[str, ...]:
        """Return those of some platforms that are still to be looked at."""
        with self._database.reading() as connection:
            return jobs.planned(connection, run, slugs)

    def dossier(self, run: int, slug: str) -> tuple[bytes, dict[str, bytes]]:
        """Return the manifest and the files of a dossier: what is known of a platform before the look, or after it."""
        with self._database.reading() as connection:
            return jobs.dossier(connection, run, slug)

    def keep_look(self, run: int, slug: str, members: Members, *, has_failed: bool = False) -> bool:
        """Keep what was seen of a platform, unless that is kept already; returns whether it was not."""
        with self._database.writing() as connection:
            return jobs.keep_look(connection, run, slug, members, has_failed=has_failed)

    def slugs(self, run: int) -> tuple[str, ...]:
        """Return the platforms of a run in order."""
        with self._database.reading() as connection:
            return jobs.slugs(connection, run)

    def with_dossiers(self, run: int) -> tuple[str, ...]:
        """Return the platforms of a run on which there is a dossier, in order."""
        with self._database.reading() as connection:
            return jobs.slugs(connection, run, with_dossiers=True)

    def counts(self, run: int) -> dict[str, int]:
        """Return how many platforms of a run are in each state."""
        with self._database.reading() as connection:
            return jobs.counts(connection, run)

    def judge(self, name: str, run: int) -> None:
        """Write down that all was looked at, and how many platforms could not be."""
        with self._database.writing() as connection:
            failed = jobs.counts(connection, run).get(jobs.FAILED)
            known = {} if failed is None else {"failed": failed}
            self._set(connection, name, OrderState.JUDGING, **known)

    def complete(self, name: str, run: int) -> None:
        """Write down that an order is carried out; of what was never looked at there is no evidence."""
        with self._database.writing() as connection:
            jobs.forget_plans(connection, run)
            self._set(connection, name, OrderState.COMPLETE)

    def fail(self, name: str, problem: Message) -> None:
        """Write down why an order cannot be carried out; its run, if it has one, is interrupted."""
        with self._database.writing() as connection:
            run = connection.execute(select(ORDERS.c.run).where(ORDERS.c.id == name)).scalar()
            if run is not None:
                runs.set_state(connection, run, RunState.INTERRUPTED)
            self._set(connection, name, OrderState.FAILED, problem=compressed(packed(problem)[1]))

    def _set(self, connection: Any, name: str, state: OrderState, **values: Any) -> None:
        connection.execute(update(ORDERS).where(ORDERS.c.id == name).values(state=state.value, **values))


def _order(row: Row[Any]) -> KeptOrder:
    return KeptOrder(
        id=row.id,
        schedule=row.schedule,
        content=row.content,
        asked=row.asked,
        state=OrderState(row.state),
        run=row.run,
        failed=row.failed,
        problem=None if row.problem is None else unpacked(row.problem),
    )
