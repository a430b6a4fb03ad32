"""Planted secrets and numbers of persons: in no output, whatever the other side sends back."""

import io
import zipfile
from base64 import b64encode
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from compliance.cli.main import main
from compliance.report.formats import names as formats

TOKEN = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiI0NzExIn0.c2lnbmF0dXJlLW9mLWEtdG9rZW4"
PASSWORD = "Kh0ng-Ai-Biet-079123456789"
KEY = "key-from-a-drawer-3f9a77"
PERSON = "079123456789"
PLANTED = (TOKEN, TOKEN.rpartition(".")[2], PASSWORD, b64encode(f"u:{PASSWORD}".encode()).decode(), KEY, PERSON)
DOCUMENT = """\
openapi: 3.1.0
info: {title: a, version: 1.0.0}
components:
  securitySchemes:
    token: {type: http, scheme: bearer}
    password: {type: http, scheme: basic}
    key: {type: apiKey, in: query, name: key}
paths:
  /a: {get: {security: [{token: []}], responses: {'200': {description: a}}}}
  /b: {get: {security: [{password: []}], responses: {'200': {description: b}}}}
  /c: {get: {security: [{key: []}], responses: {'200': {description: c}}}}
"""
RECORD = """\
slug: a
owner: {code: G12}
consent_to_trials: {by: the office, on: 2026-01-01, until: 2099-12-31}
services: [{id: s, base_url: 'https://127.0.0.1:PORT/v1', document: openapi.yaml}]
"""


def echoing(servers: Any, tls: Any, status: str) -> int:
    """A server that sends back all that it got, with the number of a person, in headers and body; gives its port."""

    async def handler(reader: Any, writer: Any) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        told = head.replace("\r\n", " ").replace('"', "'")
        body = f'{{"citizen_id": "{PERSON}", "full_name": "Nguyễn Văn A", "you_sent": "{told}"}}'.encode()
        fields = f"X-Echo: {told}\r\nServer: a {PERSON} {told[-400:]}\r\nLocation: https://a.example/?id={PERSON}&t={TOKEN}\r\n"
        writer.write(f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\n{fields}".encode())
        writer.write(f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        await writer.drain()

    port: int = servers.listen(handler, tls).port
    return port


def written(folder: Path) -> Iterator[tuple[str, bytes]]:
    """All that lies in a folder, and all that lies in archives there."""
    for file in folder.rglob("*"):
        if file.is_file():
            yield file.name, file.read_bytes()
            if zipfile.is_zipfile(file):
                with zipfile.ZipFile(file) as archive:
                    yield from ((f"{file.name}/{name}", archive.read(name)) for name in archive.namelist())


@pytest.mark.parametrize("status", ["200 OK", "401 Unauthorized", "500 Internal Server Error", "302 Found"])
def test_no_output_holds_a_planted_secret_or_the_number_of_a_person(
    servers: Any, tls: Any, ca: Any, tmp_path: Path, status: str
) -> None:
    (tmp_path / "ca.pem").write_bytes(ca.cert_pem.bytes())
    (tmp_path / "openapi.yaml").write_text(DOCUMENT)
    record = tmp_path / "record.yaml"
    record.write_text(RECORD.replace("PORT", str(echoing(servers, tls(), status))))
    secrets = {"bearer": TOKEN, "basic": f"u:{PASSWORD}", "api-key": KEY, "bearer.expired": TOKEN}
    arguments = ["--root", str(tmp_path), "--ca", str(tmp_path / "ca.pem"), "--allow-private", "--rate", "500"]
    for kind, text in secrets.items():
        file = tmp_path / f"{kind}.secret"
        file.touch(mode=0o600)
        file.write_text(text)
        arguments += ["--credential", f"{kind}=file:{file}"]
    out = tmp_path / "out"
    out.mkdir()
    arguments += ["--keep", str(out / "kept"), "--fail-on", "never"]
    arguments += [each for name in formats() for each in ("--output", f"{name}={out / name}")]
    said, told = io.StringIO(), io.StringIO()
    with redirect_stdout(said), redirect_stderr(told):
        assert main(["audit", str(record), *arguments]) in {0, 2}
    found = [*written(out), ("stdout", said.getvalue().encode()), ("stderr", told.getvalue().encode())]
    assert len(found) > len(formats())
    assert b"unreadable-token" in next(content for name, content in found if name.endswith("/dossier.json"))
    leaks = [(name, planted) for name, content in found for planted in PLANTED if planted.encode() in content]
    assert leaks == []
