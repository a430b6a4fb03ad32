"""The reader's words for runs: how far they came, when, and where a change between two comes from."""

from datetime import datetime

from compliance.locale import Translator
from compliance.model.kept_run import RunState
from compliance.model.order import OrderState
from compliance.model.run_changes import Cause
from compliance.model.text import VIET_NAM
from compliance.report import labels


def run_state(value: RunState, words: Translator) -> str:
    """Return how far a run came."""
    return {
        RunState.RUNNING: words("running"),
        RunState.COMPLETE: words("complete"),
        RunState.INTERRUPTED: words("interrupted"),
    }[value]


def order_state(value: OrderState, words: Translator) -> str:
    """Return how far an audit came that workers were asked for."""
    return {
        OrderState.WAITING: words("waiting for a worker"),
        OrderState.PLANNING: words("being planned"),
        OrderState.LOOKING: words("being looked at"),
        OrderState.JUDGING: words("being judged"),
        OrderState.COMPLETE: words("complete"),
        OrderState.FAILED: words("failed"),
    }[value]


def moment(value: datetime, words: Translator) -> str:
    """Write a moment as the reader does, in the time of Viet Nam."""
    here = value.astimezone(VIET_NAM)
    return words("{date}, {time}", date=labels.day(here.date(), words), time=f"{here:%H:%M}")


def cause(value: Cause, words: Translator) -> str:
    """Return where a change comes from."""
    return {
        Cause.PLATFORM: words("the platform"),
        Cause.LAW: words("the law by which it is judged"),
        Cause.UNDECIDED: words("not told apart"),
    }[value]
