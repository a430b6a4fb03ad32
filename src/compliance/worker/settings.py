"""How a worker works."""

from compliance.history.place import HistoryPlace
from compliance.model.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class WorkerSettings:
    """`place` is the history whose orders are carried out.

    No more than `at_most` jobs are done at a time by all workers together, None for as many as they can; one worker
    does two at a time. The work of a worker that is gone for `grace` seconds is taken over by the others.
    """

    place: HistoryPlace
    at_most: int | None = None
    grace: float = 10.0
