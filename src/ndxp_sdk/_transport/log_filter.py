"""Filter the DEBUG log of the HTTP library: it tells what it does, and nothing of what came or went.

On its own it logs the header fields of answers, and quotes what it could not read.
"""

import logging
from typing import Any, Final

from ndxp_sdk._transport.types import Timeouts

# because these are the parts of the library that see header fields
_LOGGERS: Final = tuple(logging.getLogger(f"httpcore.{name}") for name in ("http11", "connection", "proxy"))
_QUOTING: Final = ("return_value", "exception")


def extensions(timeouts: Timeouts) -> dict[str, Any]:
    """Return the extensions of a synchronous request: timeouts and, if it is logged, the filter."""
    return {"timeout": timeouts, "trace": _hush} if _is_logged() else {"timeout": timeouts}


def async_extensions(timeouts: Timeouts) -> dict[str, Any]:
    """Return the extensions of an asynchronous request."""
    return {"timeout": timeouts, "trace": _async_hush} if _is_logged() else {"timeout": timeouts}


def _is_logged() -> bool:
    return any(logger.isEnabledFor(logging.DEBUG) for logger in _LOGGERS)


def _hush(event: str, told: dict[str, Any]) -> None:
    """Remove quotations from what the library is about to log; it logs what is left."""
    del event
    for name in _QUOTING:
        if name in told:
            told[name] = type(told[name]).__name__


async def _async_hush(event: str, told: dict[str, Any]) -> None:
    _hush(event, told)
