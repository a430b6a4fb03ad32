"""Log and trace calls: operations, templates and ids; no address, no value, no body.

The logger is `ndxp_sdk`. Traces are made where they were asked for and OpenTelemetry is installed.
"""

import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from ndxp_sdk._pipeline.effects import CallResult
from ndxp_sdk._pipeline.prepared_call import PreparedCall
from ndxp_sdk.errors import MissingExtra, NdxpError

if TYPE_CHECKING:
    from opentelemetry.trace import Span, TracerProvider

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


def log_end(job: PreparedCall, done: CallResult) -> None:
    """Log that a call succeeded; one line on level DEBUG."""
    words = job.operation, done.answer.status, done.attempts, done.elapsed, job.ids.message_id or job.ids.correlation_id
    LOGGER.debug("%s: status %s, tries %d, %.3f s (%s)", *words)


def log_failure(job: PreparedCall, error: NdxpError) -> None:
    """Log that a call failed; one line on level INFO, because the caller is told too."""
    known = error.facts
    words = job.operation, type(error).__name__, known.code, known.status, known.attempts
    identity = job.ids.message_id or job.ids.correlation_id
    LOGGER.info("%s: %s, code %s, status %s, tries %d (%s)", *words, identity)


def log_wait(job: PreparedCall, seconds: float) -> None:
    """Log that a call is going to be repeated; one line on level INFO."""
    LOGGER.info("%s: next try in %.2f s (%s)", job.operation, seconds, job.ids.message_id or job.ids.correlation_id)


class Tracing:
    """Spans of OpenTelemetry, one for each logical call."""

    def __init__(self, provider: "TracerProvider | None") -> None:
        try:
            from opentelemetry import propagate, trace  # noqa: PLC0415 - because it is an extra
        except ImportError:
            raise MissingExtra("traces need the extra `otel`: pip install 'ndxp-sdk[otel]'") from None
        self._tracer = trace.get_tracer("ndxp_sdk", tracer_provider=provider)
        self._kind = trace.SpanKind.CLIENT
        self._failed = trace.StatusCode.ERROR
        self._in_context = trace.set_span_in_context
        self._inject = propagate.inject

    def begin(self, job: PreparedCall) -> "Span":
        """Begin a span with OpenTelemetry's names for HTTP clients, `url.template` in the place of the address."""
        attributes: dict[str, Any] = {
            "http.request.method": job.method,
            "url.template": job.template,
            "ndxp.operation": job.operation,
            "ndxp.message_id": job.ids.message_id or "",
            "ndxp.correlation_id": job.ids.correlation_id or "",
        }
        return self._tracer.start_span(job.operation, kind=self._kind, attributes=attributes)

    def fields(self, span: "Span") -> list[tuple[bytes, bytes]]:
        """Return the header fields that carry the trace on, such as traceparent."""
        carrier: dict[str, str] = {}
        self._inject(carrier, context=self._in_context(span))
        return [(name.encode("ascii"), value.encode("latin-1", "replace")) for name, value in carrier.items()]

    def end(self, span: "Span", done: CallResult | None, error: BaseException | None) -> None:
        """Close the span."""
        if done is not None:
            span.set_attribute("http.response.status_code", done.answer.status)
            span.set_attribute("ndxp.attempts", done.attempts)
        elif isinstance(error, NdxpError):
            facts = {"ndxp.code": error.code, "http.response.status_code": error.status, "ndxp.origin": error.origin}
            span.set_attributes({name: value for name, value in facts.items() if value is not None})
        if error is not None:
            span.set_attribute("error.type", type(error).__name__)
            span.set_status(self._failed)
        span.end()
