"""Audits that are asked for: by a schedule, or at once; whoever is free carries them out."""

from datetime import datetime
from enum import StrEnum

from compliance.model.dataclass import dataclass
from compliance.model.text import Message


class OrderState(StrEnum):
    """How far an order came. A worker takes one that waits, plans its jobs, has them done, and judges what was seen."""

    WAITING = "waiting"
    PLANNING = "planning"
    LOOKING = "looking"
    JUDGING = "judging"
    COMPLETE = "complete"
    FAILED = "failed"

    @property
    def is_over(self) -> bool:
        return self in {OrderState.COMPLETE, OrderState.FAILED}


@dataclass(frozen=True, slots=True)
class KeptSchedule:
    """An audit that is repeated. `cron` are five fields in the time of Viet Nam; `content` is what is to be done."""

    name: str
    cron: str
    content: str
    added: datetime


@dataclass(frozen=True, slots=True)
class KeptOrder:
    """One audit that was asked for. `content` is what is to be done; times are in UTC.

    `schedule` is the name of the schedule that it is of, None if somebody asked for it. `run` is the number of its run,
    None before it has one. `failed` of its platforms could not be looked at, because a job with them ended by an error.
    `problem` says why it failed, None unless it did.
    """

    id: str
    schedule: str | None
    content: str
    asked: datetime
    state: OrderState
    run: int | None = None
    failed: int = 0
    problem: Message | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """A handful of platforms that one worker looks at.

    Of the jobs of one `part` there is never more than one at a time; platforms of two parts have no host in common.
    """

    number: int
    part: int
    slugs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrderProgress:
    """How far the run of an order came, in platforms: to be looked at in all, looked at, judged.

    `failed` of those that were looked at could not be, because a job with them ended by an error.
    """

    state: OrderState
    run: int | None
    planned: int
    looked_at: int
    judged: int
    failed: int
    problem: Message | None = None
