"""Audit, log and traces: what is told of a call, and what never is."""

import json
import logging
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from ndxp_sdk import Audit, AuditContext, AuditFile, AuditRecord, Direct, Secret, StaticToken
from ndxp_sdk._pipeline.logging import shown
from ndxp_sdk.errors import EvidenceFailure, InvalidConfiguration, NdxpError, NotFound, NotSent
from tools.servers import Connection, hang_up, serving, status

Connect = Callable[..., Any]
CALL = "VN/GOV/G12/dkkd/enterprises"
OWN = "VN/GOV/G22/mot-cua"
CITIZEN = "040180001234"
CONTEXT = AuditContext(system=OWN, unit="Bộ phận một cửa", officer=f"VN{CITIZEN}", purpose="đăng ký", case_ref="H1")


class Sink:
    """Keeps records, or fails."""

    def __init__(self, *, prepares: bool = True, writes: bool = True) -> None:
        self.records: list[AuditRecord] = []
        self._prepares, self._writes = prepares, writes

    def prepare(self) -> None:
        if not self._prepares:
            raise OSError(28, "no space left")

    def write(self, record: AuditRecord) -> None:
        if not self._writes:
            raise OSError(28, "no space left")
        self.records.append(record)


def echo(connection: Connection) -> None:
    fields = {"X_Road_Id": str(connection.field("x-road-id")), "X_Road_Request_Id": "r-1"}
    connection.answer(200, b"{}", **fields)


def test_one_record_of_a_logical_call_however_often_it_was_tried(connect: Connect) -> None:
    sink = Sink()
    with serving(hang_up, echo) as server:
        client = connect(server.url, client=OWN, audit=Audit(sink, CONTEXT))
        client.exchange.call(CALL, "GET", "/v1/{code}", values={"code": CITIZEN})
        sent = server.requests[0].field("X-Road-Id")
    (record,) = sink.records
    assert (record.outcome, record.sent, record.status, record.attempts) == ("ok", "yes", 200, 2)
    assert (record.operation, record.template) == ("exchange.call", f"/r1/{CALL}/v1/{{code}}")
    assert (record.message_id, record.request_id, record.context) == (sent, "r-1", CONTEXT)
    assert CITIZEN not in record.as_json().replace(CONTEXT.officer or "", "")
    assert CITIZEN not in repr(record) + repr(CONTEXT)


def test_a_failed_call_is_on_record_too(connect: Connect) -> None:
    sink = Sink()
    with serving(hang_up) as server, pytest.raises(NdxpError):
        connect(server.url, audit=Audit(sink)).request("POST", "/x")
    (record,) = sink.records
    assert (record.outcome, record.sent, record.status, record.code) == (
        "OutcomeUnknown",
        "maybe",
        None,
        "connection-lost",
    )


def test_a_call_that_cannot_be_recorded_is_not_sent(connect: Connect) -> None:
    with serving() as server:
        with pytest.raises(NotSent, match="nothing was sent") as caught:
            connect(server.url, audit=Audit(Sink(prepares=False))).request("GET", "/x")
        assert (server.requests, caught.value.code) == ([], "audit")


def test_a_result_whose_record_was_lost_is_withheld(connect: Connect) -> None:
    with serving() as server:
        with pytest.raises(EvidenceFailure, match="ended with ok") as caught:
            connect(server.url, audit=Audit(Sink(writes=False))).request("GET", "/x")
        assert (len(server.requests), caught.value.sent) == (1, "yes")


def test_a_lost_record_is_only_warned_of_where_that_was_chosen(
    connect: Connect, caplog: pytest.LogCaptureFixture
) -> None:
    with serving() as server:
        audit = Audit(Sink(prepares=False, writes=False), on_failure="warn")
        assert connect(server.url, audit=audit).request("GET", "/x").status == 200
    assert "the audit record was not kept (OSError)" in caplog.text
    with pytest.raises(InvalidConfiguration):
        Audit(Sink(), on_failure="ignore")  # type: ignore[arg-type]


def test_records_go_to_a_file_line_by_line(connect: Connect, tmp_path: Path) -> None:
    file = tmp_path / "audit.jsonl"
    with serving() as server:
        client = connect(server.url, audit=Audit(AuditFile(file)))
        client.request("GET", "/x")
        other = client.with_options(context=CONTEXT)
        assert (other.config.audit.context, client.config.audit.context) == (CONTEXT, AuditContext())
        client.request("GET", "/y")
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert [line["outcome"] for line in lines] == ["ok", "ok"]
    assert lines[0]["at"].endswith("+00:00")
    if sys.platform != "win32":
        assert file.stat().st_mode & 0o007 == 0


@pytest.mark.usefixtures("sockets_and_processes")
@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit for the size of files")
def test_a_record_that_fits_only_in_part_is_not_taken_for_kept(tmp_path: Path) -> None:
    program = (
        "import resource; from types import SimpleNamespace; from ndxp_sdk.audit import AuditFile\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))\n"
        "try: AuditFile('audit.jsonl').write(SimpleNamespace(as_json=lambda: 'x' * 100))\n"
        "except OSError as error: print(error.strerror)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "the record was written in part only"


def test_log_and_traces_hold_ids_and_templates_and_nothing_planted(
    connect: Connect, caplog: pytest.LogCaptureFixture
) -> None:
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    caplog.set_level(logging.DEBUG, "ndxp_sdk")
    missing = status(404, b'{"code":"not-found","title":"t","detail":"%s"}' % CITIZEN.encode())
    with serving(hang_up, echo, missing) as server:
        settings = {"credential": StaticToken(Secret("planted-token")), "tracing": provider, "client": OWN}
        client = connect(server.url, **settings)
        options = {"values": {"id": CITIZEN}, "query": {"q": CITIZEN}, "headers": {"X-Secret": "planted-header"}}
        client.exchange.call(CALL, "GET", "/v1/{id}", user_id=f"VN{CITIZEN}", **options)
        with pytest.raises(NotFound) as caught:
            client.request("PUT", "/citizens/{id}", json={"number": CITIZEN}, **options)
        traceparent = server.requests[0].field("traceparent")
        message_id = server.requests[0].field("X-Road-Id")
    first, second = exporter.get_finished_spans()
    spans = [first.to_json(), second.to_json()]
    everything = "\n".join([caplog.text, *spans, repr(caught.value), repr(client), repr(vars(client))])
    for planted in (CITIZEN, "planted", "localhost"):
        assert planted not in everything.replace(server.url, ""), planted
    assert str(message_id) in caplog.text
    assert first.attributes is not None
    assert second.attributes is not None
    assert (first.attributes["url.template"], first.attributes["ndxp.attempts"]) == (f"/r1/{CALL}/v1/{{id}}", 2)
    assert first.attributes["http.response.status_code"] == 200
    assert (second.attributes["error.type"], second.attributes["http.response.status_code"]) == ("NotFound", 404)
    assert traceparent is not None
    assert f"{first.context.trace_id:032x}" in traceparent


@pytest.mark.parametrize(("code", "failure"), [(200, None), (304, None), (404, "404"), (503, "503")])
def test_an_answer_of_the_provider_that_is_an_error_is_one_of_its_span(
    connect: Connect, code: int, failure: str | None
) -> None:
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    with serving(status(code)) as server:
        client = connect(server.url, tracing=provider, dialect=Direct())
        assert client.exchange.call(CALL, "GET", "/v1").status == code
    (span,) = exporter.get_finished_spans()
    assert span.attributes is not None
    assert span.attributes.get("error.type") == failure
    assert span.status.is_ok is (failure is None)
    assert "" not in span.attributes.values()


def test_only_harmless_header_fields_are_shown() -> None:
    fields = [("Authorization", "Bearer x"), ("X-Road-Id", "1"), ("Set-Cookie", "a=b"), ("ETag", "e"), ("X-New", "?")]
    assert shown(fields) == {"x-road-id": "1", "etag": "e"}
