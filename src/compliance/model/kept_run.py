"""A run of an audit as it is kept: who looked when, by which law it was judged, and how far it came."""

from datetime import date, datetime
from enum import StrEnum

from compliance.model.dataclass import dataclass


class RunState(StrEnum):
    """How far a run came. What is running now and what was interrupted have no verdicts yet."""

    RUNNING = "running"
    COMPLETE = "complete"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class KeptRun:
    """One run. Runs are in the order of their numbers, whatever the clock said; times are in UTC.

    `done` of `platforms` were looked at. `as_of`, `profile` and the catalogue are by what it was judged, None where it
    was not judged yet. `lists` are the official lists that its records name, by number. `ended` is None while it is not
    complete.
    """

    number: int
    label: str | None
    state: RunState
    begun: datetime
    ended: datetime | None
    as_of: date | None
    profile: str | None
    catalogue_version: str | None
    catalogue_sha256: str | None
    tool_version: str
    vantage: str | None
    is_simulated: bool
    platforms: int
    done: int
    lists: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        return self.state is RunState.COMPLETE
