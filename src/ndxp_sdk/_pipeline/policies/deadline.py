"""Begin no attempt for which there is no time left."""

from typing import Final

from ndxp_sdk._concurrency.deadline import Deadline
from ndxp_sdk._pipeline.progress import Progress
from ndxp_sdk.errors import DeadlineTooShort, Facts

_LATE: Final = Facts(origin="caller", code="deadline")


def time_left(progress: Progress) -> Deadline:
    """Return the deadline of the call.

    Raises:
        DeadlineTooShort: it is over.
    """
    if progress.deadline.remaining <= 0:
        raise DeadlineTooShort("the time for the whole call was over before it could be sent", _LATE)
    return progress.deadline
