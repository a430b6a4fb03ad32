"""A platform that refuses bad input with 200 and a word on failure in a form that nobody documented."""

import json
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

import pytest
import trustme

from compliance.cli.main import main

ANSWER: Final = {"description": "Có", "content": {"application/json": {"schema": {"type": "array"}}}}
LIMIT: Final = {"name": "limit", "in": "query", "schema": {"type": "integer"}}
DOCUMENT: Final = {
    "openapi": "3.0.3",
    "info": {"title": "Đăng ký xe", "version": "1.0.0"},
    "paths": {"/xe": {"get": {"parameters": [LIMIT], "responses": {"200": ANSWER}}}},
}
FAILED: Final = {"error_code": "400", "message": "Sai tham số"}
RULE: Final = "endpoint.errors_have_the_published_form"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        sent = json.dumps(FAILED if "?" in self.path else [], ensure_ascii=False).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, *_: Any) -> None: ...


def told(tmp_path: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    """The messages of the rule on the form of errors."""
    authority, context = trustme.CA(), ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    authority.issue_cert("127.0.0.1").configure_cert(context)
    (tmp_path / "openapi.json").write_text(json.dumps(DOCUMENT), encoding="utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        address = f"https://127.0.0.1:{server.server_port}/v1"
        services = f"services: [{{id: xe, base_url: '{address}', document: openapi.json}}]"
        record = tmp_path / "record.yaml"
        record.write_text(f"slug: xe\nowner: {{code: G12}}\nenvironment: staging\n{services}\n", encoding="utf-8")
        try:
            main(
                [
                    "audit",
                    str(record),
                    "--ca",
                    str(tmp_path / "ca.pem"),
                    "--allow-private",
                    "--rate",
                    "500",
                    "--format",
                    "json",
                    *options,
                ]
            )
        finally:
            server.shutdown()
            thread.join()
    verdicts = json.loads(capsys.readouterr().out)["subjects"][0]["verdicts"]
    return [each["message"] for verdict in verdicts if verdict["rule"] == RULE for each in verdict["violations"]]


@pytest.mark.usefixtures("sockets_and_processes")
def test_a_trial_that_is_refused_with_200_is_an_error_in_no_published_form(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    messages = told(tmp_path, capsys, "--mode", "staging")
    assert any("200 came with a body that tells of a failure" in each for each in messages), messages
