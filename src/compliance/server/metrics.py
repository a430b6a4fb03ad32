"""Figures of the service in the form of Prometheus: requests, kept runs, and where platforms stood in the last one."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from hmac import compare_digest
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from compliance.actions.errors import ActionError
from compliance.model.dataclass import dataclass
from compliance.model.kept_run import KeptRun, RunState
from compliance.model.overview import RunCounts
from compliance.model.text import Message as Sentence
from compliance.server.access.entrance import Entrance
from compliance.server.access.needs import public
from compliance.server.access.settings import Loopback
from compliance.server.errors import error_page
from compliance.server.route_template import template_of

METRICS: Final = "/metrics"
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Kept:
    """What is told of a history: its runs, and the counts of each complete one, the last one last."""

    runs: Sequence[KeptRun]
    trend: Sequence[RunCounts]


class Metrics:
    """Counts requests, and asks for what is kept whenever the figures are read."""

    def __init__(self, kept: Callable[[], Kept]) -> None:
        self.registry = CollectorRegistry()
        labels = ("method", "route", "status")
        self._requests = Counter("compliance_requests", "Requests", labels, registry=self.registry)
        self._seconds = Histogram(
            "compliance_request_seconds", "Seconds until a request was answered", ("route",), registry=self.registry
        )
        self.registry.register(_History(kept))

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request, by the template of its route, so that no value stands in the figures."""
        self._requests.labels(method if method in _METHODS else "other", route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)


class _History(Collector):
    def __init__(self, kept: Callable[[], Kept]) -> None:
        self._kept = kept

    def collect(self) -> Iterable[Metric]:
        try:
            kept = self._kept()
        except ActionError:
            yield GaugeMetricFamily("compliance_history_up", "Whether the history can be read", 0)
            return
        yield GaugeMetricFamily("compliance_history_up", "Whether the history can be read", 1)
        yield _gauge("compliance_runs", "Kept runs", "state", _by_state(kept.runs))
        last = next((run for run in reversed(kept.runs) if run.is_complete), None)
        if last is not None and last.ended is not None:
            about = "When the last complete run ended, in seconds since 1970"
            yield GaugeMetricFamily("compliance_last_run_timestamp_seconds", about, last.ended.timestamp())
        if kept.trend:
            about = "Platforms of the last complete run by their connection"
            yield _gauge("compliance_platforms", about, "standing", kept.trend[-1].standings)


def _by_state(runs: Iterable[KeptRun]) -> dict[str, int]:
    counts = {str(state): 0 for state in RunState}
    for run in runs:
        counts[str(run.state)] += 1
    return counts


def _gauge(name: str, about: str, label: str, counts: Mapping[str, int]) -> Metric:
    made = GaugeMetricFamily(name, about, labels=[label])
    for value, count in counts.items():
        made.add_metric([value], count)
    return made


class Measuring:
    """Counts every request, also those that were refused."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, began = 0, time.monotonic()

        async def watched(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            self._metrics.count(scope["method"], template_of(scope), status, time.monotonic() - began)


def metrics_route(metrics: Metrics, entrance: Entrance, token: bytes | None) -> Route:
    """Return the route of the figures.

    Where nobody logs in they are for this machine, as everything is. Elsewhere whoever reads them needs the token;
    without one there are none.
    """

    async def show(request: Request) -> Response:
        if not isinstance(entrance.access, Loopback):
            if token is None:
                return error_page(request, 404, Sentence.of("there are no figures here: --metrics-token allows them"))
            given = request.headers.get("authorization", "").removeprefix("Bearer ").encode("latin-1", "replace")
            if not compare_digest(given, token):
                answer = error_page(request, 401, Sentence.of("the figures are for whoever has their token"))
                answer.headers["WWW-Authenticate"] = "Bearer"
                return answer
        figures = await run_in_threadpool(generate_latest, metrics.registry)
        return Response(figures, media_type=CONTENT_TYPE_LATEST)

    return Route(METRICS, public(show), methods=["GET"])
