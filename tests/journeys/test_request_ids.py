"""A gateway whose services carry the id of a request in their own messages (`MaYeuCau`), called over a real socket."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from compliance.cli.main import main

RULE = "exchange.message_id_is_preserved"
DOCUMENT = """
openapi: 3.1.0
info: {title: Hộ tịch (ví dụ), version: 1.0.0}
servers: [{url: https://vi-du.example.gov.vn}]
paths:
  /tra-cuu:
    get:
      parameters:
        - {name: MaYeuCau, in: query, required: true, schema: {type: string, maxLength: 64}}
      responses: {'200': {description: Kết quả}}
"""
RECORD = """
slug: vi-du
owner: {code: G15, name_vi: Bộ Tư pháp}
services: [{id: ho-tich, hub_id: "VN:GOV:G15:vi-du:ho-tich", document: openapi.yaml}]
"""


class Gateway(BaseHTTPRequestHandler):
    """It gives a token to everybody; what it does with the id is that of its server."""

    server: "Served"

    def do_POST(self) -> None:
        self.told({"access_token": "token-mo-phong", "token_type": "Bearer", "expires_in": 600})

    def do_GET(self) -> None:
        if not self.path.startswith("/apiHoTich/1.0/tra-cuu?"):
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        asked = parse_qs(urlsplit(self.path).query)["MaYeuCau"]
        self.server.asked.extend(asked)
        self.told({"error_code": "0", "result": {**self.server.answered(asked[0]), "SoLuong": 0}})

    def told(self, body: object) -> None:
        content = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Keep quiet."""


class Served(ThreadingHTTPServer):
    """What the gateway gives back in place of each id, and the ids that it was given."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Gateway)
        self.asked: list[str] = []
        self.kind = "same"

    def answered(self, request_id: str) -> dict[str, str]:
        return {"same": {"maYeuCau": request_id}, "other": {"maYeuCau": "ma-khac"}, "none": {}}[self.kind]


@pytest.fixture(scope="module")
def gateway() -> Iterator[Served]:
    with Served() as served:
        threading.Thread(target=served.serve_forever, daemon=True).start()
        yield served
        served.shutdown()


@pytest.fixture(autouse=True)
def described(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record with its document in the working folder, and what the gateway is shown."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KEYS", "khoa-mo-phong:bi-mat-mo-phong")
    (tmp_path / "openapi.yaml").write_text(DOCUMENT, encoding="utf-8")
    (tmp_path / "record.yaml").write_text(RECORD, encoding="utf-8")


@pytest.mark.parametrize(
    ("kind", "outcome", "said"),
    [
        ("same", "met", None),
        ("other", "breached", "the answer carries the maYeuCau of another request"),
        ("none", "not_observed", "the answer has no member for the id of its request"),
    ],
)
def test_the_id_in_the_messages_is_read_as_that_of_the_message(
    kind: str, outcome: str, said: str | None, gateway: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    gateway.kind = kind
    gateway.asked.clear()
    given = ["--hub", f"http://127.0.0.1:{gateway.server_port}", "--hub-dialect", "gateway", "--hub-client", "kiem-tra"]
    given += ["--hub-path", "ho-tich=apiHoTich/1.0", "--hub-credential", "client-credentials=env:KEYS"]
    main(["audit", "record.yaml", *given, "--select", "exchange.*", "--fail-on", "never", "--format", "json"])
    (subject,) = json.loads(capsys.readouterr().out)["subjects"]
    verdicts = {each["rule"]: each for each in subject["verdicts"]}
    assert verdicts["exchange.service_answers_through_the_hub"]["outcome"] == "met"
    assert verdicts[RULE]["outcome"] == outcome
    told = [verdicts[RULE]["reason"], *(each["message"] for each in verdicts[RULE]["violations"])]
    assert said in told
    (logged,) = {verdicts[rule]["reason"] for rule in verdicts if rule.startswith("exchange.log")}
    assert "is its own, and not that of an entry in the log" in logged
    assert len(set(gateway.asked)) == len(gateway.asked)


def test_a_service_of_which_the_record_names_no_identifier_of_a_hub_keeps_no_other_from_being_called(
    gateway: Served, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gateway.asked.clear()
    written = (tmp_path / "record.yaml").read_text(encoding="utf-8")
    broken = written.replace("[{id", "[{id: hong, hub_id: a/b, document: openapi.yaml}, {id")
    (tmp_path / "record.yaml").write_text(broken, encoding="utf-8")
    given = ["--hub", f"http://127.0.0.1:{gateway.server_port}", "--hub-dialect", "gateway", "--hub-client", "kiem-tra"]
    given += ["--hub-path", "ho-tich=apiHoTich/1.0", "--hub-credential", "client-credentials=env:KEYS"]
    assert main(["audit", "record.yaml", *given, "--select", "exchange.*", "--format", "json"]) == 2
    assert "a name is no identifier of this hub" in capsys.readouterr().out
    assert gateway.asked
