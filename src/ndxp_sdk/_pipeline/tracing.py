"""Trace calls: one span of OpenTelemetry for each, where that was asked for and OpenTelemetry is installed."""

from typing import TYPE_CHECKING, Any, Final

from ndxp_sdk._pipeline.call_result import CallResult
from ndxp_sdk._pipeline.prepared_call import PreparedCall
from ndxp_sdk.errors import MissingExtra, NdxpError

if TYPE_CHECKING:
    from opentelemetry.trace import Span, TracerProvider

# Because OpenTelemetry says so of clients ("Semantic conventions for HTTP spans", Status).
FAILED: Final = 400


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

    def begin(self, call: PreparedCall) -> "Span":
        """Begin a span with OpenTelemetry's names for HTTP clients, `url.template` in the place of the address."""
        attributes: dict[str, Any] = {
            "http.request.method": call.method,
            "url.template": call.template,
            "ndxp.operation": call.operation,
        }
        ids = {"ndxp.message_id": call.ids.message_id, "ndxp.correlation_id": call.ids.correlation_id}
        attributes.update({name: value for name, value in ids.items() if value is not None})
        return self._tracer.start_span(call.operation, kind=self._kind, attributes=attributes)

    def fields(self, span: "Span") -> list[tuple[bytes, bytes]]:
        """Return the header fields that carry the trace on, such as traceparent."""
        carrier: dict[str, str] = {}
        self._inject(carrier, context=self._in_context(span))
        return [(name.encode("ascii"), value.encode("latin-1", "replace")) for name, value in carrier.items()]

    def end(self, span: "Span", done: CallResult | None, error: BaseException | None) -> None:
        """Close the span; an answer of 400 and above is an error of it, though the caller gets it as an answer."""
        failure = None if error is None else type(error).__name__
        if done is not None:
            failure = failure or (str(done.answer.status) if done.answer.status >= FAILED else None)
            span.set_attribute("http.response.status_code", done.answer.status)
            span.set_attribute("ndxp.attempts", done.attempts)
        elif isinstance(error, NdxpError):
            facts = {"ndxp.code": error.code, "http.response.status_code": error.status, "ndxp.origin": error.origin}
            span.set_attributes({name: value for name, value in facts.items() if value is not None})
        if failure is not None:
            span.set_attribute("error.type", failure)
            span.set_status(self._failed)
        span.end()
