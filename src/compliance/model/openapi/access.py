"""How somebody without credentials gets in, as a document has it."""

from collections.abc import Mapping
from enum import StrEnum

from compliance.model.openapi.operation import Operation
from compliance.model.openapi.security import has_schemes


class WayIn(StrEnum):
    """Why a document lets everybody call an operation.

    It seems to give credentials, or to tell only that the service is up; no scheme is defined at all; no `security` is
    stated; an empty one is; or one of its alternatives is empty.
    """

    TOKEN = "token"  # noqa: S105 - because this is a word of documents
    HEALTH = "health"
    DOCUMENT = "document"
    MISSING = "missing"
    OPENED = "opened"
    CHOICE = "choice"


def way_in(operation: Operation, words: Mapping[str, str]) -> WayIn | None:
    """Return how strangers get in, None if they do not; `words` are functions by phrases that speak of them."""
    demand = operation.demand
    if demand is not None and not demand.is_empty and not demand.has_empty_choice:
        return None
    function = operation.seeming_function(words)
    if function is not None:
        return WayIn(function)
    if demand is None:
        return WayIn.MISSING if has_schemes(operation.files) else WayIn.DOCUMENT
    return WayIn.OPENED if demand.is_empty else WayIn.CHOICE
