"""Problems as resources hold them (RFC 9457); an answer that is a problem becomes an error instead."""

from ndxp_sdk.models._model import Model
from ndxp_sdk.models.common import Origin


class ProblemError(Model):
    """One fault of a refused request."""

    pointer: str | None = None
    """The place in the body (JSON Pointer), or `#query/name`, `#path/name`, `#header/name`."""
    code: str
    detail: str
    """What was found and what was expected."""


class ProblemUpstream(Model):
    """The response of a party behind the hub."""

    status: int | None = None
    type: str | None = None
    """Its own name of the fault."""
    detail: str | None = None


class Problem(Model):
    """Problem details: what went wrong, by whose fault, and whether another try can help."""

    type: str
    """Address of the kind of problem."""
    title: str
    status: int
    detail: str | None = None
    instance: str | None = None
    """Names this occurrence."""
    code: str
    """The kind of problem as one kebab-case word."""
    origin: Origin
    retryable: bool
    retry_after: float | None = None
    """Seconds to wait before another try."""
    transaction_id: str | None = None
    message_id: str | None = None
    """The X-Road-Id."""
    errors: tuple[ProblemError, ...] = ()
    upstream: ProblemUpstream | None = None
