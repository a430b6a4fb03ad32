"""Map an HTTP status, for responses that say nothing else (RFC 9110, RFC 6585)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from ndxp_sdk import errors
from ndxp_sdk._error_mapping.mapping import Repeatable

_BY_STATUS: Final[Mapping[int, tuple[type[errors.Answered], Repeatable]]] = MappingProxyType(
    {
        401: (errors.IdentityError, "never"),
        403: (errors.AccessDenied, "never"),
        404: (errors.NotFound, "never"),
        408: (errors.Unavailable, "repeatable"),
        409: (errors.Conflict, "never"),
        410: (errors.NotFound, "never"),
        412: (errors.Conflict, "never"),
        413: (errors.PayloadTooLarge, "never"),
        425: (errors.Unavailable, "later"),
        428: (errors.Conflict, "never"),
        429: (errors.QuotaExceeded, "later"),
        501: (errors.GatewayFailure, "never"),
        502: (errors.UpstreamFailure, "repeatable"),
        503: (errors.Unavailable, "later"),
        504: (errors.UpstreamFailure, "repeatable"),
    }
)


def kind_of(status: int) -> tuple[type[errors.Answered], Repeatable]:
    """Return the kind of error and whether repeating can help."""
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    if 400 <= status < 500:
        return errors.RequestInvalid, "never"
    return (errors.GatewayFailure, "repeatable") if status >= 500 else (errors.UnexpectedAnswer, "never")


def careful(status: int) -> tuple[type[errors.Answered], Repeatable]:
    """Return the kind of error if it is not known who answers: a 503 may come after the request was passed on."""
    kind, retry = kind_of(status)
    return kind, "repeatable" if status == 503 else retry
