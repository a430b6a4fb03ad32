"""What the rules on documents find, and what they leave alone, in documents as agencies write them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Write = Callable[[str, str | bytes], Path]
HEAD = "openapi: 3.0.3\ninfo: {title: a, version: 1.0.0}\n"
TOKEN = "components: {securitySchemes: {t: {type: oauth2, flows: {clientCredentials: {tokenUrl: URL, scopes: {}}}}}}\n"


def findings(run: Run, path: Path, rule: str) -> list[tuple[str, str, str]]:
    """Return severity, place and message of what one rule finds."""
    report = json.loads(run("check", path, "--format", "json", "--as-of", "2026-11-28", "--select", rule).out)
    (verdict,) = report["subjects"][0]["verdicts"]
    return [(v["severity"], v["location"]["pointer"], v["message"]) for v in verdict["violations"]]


def secured(run: Run, write: Write, text: str) -> list[tuple[str, str, str]]:
    return findings(run, write("openapi.yaml", HEAD + text), "openapi.operation_requires_security")


@pytest.mark.parametrize(
    ("servers", "address", "is_excused"),
    [
        ("", "/cap-token", True),
        ("", "https://id.example.vn/cap-token", True),
        ("servers: [{url: https://api.example.vn}]\n", "https://api.example.vn/cap-token", True),
        ("servers: [{url: https://api.example.vn}]\n", "https://id.example.vn/cap-token", False),
        ("servers: [{url: https://api.example.vn/v1/}]\n", "https://API.example.vn/v1/cap-token/", True),
        ("servers: [{url: /v1}]\n", "/v1/cap-token", True),
        ("servers: [{url: '/{b}', variables: {b: {default: v1}}}]\n", "/v1/cap-token", True),
        ("servers: [{url: https://api.example.vn}]\n", "http://[", False),
        ("", "/token", False),
    ],
)
def test_the_address_that_the_document_names_gives_credentials(
    run: Run, write: Write, servers: str, address: str, is_excused: bool
) -> None:
    text = servers + TOKEN.replace("URL", f"'{address}'") + "paths: {/cap-token: {post: {}}}\n"
    assert (secured(run, write, text) == []) is is_excused


@pytest.mark.parametrize(
    ("path", "operation", "severity"),
    [
        ("/dang-nhap", "{}", "advice"),
        ("/api/v1/auth/login", "{}", "advice"),
        ("/oauth2/{tenant}/token", "{}", "advice"),
        ("/otp/verify", "{}", "advice"),
        ("/vao", "{operationId: quenMatKhau}", "advice"),
        ("/actuator/health", "{}", "advice"),
        ("/readyz", "{security: []}", "advice"),
        ("/health/records", "{}", "warn"),
        ("/dang-ky-kinh-doanh", "{}", "warn"),
        ("/ho-so/{ma}/trang-thai", "{}", "warn"),
        ("/dang-nhap", "{x-function: single}", "advice"),
        ("/vao", "{x-function: token}", None),
        ("/song", "{x-function: Health}", None),
    ],
)
def test_words_of_credentials_and_health_only_raise_the_question(
    run: Run, write: Write, path: str, operation: str, severity: str | None
) -> None:
    found = secured(run, write, TOKEN.replace("URL", "/x") + f"paths: {{'{path}': {{post: {operation}}}}}\n")
    assert [weight for weight, _, _ in found] == ([severity] if severity else [])
    if severity == "advice":
        assert "mark it `x-function: " in found[0][2]


def test_a_document_without_schemes_gives_one_finding_with_the_count(run: Run, write: Write) -> None:
    paths = "{/a: {get: {}, put: {}}, /b: {get: {x-sharing-form: open}, post: {}}, /c: {get: {security: []}}}"
    found = secured(run, write, f"paths: {paths}\n")
    assert found == [
        ("warn", "", "the document defines no security scheme; operations that need no credentials: 3"),
        (
            "warn",
            "/paths/~1c/get",
            "GET /c is opened by an empty `security`; mark it as open data, token or health, or protect it",
        ),
    ]


def test_the_heaviest_finding_weighs_for_the_rule(run: Run, write: Write) -> None:
    text = TOKEN.replace("URL", "/x") + "paths: {/health: {get: {}}}\n"
    selected = ("--select", "openapi.operation_requires_security")
    out = run("check", write("openapi.yaml", HEAD + text), "--format", "json", "--fail-on", "warn", *selected)
    (verdict,) = json.loads(out.out)["subjects"][0]["verdicts"]
    assert (verdict["severity"], verdict["proof"], out.status) == ("advice", "suggestive", 0)


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        ("{'/cong-dan/{soCCCD}': {get: {}}}", ["path soCCCD"]),
        ("{'/tra-cuu?ma={ma}&so_cccd={x}': {get: {}}}", ["query so_cccd"]),
        ("{'/a/{?email,page}': {get: {}}}", ["query email"]),
        ("{'/a': {servers: [{url: 'https://api.example.vn/{sdt}'}], get: {}}}", ["path sdt"]),
        ("{'/a/{sdt}': {get: {parameters: [{name: sdt, in: path, x-personal-data: none}]}}}", []),
        ("{'/a/{sdt}': {parameters: [{name: sdt, in: path}], get: {}}}", ["path sdt"]),
        ("{'/a': {get: {parameters: [{name: soCccdHash, in: query}, {name: hotline, in: query}]}}}", []),
        ("{'/a': {get: {parameters: [{name: so_cccd, in: query, schema: {type: string, format: uuid}}]}}}", []),
        ("{'/a/{id}': {get: {}}, '/b/{ma}': {get: {}}, '/c/{soHoSo}': {get: {}}, '/d/{gioiTinh}': {get: {}}}", []),
    ],
)
def test_names_in_addresses_are_looked_at_whether_a_parameter_describes_them(
    run: Run, write: Write, paths: str, names: list[str]
) -> None:
    path = write("openapi.yaml", f"{HEAD}paths: {paths}\n")
    found = findings(run, path, "openapi.personal_identifier_stays_out_of_urls")
    told = [message.split()[1] + " " + message.split()[3] for _, _, message in found]
    assert told == names


@pytest.mark.parametrize(
    ("fields", "messages"),
    [
        ("maTinhKS: {type: integer}", 1),
        ("maXa_NN: {type: [integer, 'null']}", 1),
        ("ma_tinh: {type: string, example: 01}", 1),
        ("ma_tinh: {type: string, default: '01', example: '01'}", 0),
        ("ma_tinh: {type: integer, format: int64, x-key: true}", 0),
        ("ma_tinh: {type: integer, x-code-list: none}", 0),
        ("tinhThanh: {type: integer}", 1),
        ("tinhThanh: {type: string}", 0),
        ("tinhTrang: {type: integer}, so_xa: {type: integer}, province_id: {type: integer}", 0),
        ("ma_tinh: {$ref: '#/components/schemas/M'}", 1),
    ],
)
def test_place_codes_are_text_wherever_they_stand(run: Run, write: Write, fields: str, messages: int) -> None:
    text = f"paths: {{}}\ncomponents: {{schemas: {{M: {{type: integer}}, A: {{properties: {{{fields}}}}}}}}}\n"
    path = write("openapi.yaml", HEAD.replace("3.0.3", "3.1.0") + text)
    assert len(findings(run, path, "openapi.identifiers_are_text")) == messages


@pytest.mark.parametrize("place", ["query", "path", "header", "cookie"])
def test_place_codes_in_parameters_are_text(run: Run, write: Write, place: str) -> None:
    text = f"paths: {{/a: {{get: {{parameters: [{{name: maTinh, in: {place}, schema: {{type: integer}}}}]}}}}}}\n"
    assert len(findings(run, write("openapi.yaml", HEAD + text), "openapi.identifiers_are_text")) == 1


def test_place_codes_in_forms_of_version_2_are_text(run: Run, write: Write) -> None:
    text = "paths: {/a: {post: {parameters: [{name: ma_xa, in: formData, type: integer}]}}}\n"
    path = write("openapi.yaml", "swagger: '2.0'\ninfo: {version: 1.0.0}\n" + text)
    assert len(findings(run, path, "openapi.identifiers_are_text")) == 1


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("swagger: '2.0'\nbasePath: /v2\n", "2"),
        ("swagger: '2.0'\nhost: v3.example.vn\nbasePath: /v2\nschemes: [http, https]\n", "2"),
        ("swagger: '2.0'\nhost: api.example.vn\n", None),
        ("openapi: 3.0.3\nservers: [{url: https://v2}]\n", None),
        ("openapi: 3.0.3\nservers: [{url: v2}]\n", "2"),
        ("openapi: 3.0.3\nservers: [{url: '{goc}/v2/x'}]\n", "2"),
        ("openapi: 3.0.3\nservers: [{url: '/{ban}', variables: {ban: {default: v7}}}]\n", "7"),
        ("openapi: 3.0.3\nservers: [{url: 'https://a.example/x?y=/v2'}]\n", None),
        ("openapi: 3.0.3\nservers: [{url: 'http://[/v2'}]\n", "2"),
    ],
)
def test_a_version_is_read_from_the_path_of_an_address_alone(run: Run, write: Write, head: str, found: str) -> None:
    path = write("openapi.yaml", head + "info: {title: a, version: 1.4.0}\npaths: {}\n")
    messages = [message for _, _, message in findings(run, path, "openapi.version_is_semantic")]
    assert messages == ([f"the address says version {found}, the document 1.4.0"] if found else [])
