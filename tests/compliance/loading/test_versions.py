"""OpenAPI 2.0, 3.0, 3.1 and 3.2 are one model: the same service gives the same findings in each."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Write = Callable[[str, str | bytes], Path]

VERSION_2 = """\
swagger: '2.0'
info: {title: t, version: 1.4.0}
host: api.example.gov.vn
basePath: /v2
schemes: [https]
securityDefinitions: {token: {type: apiKey, in: header, name: Authorization}}
paths:
  /households/{so_cccd}:
    parameters: [{$ref: '#/parameters/citizen'}]
    get: {security: [{token: []}], responses: {'200': {schema: {$ref: '#/definitions/Household'}}}}
    put: {parameters: [{in: body, name: body, schema: {properties: {ma_xa: {type: number}}}}], responses: {}}
parameters: {citizen: {in: path, name: so_cccd, required: true, type: string}}
definitions: {Household: {properties: {ma_tinh: {type: integer}}}}
"""
VERSION_3 = """\
openapi: {version}
info: {{title: t, version: 1.4.0}}
servers: [{{url: 'https://api.example.gov.vn/v2'}}]
components:
  securitySchemes: {{token: {{type: http, scheme: bearer}}}}
  parameters: {{citizen: {{in: path, name: so_cccd, required: true, schema: {{type: string}}}}}}
  schemas: {{Household: {{properties: {{ma_tinh: {{type: integer}}}}}}}}
paths:
  /households/{{so_cccd}}:
    parameters: [{{$ref: '#/components/parameters/citizen'}}]
    get:
      security: [{{token: []}}]
      responses: {{'200': {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/Household'}}}}}}}}}}
    put:
      requestBody: {{content: {{application/json: {{schema: {{properties: {{ma_xa: {{type: number}}}}}}}}}}}}
      responses: {{}}
"""
FINDINGS = {
    ("openapi.identifiers_are_text", "ma_tinh has the type integer, string is required"),
    ("openapi.identifiers_are_text", "ma_xa has the type number, string is required"),
    (
        "openapi.operation_requires_security",
        "PUT /households/{so_cccd} can be called without credentials: no `security`",
    ),
    (
        "openapi.personal_identifier_stays_out_of_urls",
        "the path parameter so_cccd puts personal data into the address; send it in the body",
    ),
    ("openapi.version_is_semantic", "the address says version 2, the document 1.4.0"),
}


RULES = {rule for rule, _ in FINDINGS}


def findings(run: Run, path: Path) -> list[tuple[str, str]]:
    report = json.loads(run("check", path, "--format", "json", *(f"--select={rule}" for rule in sorted(RULES))).out)
    verdicts = report["subjects"][0]["verdicts"]
    return [(verdict["rule"], found["message"]) for verdict in verdicts for found in verdict["violations"]]


@pytest.mark.parametrize("version", ["2.0", "3.0.3", "3.1.1", "3.2.0"])
@pytest.mark.parametrize("form", ["yaml", "json"])
def test_one_service_gives_the_same_findings_in_every_version(run: Run, write: Write, version: str, form: str) -> None:
    import yaml

    text = VERSION_2 if version == "2.0" else VERSION_3.format(version=version)
    content = json.dumps(yaml.safe_load(text)) if form == "json" else text
    found = findings(run, write(f"openapi.{form}", content))
    assert len(found) == len(FINDINGS)
    assert set(found) == FINDINGS


def test_what_is_new_in_3_2_is_seen(run: Run, write: Write) -> None:
    text = """\
    openapi: 3.2.0
    info: {version: 1.0.0}
    components: {securitySchemes: {t: {type: http, scheme: bearer}}}
    paths:
      /households:
        query: {parameters: [{name: sdt, in: querystring, content: {text/plain: {schema: {type: string}}}}]}
        additionalOperations: {LINK: {}}
    """
    assert findings(run, write("openapi.yaml", text)) == [
        ("openapi.operation_requires_security", "QUERY /households can be called without credentials: no `security`"),
        ("openapi.operation_requires_security", "LINK /households can be called without credentials: no `security`"),
        (
            "openapi.personal_identifier_stays_out_of_urls",
            "the querystring parameter sdt puts personal data into the address; send it in the body",
        ),
    ]


def test_what_the_platform_calls_is_no_operation_of_its_own(run: Run, write: Write) -> None:
    text = """\
    openapi: 3.1.0
    info: {version: 1.0.0}
    components: {securitySchemes: {t: {type: http, scheme: bearer}}}
    webhooks: {changed: {post: {requestBody: {content: {a/b: {schema: {properties: {ma_tinh: {type: integer}}}}}}}}}
    paths:
      /subscriptions:
        post: {security: [{t: []}], callbacks: {done: {'{$request.body#/url}': {post: {}}}}}
    """
    assert findings(run, write("openapi.yaml", text)) == [
        ("openapi.identifiers_are_text", "ma_tinh has the type integer, string is required")
    ]


def test_one_path_item_on_two_paths_is_two_operations(run: Run, write: Write) -> None:
    text = """\
    openapi: 3.1.0
    info: {version: 1.0.0}
    paths: {/a: {$ref: '#/components/pathItems/shared'}, /b: {$ref: '#/components/pathItems/shared'}}
    components: {pathItems: {shared: {get: {security: []}}}}
    """
    assert {message.split()[1] for _, message in findings(run, write("openapi.yaml", text))} == {"/a", "/b"}


@pytest.mark.parametrize(
    "reference", ["#/components/schemas/H%C3%B4~1kh%E1%BA%A9u", "#neo", "./openapi.yaml#/components/schemas/Hô~1khẩu"]
)
def test_references_with_escapes_anchors_and_own_names_are_followed(run: Run, write: Write, reference: str) -> None:
    text = f"""\
    openapi: 3.1.0
    info: {{version: 1.0.0}}
    paths: {{}}
    components:
      schemas:
        Hô/khẩu: {{$anchor: neo, type: integer}}
        Household: {{properties: {{ma_xa: {{$ref: '{reference}'}}}}}}
    """
    assert findings(run, write("openapi.yaml", text)) == [
        ("openapi.identifiers_are_text", "ma_xa has the type integer, string is required")
    ]
