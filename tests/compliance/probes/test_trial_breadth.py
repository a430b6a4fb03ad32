"""Trials at more than one operation: a service may check callers and input at some and not at others."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from compliance.model.observation import Trial, Wrong
from compliance.model.openapi.document import Document
from compliance.model.openapi.files import DocumentFiles
from compliance.model.record import Service
from compliance.probes.credential_reference import read_reference
from compliance.probes.settings import Mode, NetworkSettings

LIMIT = {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 9}}
PATHS = ("/a", "/b", "/c", "/d")
DOCUMENT = {
    "openapi": "3.1.0",
    "security": [{"token": []}],
    "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    "paths": {path: {"get": {"parameters": [LIMIT], "responses": {"200": {"description": ""}}}} for path in PATHS},
}


@pytest.fixture
def trials(servers: Any, tls: Any, ca: Any, look: Callable[..., Any], tmp_path: Path) -> dict[str, list[Trial]]:
    """What was tried, by path, at a server that takes any token at /c and any limit at /d."""

    async def handler(reader: Any, writer: Any) -> None:
        while head := (await reader.readuntil(b"\r\n\r\n")).decode():
            target, token = head.split()[1], head.lower().partition("authorization: bearer ")[2].partition("\r")[0]
            path, _, query = target.removeprefix("/v1").partition("?")
            limit = query.removeprefix("limit=") or "1"
            is_known = token == "good" or (path == "/c" and bool(token))
            is_fine = path == "/d" or (limit.isdecimal() and 1 <= int(limit) <= 9)
            status = 401 if not is_known else 200 if is_fine else 400
            writer.write(b"HTTP/1.1 %d x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}" % status)
            await writer.drain()

    port = servers.listen(handler, tls()).port
    (tmp_path / "ca.pem").write_bytes(ca.cert_pem.bytes())
    (tmp_path / "token").touch(mode=0o600)
    (tmp_path / "token").write_text("good", encoding="ascii")
    settings = NetworkSettings(
        timeout=60,
        rate=1000,
        allow_private=True,
        mode=Mode.STAGING,
        ca_file=tmp_path / "ca.pem",
        credentials=(read_reference(f"bearer=file:{tmp_path / 'token'}"),),
    )
    service = Service("api", base_url=f"https://localhost:{port}/v1", plain_http_url="http://127.0.0.1:1/v1")
    described = Document.of(DocumentFiles("api.yaml", {"api.yaml": DOCUMENT}))
    looks = look(service, documents={"api": described}, settings=settings, names={"localhost": ["127.0.0.1"]})
    found: dict[str, list[Trial]] = {path: [] for path in PATHS}
    for seen in looks.observations:
        if isinstance(seen, Trial) and seen.exchange.method == "GET":
            found[seen.exchange.url.partition("/v1")[2].partition("?")[0]].append(seen)
    return found


def statuses(trials: dict[str, list[Trial]], *wrongs: Wrong) -> dict[str, set[int | None]]:
    return {path: {each.status for each in made if each.wrong in wrongs} for path, made in trials.items()}


def test_a_token_that_cannot_be_read_is_tried_at_every_protected_read(trials: dict[str, list[Trial]]) -> None:
    assert statuses(trials, Wrong.UNREADABLE_TOKEN) == {"/a": {401}, "/b": {401}, "/c": {200}, "/d": {401}}


def test_bad_input_is_tried_at_every_read_that_takes_some(trials: dict[str, list[Trial]]) -> None:
    wrongs = (Wrong.WRONG_TYPE, Wrong.OUT_OF_BOUNDS)
    assert statuses(trials, *wrongs) == {"/a": {400}, "/b": {400}, "/c": {400}, "/d": {200}}
