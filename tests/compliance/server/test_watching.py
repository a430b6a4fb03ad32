"""What tells whether the service is well: health, figures, traces."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from prometheus_client.parser import text_string_to_metric_families
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from compliance.actions.errors import InputError
from compliance.model.dataclass import replace
from compliance.model.kept_run import KeptRun, RunState
from compliance.model.overview import RunCounts
from compliance.model.text import Message
from compliance.server.access.entrance import Entrance
from compliance.server.access.log import AccessLog
from compliance.server.access.settings import AccessSettings, Loopback
from compliance.server.health import health_route
from compliance.server.metrics import Kept, Measuring, Metrics, metrics_route
from compliance.server.tracing import Tracing
from tools.dashboard import HOST, PROXY, application, named, proxy_access

RUN = KeptRun(
    1, None, RunState.COMPLETE, datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 2, tzinfo=UTC), None, None, None,
    None, "0.1.0", None, False, 3, 3,
)  # fmt: skip
KEPT = Kept((RUN, replace(RUN, number=2, state=RunState.RUNNING, ended=None)), (RunCounts(1, 3, {}, {"claimed": 3}),))


def _away() -> Kept:
    raise InputError(Message.of("away"))


class Watched:
    """A dashboard that is watched."""

    def __init__(self, access: AccessSettings, log: Path, kept=lambda: KEPT, token: bytes | None = None) -> None:
        entrance = Entrance.of(access, AccessLog(log))
        metrics = Metrics(kept)
        more = [health_route(kept), metrics_route(metrics, entrance, token)]
        self.app = application(entrance, more, [Middleware(Measuring, metrics)])

    def client(self, host: str = "http://127.0.0.1", peer: str = "127.0.0.1") -> TestClient:
        return TestClient(self.app, base_url=host, client=(peer, 1), follow_redirects=False)


@pytest.fixture
def watched(tmp_path: Path) -> TestClient:
    return Watched(Loopback(), tmp_path / "log").client()


def test_health_is_one_word(watched: TestClient) -> None:
    answer = watched.get("/healthz", headers={"host": "10.1.2.3:8000"})
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_history_that_is_away_is_not_well(tmp_path: Path) -> None:
    answer = Watched(Loopback(), tmp_path / "log", _away).client().get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"status": "not ok"})


def test_health_needs_no_log_in_and_is_not_logged(tmp_path: Path) -> None:
    client = Watched(proxy_access(tmp_path), tmp_path / "log").client(f"https://{HOST}", "192.0.2.99")
    assert client.get("/healthz").status_code == 200
    assert (tmp_path / "log").read_text() == ""


def _figures(text: str) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    found = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            found[sample.name, tuple(sorted(sample.labels.items()))] = sample.value
    return found


def test_figures_tell_requests_runs_and_platforms(watched: TestClient) -> None:
    for path in ("/see-pages?secret=1", "/see-pages", "/none/of/ours", "/start-audit"):
        watched.get(path)
    watched.request("FOO", "/see-pages")
    figures = _figures(watched.get("/metrics").text)
    requests = {key[1]: value for key, value in figures.items() if key[0] == "compliance_requests_total"}
    route = (("method", "GET"), ("route", "/see-pages"), ("status", "200"))
    assert requests[route] == 2
    assert requests[("method", "GET"), ("route", "none"), ("status", "404")] == 1
    assert requests[("method", "other"), ("route", "none"), ("status", "403")] == 1
    assert figures["compliance_runs", (("state", "running"),)] == 1
    assert figures["compliance_runs", (("state", "complete"),)] == 1
    assert figures["compliance_platforms", (("standing", "claimed"),)] == 3
    assert figures["compliance_last_run_timestamp_seconds", ()] == datetime(2026, 11, 2, tzinfo=UTC).timestamp()
    assert figures["compliance_history_up", ()] == 1
    assert figures["compliance_request_seconds_count", (("route", "/see-pages"),)] == 2


def test_figures_hold_no_value_of_a_request(watched: TestClient) -> None:
    watched.get("/see-pages?secret=value-1")
    watched.get("/value-2")
    watched.request("VALUE3", "/see-pages")
    assert "value" not in watched.get("/metrics").text.lower()


def test_figures_without_a_history_say_so(tmp_path: Path) -> None:
    figures = _figures(Watched(Loopback(), tmp_path / "log", _away).client().get("/metrics").text)
    assert figures["compliance_history_up", ()] == 0
    assert not [name for name, _ in figures if name == "compliance_runs"]


def test_figures_on_loopback_are_for_no_other_site(watched: TestClient) -> None:
    assert watched.get("/metrics", headers={"host": "attacker.example"}).status_code == 421


@pytest.mark.parametrize(
    ("given", "status"),
    [("Bearer made-up-token", 200), ("Bearer made-up-tokem", 401), ("made-up", 401), ("", 401), ("Bearer ", 401)],
)
def test_figures_behind_log_in_need_their_token(given: str, status: int, tmp_path: Path) -> None:
    watched = Watched(proxy_access(tmp_path), tmp_path / "log", token=b"made-up-token")
    headers = {"authorization": given} if given else {}
    assert watched.client(f"https://{HOST}").get("/metrics", headers=headers).status_code == status


def test_figures_behind_log_in_are_not_there_without_a_token(tmp_path: Path) -> None:
    client = Watched(proxy_access(tmp_path), tmp_path / "log").client(f"https://{HOST}", PROXY)
    assert client.get("/metrics", headers=named("lan", "giam-sat")).status_code == 404


@pytest.fixture
def spans() -> Iterator[InMemorySpanExporter]:
    yield InMemorySpanExporter()


def test_span_names_the_route_and_no_value(spans: InMemorySpanExporter, tmp_path: Path) -> None:
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(spans))
    entrance = Entrance.of(Loopback(), AccessLog(tmp_path / "log"))
    app = application(entrance, outer=[Middleware(Tracing, provider.get_tracer("test"))])
    client = TestClient(app, base_url="http://127.0.0.1")
    client.get("/see-pages?secret=value-1", headers={"traceparent": f"00-{'a' * 32}-{'b' * 16}-01"})
    client.get("/value-2")
    first, second = spans.get_finished_spans()
    assert (first.name, second.name) == ("GET /see-pages", "GET none")
    assert first.attributes == {
        "http.request.method": "GET", "http.route": "/see-pages", "http.response.status_code": 200
    }  # fmt: skip
    assert first.parent is None
    assert "value" not in f"{first.to_json()}{second.to_json()}"
