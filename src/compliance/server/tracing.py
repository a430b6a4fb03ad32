"""Spans of OpenTelemetry, where that is installed and its SDK was set up: routes and status, no value of a request."""

from typing import TYPE_CHECKING, Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from compliance.server.route_template import template_of

if TYPE_CHECKING:
    from opentelemetry.trace import Tracer

_NAME: Final = "compliance.server"


def tracer() -> "Tracer | None":
    """Return what makes spans, None if OpenTelemetry is not installed."""
    try:
        from opentelemetry import trace  # noqa: PLC0415 - because it is an extra
    except ModuleNotFoundError:
        return None
    return trace.get_tracer(_NAME)


class Tracing:
    """Makes one span of each request. What a request says of the trace that it belongs to is not believed."""

    def __init__(self, app: ASGIApp, tracer: "Tracer") -> None:
        self._app = app
        self._tracer = tracer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        from opentelemetry.trace import SpanKind  # noqa: PLC0415 - as above

        with self._tracer.start_as_current_span("request", kind=SpanKind.SERVER, record_exception=False) as span:

            async def watched(message: Message) -> None:
                if message["type"] == "http.response.start":
                    span.set_attribute("http.response.status_code", message["status"])
                await send(message)

            await self._app(scope, receive, watched)
            route = template_of(scope)
            span.update_name(f"{scope['method'][:10]} {route}")
            span.set_attribute("http.request.method", scope["method"][:10])
            span.set_attribute("http.route", route)
