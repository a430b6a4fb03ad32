"""How a caller without credentials is refused, from a server with certificates to the report."""

import json
from typing import Any, Final

import pytest

from compliance.cli.main import main

RULE: Final = "endpoint.refusal_is_a_challenge"
EMPTY: Final = "a caller without credentials was answered 401 with an empty WWW-Authenticate"
MISSING: Final = "a caller without credentials was answered 401 without WWW-Authenticate"
DOCUMENT: Final = {
    "openapi": "3.1.0",
    "info": {"title": "API", "version": "1.0.0"},
    "security": [{"token": []}],
    "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    "paths": {"/a": {"get": {"responses": {"200": {"description": "x"}, "401": {"description": "x"}}}}},
}


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("", [MISSING]),
        ("WWW-Authenticate:\r\n", [EMPTY]),
        ("WWW-Authenticate: \t \r\n", [EMPTY]),
        ("WWW-Authenticate: , ,\r\n", [EMPTY]),
        ("WWW-Authenticate:\r\nWWW-Authenticate:\r\n", [EMPTY]),
        ("WWW-Authenticate:\r\nWWW-Authenticate: Bearer\r\n", []),
        ('WWW-Authenticate: Bearer realm=""\r\n', []),
        ("WWW-Authenticate: OwnScheme\r\n", []),
    ],
)
def test_a_401_names_at_least_one_challenge(servers, tls, ca, tmp_path, capsys, *, fields: str, told: list[str]):
    found = audited(f"HTTP/1.1 401 x\r\n{fields}Content-Length: 0\r\n\r\n", servers, tls, ca, tmp_path, capsys)
    assert found == told


def audited(answer: str, servers: Any, tls: Any, ca: Any, folder: Any, capsys: Any) -> list[str]:
    """Messages of the rule in an audit of a server that answers everything like this."""
    (folder / "ca.pem").write_bytes(ca.cert_pem.bytes())
    (folder / "openapi.json").write_text(json.dumps(DOCUMENT))
    port = servers.answer(answer.encode(), tls()).port
    service = f"{{id: api, base_url: 'https://127.0.0.1:{port}/v1', document: openapi.json}}"
    (folder / "record.yaml").write_text(f"slug: p\nowner: {{code: G12}}\nservices: [{service}]\n")
    options = ["--allow-private", "--rate", "500", "--ca", str(folder / "ca.pem"), "--fail-on", "never"]
    main(["audit", str(folder / "record.yaml"), "--root", str(folder), *options, "--format", "json"])
    verdicts = json.loads(capsys.readouterr().out)["subjects"][0]["verdicts"]
    judged = [each for each in verdicts if each["rule"] == RULE]
    assert {each["outcome"] for each in judged} == ({"breached"} if told_of(judged) else {"met"})
    return told_of(judged)


def told_of(verdicts: list[Any]) -> list[str]:
    return [each["message"] for verdict in verdicts for each in verdict["violations"]]
