"""Log calls: operations, templates and ids; no address, no value, no body. The logger is `ndxp_sdk`."""

import logging
from collections.abc import Iterable
from typing import Final

from ndxp_sdk._pipeline.call_result import CallResult
from ndxp_sdk._pipeline.prepared_call import PreparedCall
from ndxp_sdk.errors import NdxpError

LOGGER: Final = logging.getLogger("ndxp_sdk")
LOGGER.addHandler(logging.NullHandler())  # because only the program that uses us decides what is printed
# Because what is not known to be harmless is not shown.
SHOWN_HEADERS: Final = frozenset(
    {
        "content-type",
        "content-length",
        "content-encoding",
        "date",
        "etag",
        "retry-after",
        "ratelimit",
        "ratelimit-policy",
    }
    | {"x-correlation-id", "x-road-error", "x-road-id", "x-road-request-id", "deprecation", "sunset"}
)


def shown(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the header fields that may be shown."""
    return {name.lower(): value for name, value in headers if name.lower() in SHOWN_HEADERS}


def log_end(call: PreparedCall, done: CallResult) -> None:
    """Log that a call succeeded; one line on level DEBUG."""
    words = (
        call.operation,
        done.answer.status,
        done.attempts,
        done.elapsed,
        call.ids.message_id or call.ids.correlation_id,
    )
    LOGGER.debug("%s: status %s, tries %d, %.3f s (%s)", *words)


def log_failure(call: PreparedCall, error: NdxpError) -> None:
    """Log that a call failed; one line on level INFO, because the caller is told too."""
    known = error.facts
    words = call.operation, type(error).__name__, known.code, known.status, known.attempts
    identity = call.ids.message_id or call.ids.correlation_id
    LOGGER.info("%s: %s, code %s, status %s, tries %d (%s)", *words, identity)


def log_wait(call: PreparedCall, seconds: float) -> None:
    """Log that a call is going to be repeated; one line on level INFO."""
    LOGGER.info("%s: next try in %.2f s (%s)", call.operation, seconds, call.ids.message_id or call.ids.correlation_id)
