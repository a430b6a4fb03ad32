"""Signed tokens on platforms of documents: which are good where, and how commands get at them."""

import json
import re
import signal
import ssl
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from mocks.cli.test_cli import ended, running, said_until
from mocks.openapi.asking import ADMITTED, answering, document
from mocks.openapi.test_serving import caller
from ndxp_mocks import ServedDocument, serve_document

ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
ROW = {"type": "object"}
SCHEMES = {
    "oauth2": {"type": "oauth2", "flows": {}},
    "bearer": {"type": "http", "scheme": "bearer"},
    "openid": {"type": "openIdConnect", "openIdConnectUrl": "https://a.example"},
    "password": {"type": "http", "scheme": "basic"},
}
TOLD = document(
    {
        "/rows": answering(ROW, security=[{"oauth2": ["rows"]}]),
        "/rows/{id}": answering(ROW, security=[{"openid": ["rows"]}, {"oauth2": ["rows", "more"]}], parameters=[ID]),
        "/any": answering(ROW, security=[{"bearer": []}]),
        "/other": answering(ROW, security=[{"password": []}]),
    },
    components={"securitySchemes": SCHEMES},
)
LEEWAY = 60
LONGEST = 30


@pytest.fixture(scope="module")
def served(sockets_and_processes: None) -> Iterator[ServedDocument]:
    with serve_document(TOLD) as running:
        yield running


def shown(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@pytest.mark.parametrize(
    ("kind", "statuses"),
    [
        ("good", [200, 200, 200, 401]),
        ("expired", [401, 401, 401, 401]),
        ("foreign_audience", [401, 401, 401, 401]),
        ("foreign_issuer", [401, 401, 401, 401]),
        ("missing_scope", [403, 403, 200, 401]),
        ("other_client", [200, 403, 200, 401]),
    ],
)
def test_each_kind_of_signed_token_is_good_where_it_should_be(
    served: ServedDocument, kind: str, statuses: list[int]
) -> None:
    token = getattr(served.tokens, kind)
    with caller(served) as client:
        for _ in range(2):
            found = [client.get(path, headers=shown(token)) for path in ("/rows", "/rows/1", "/any", "/other")]
            assert [each.status_code for each in found] == statuses
            assert all("WWW-Authenticate" in each.headers for each in found if each.status_code == 401)


def test_a_token_that_somebody_else_signed_is_refused(served: ServedDocument) -> None:
    with serve_document(TOLD) as other, caller(served) as client:
        assert client.get("/rows", headers=shown(other.tokens.good)).status_code == 401
    with caller(served) as client:
        head, claims, _ = served.tokens.good.split(".")
        assert client.get("/rows", headers=shown(f"{head}.{claims}.AAAA")).status_code == 401
        assert client.get("/rows", headers=ADMITTED).status_code == 200


def test_a_token_that_was_good_is_refused_when_its_time_is_over(served: ServedDocument) -> None:
    now = int(time.time())
    token = served.issuer.token(("rows",), exp=now - LEEWAY + 2)
    with caller(served) as client:
        answered = [client.get("/rows", headers=shown(token)).status_code]
        while answered[-1] == 200 and time.time() < now + LONGEST:
            time.sleep(0.25)
            answered.append(client.get("/rows", headers=shown(token)).status_code)
    assert answered[-1] == 401


@pytest.mark.parametrize("scheme", ["bearer", "password"])
def test_the_command_keeps_signed_tokens_where_some_are_taken(
    scheme: str, command: tuple[str, ...], tmp_path: Path
) -> None:
    file = tmp_path / "openapi.json"
    schemes = {"securitySchemes": {scheme: SCHEMES[scheme]}}
    file.write_text(json.dumps(document({"/a": answering(ROW, security=[{scheme: []}])}, components=schemes)))
    with running(*command, "platform", "--spec", str(file), "--lang", "en") as process:
        said = said_until(process, "Press Ctrl-C")
        kept = re.search(r"^signed tokens.*: (.*)$", said, re.MULTILINE)
        assert (kept is not None) is (scheme == "bearer")
        if kept is not None:
            assert_kept([Path(each) for each in kept[1].split(", ")], said)
        assert ended(process, signal.SIGINT) == (0, "")
    assert not kept or not Path(kept[1].split(", ")[0]).exists()


def assert_kept(files: list[Path], said: str) -> None:
    assert [each.name.partition(".")[2] for each in files] == [
        *("", "expired", "foreign-audience", "missing-scope", "other-client"),
    ]
    assert {each.stat().st_mode & 0o077 for each in files} == {0}
    found: Any = {name: re.search(rf"^{name}: (.*)$", said, re.MULTILINE) for name in ("https address", "CA file")}
    context = ssl.create_default_context(cafile=found["CA file"][1])
    with httpx.Client(verify=context, base_url=found["https address"][1], trust_env=False) as client:
        answers = [client.get("/a", headers=shown(each.read_text())).status_code for each in files]
    assert answers == [200, 401, 401, 200, 200]
