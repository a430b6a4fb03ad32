"""Waivers that were approved in a history count in the audits that are kept in it."""

from typing import TYPE_CHECKING

from compliance.actions.settings import Judging
from compliance.history.errors import HistoryError
from compliance.model.dataclass import replace
from compliance.model.text import Message
from compliance.model.waiver_request import approved_of

if TYPE_CHECKING:  # because most runs are not kept
    from compliance.history.store import History


def with_approved(judging: Judging, history: "History") -> tuple[Judging, tuple[Message, ...]]:
    """Return by what is judged, with the waivers that were approved in a history beside those that were given.

    Where they cannot be read the run goes on without them, which only lets more findings count, and a notice says so.
    """
    try:
        approved = approved_of(history.waiver_requests.listed())
    except HistoryError as error:
        template = "the waivers that were approved in the history could not be read, so none of them counts: {problem}"
        return judging, (Message.of(template, problem=error.message),)
    return (replace(judging, approved_waivers=approved) if approved else judging), ()
