"""Platforms of documents on real ports, and the command that starts them."""

import json
import re
import signal
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from mocks.cli.test_cli import ended, running, said_until
from mocks.openapi.asking import ADMITTED, answering, document
from ndxp_mocks import ServedDocument, UnknownFault, UnservableDocument, serve_document
from ndxp_mocks.cli.main import main

ROWS = {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "integer"}}, "required": ["id"]}}
TAKING = {"requestBody": {"content": {"application/json": {"schema": {"type": "object"}}}}}
TOLD = document(
    {
        "/rows": answering(ROWS, security=[{"t": []}], parameters=[{"name": "limit", "in": "query", "schema": {}}]),
        "/open": {**answering({"type": "string"}), "post": {**TAKING, "responses": {"204": {"description": "done"}}}},
    },
    servers=[{"url": "https://a.example/v1"}],
    components={"securitySchemes": {"t": {"type": "http", "scheme": "bearer"}}},
)


@pytest.fixture(scope="module")
def served(sockets_and_processes: None) -> Iterator[ServedDocument]:
    with serve_document(TOLD) as running:
        yield running


@contextmanager
def caller(served: ServedDocument, **headers: str) -> Iterator[httpx.Client]:
    context = ssl.create_default_context(cafile=str(served.ca_file))
    with httpx.Client(verify=context, base_url=served.base_url, headers=headers, trust_env=False) as client:
        yield client


def test_a_flaky_and_slow_platform_of_a_document_fails_one_read_in_ten(sockets_and_processes: None) -> None:
    with serve_document(TOLD, faults={"flaky-service", "slow-answers"}) as flaky, caller(flaky, **ADMITTED) as client:
        statuses = [client.get("/open").status_code for _ in range(20)]
    assert (statuses.count(500), statuses.count(200)) == (2, 18)


def test_a_platform_of_a_document_answers_over_tls_and_leads_there(served: ServedDocument) -> None:
    with caller(served, **ADMITTED) as client:
        first, again = client.get("/rows"), client.get("/rows")
        assert first.status_code == 200
        assert first.content == again.content
        assert "max-age" in first.headers["Strict-Transport-Security"]
        assert client.get("/openapi.json").json() == TOLD
        assert client.post("/open", json={}).status_code == 204
        assert client.post("/open", json=[]).status_code == 400
        assert client.head("/rows").headers["Content-Length"] == first.headers["Content-Length"]
    led = httpx.get(f"{served.plain_base_url}/rows?limit=1", trust_env=False)
    assert (led.status_code, led.headers["Location"]) == (308, f"{served.base_url}/rows?limit=1")


def test_a_remembered_answer_is_that_of_its_own_request_and_of_its_own_time(served: ServedDocument) -> None:
    with caller(served) as client:
        for _ in range(2):
            assert client.get("/rows").status_code == 401
            assert client.get("/rows", headers=ADMITTED).status_code == 200
            assert client.get("/open", headers={"X-Correlation-Id": "a-1"}).headers["X-Correlation-Id"] == "a-1"
            assert "X-Correlation-Id" not in client.get("/open").headers
        assert re.fullmatch(r"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT", client.get("/open").headers["Date"])


GET = b"GET /v1/open HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.mark.parametrize(
    ("sent", "statuses"),
    [
        (GET + GET, [b"200", b"200"]),
        (GET[:20], []),
        (GET.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"), [b"200"]),
        (GET.replace(b"HTTP/1.1", b"HTTP/1.0"), [b"200"]),
        (GET.replace(b"GET", b"HEAD"), [b"200"]),
        (GET.replace(b"/v1/open", b"*"), [b"404"]),
        (b"no request at all\r\n\r\n", [b"400"]),
        (GET.replace(b"\r\n\r\n", b"\r\nContent-Length: 2\r\n\r\n") + b"{}", [b"200"]),
        (
            b"POST /v1/open HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
            [b"204"],
        ),
    ],
)
def test_whatever_comes_over_a_connection_is_answered(
    served: ServedDocument, sent: bytes, statuses: list[bytes]
) -> None:
    received = b""
    context = ssl.create_default_context(cafile=str(served.ca_file))
    with (
        socket.create_connection(("127.0.0.1", served.port)) as plain,
        context.wrap_socket(plain, server_hostname="localhost") as connection,
        suppress(TimeoutError),
    ):
        connection.sendall(sent)
        connection.settimeout(1)
        while more := connection.recv(65536):
            received += more
    assert re.findall(rb"HTTP/1\.1 (\d{3})", received) == statuses


@pytest.mark.usefixtures("sockets_and_processes")
def test_faults_of_answers_and_of_connections_show_on_a_platform_of_a_document() -> None:
    with serve_document(TOLD, faults=("served-document-differs", "data-on-plain-http")) as differing:
        answer = httpx.get(f"{differing.plain_base_url}/openapi.json", trust_env=False)
        assert answer.json()["info"]["version"] == "1-draft"
        assert {**answer.json(), "info": TOLD["info"]} == TOLD
    with pytest.raises(UnknownFault), serve_document(TOLD, faults=("no-such",)):
        pass


@pytest.mark.parametrize("kind", [str, Path])
def test_a_file_is_named_by_a_text_or_a_path(kind: Any, tmp_path: Path, sockets_and_processes: None) -> None:
    named = tmp_path / "mô tả.json"
    named.write_text(json.dumps(TOLD), encoding="utf-8")
    with serve_document(kind(named)) as running, caller(running) as client:
        assert client.get(f"{running.base_url}/openapi.json").json() == TOLD
    with pytest.raises(FileNotFoundError, match="nowhere"), serve_document(kind(tmp_path / "nowhere.yaml")):
        pass
    with pytest.raises(UnservableDocument, match="array"), serve_document([TOLD]):  # type: ignore[arg-type]  # on purpose
        pass


@pytest.mark.usefixtures("sockets_and_processes")
def test_faults_see_the_whole_answer_before_it_is_compressed() -> None:
    long = document({"/a": answering({"type": "object", "properties": {"n": {"const": 5}, "t": {"minLength": 3000}}})})
    faults = ("no-hsts", "skewed-clock", "schema-drift", "no-correlation-id")
    with serve_document(long) as right, serve_document(long, faults=faults) as wrong:
        answers = []
        for served in (right, wrong):
            with caller(served, **{"X-Correlation-Id": "a-1"}) as client:
                answers.append(client.get("/a"))
    assert [each.headers.get("Content-Encoding") for each in answers] == ["gzip", "gzip"]
    assert [each.json()["n"] for each in answers] == [5, "5"]
    assert answers[0].headers.keys() - answers[1].headers.keys() == {"strict-transport-security", "x-correlation-id"}
    times = [parsedate_to_datetime(each.headers["Date"]) for each in answers]
    assert abs((times[0] - times[1]).total_seconds()) > 60


@pytest.mark.usefixtures("sockets_and_processes")
def test_the_pages_of_a_list_of_any_document_may_not_fit_together() -> None:
    paged = document(
        {"/a": answering(ROWS, parameters=[{"name": "page", "in": "query", "schema": {"type": "integer"}}])}
    )
    with serve_document(paged, faults=("unstable-pages",)) as unstable, caller(unstable) as client:
        found = [row["id"] for number in (1, 2, 3) for row in client.get("/a", params={"page": number}).json()]
    assert len(found) == 24
    assert len(set(found)) == 23


def test_the_command_serves_a_file_and_says_what_it_cannot_serve(command: tuple[str, ...], tmp_path: Path) -> None:
    broken = {"/broken": answering({"$ref": "https://a.example/b.json"})}
    file = tmp_path / "openapi.json"
    file.write_text(json.dumps({**TOLD, "paths": {**TOLD["paths"], **broken}}), encoding="utf-8")
    with running(*command, "platform", "--spec", str(file), "--lang", "vi", "--seed", "3") as process:
        said = said_until(process, "Nhấn Ctrl-C")
        address, ca_file = (re.search(rf"^{word}: (.*)$", said, re.MULTILINE) for word in ("địa chỉ https", "tệp CA"))
        assert address is not None
        assert ca_file is not None
        assert "số thao tác được phục vụ: 3/4" in said
        assert "GET /broken: tham chiếu https://a.example/b.json dẫn ra ngoài tài liệu" in said
        context = ssl.create_default_context(cafile=ca_file[1])
        assert httpx.get(f"{address[1]}/open", verify=context, trust_env=False).status_code == 200
        assert ended(process, signal.SIGINT) == (0, "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: [", ("cannot be served: it is neither JSON nor YAML", "không phải JSON cũng không phải YAML")),
        (None, ("cannot read", "không đọc được")),
    ],
)
def test_the_command_refuses_what_is_no_document(
    text: str | None, words: tuple[str, str], tmp_path: Path, capsys: Any
) -> None:
    if text is not None:
        (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    for language, expected in zip(("en", "vi"), words, strict=True):
        assert main(["platform", "--spec", str(tmp_path / "a.yaml"), "--lang", language]) == 64
        assert expected in capsys.readouterr().err
