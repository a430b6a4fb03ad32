"""What cannot be seen hides what could have stood there, and nothing else."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., object]
Write = Callable[[str, str], Path]
HEAD = "openapi: 3.1.0\ninfo: {title: Tra cứu, version: 1.0.0}\nsecurity: [{t: []}]\n"
SCHEMES = "securitySchemes: {t: {type: http, scheme: bearer}}"
READ = "/households: {get: {parameters: [{name: page, in: query}], responses: {'200': %s}}}"
OPERATIONS = "openapi.operation_requires_security"
PROPERTIES = "openapi.identifiers_are_text"
PARAMETERS = "openapi.personal_identifier_stays_out_of_urls"
DOCUMENT = "openapi.version_is_semantic"


def verdicts(output: str) -> dict[str, dict[str, object]]:
    return {verdict["rule"]: verdict for verdict in json.loads(output)["subjects"][0]["verdicts"]}


@pytest.mark.parametrize(
    ("paths", "schemas", "hidden"),
    [
        (READ % "{$ref: '#/components/responses/Gone'}", "A: {type: object}", {PROPERTIES}),
        (READ % "{description: ok}", "A: {$ref: '#/components/schemas/Gone'}", {PROPERTIES}),
        (READ % "{description: ok}, '201': 7", "A: {type: object}", {PROPERTIES}),
        ("/households: {$ref: '#/components/pathItems/Gone'}", "A: {}", {OPERATIONS, PARAMETERS, PROPERTIES}),
        ("/households: {$ref: 'gone.yaml#/a'}", "A: {$ref: 'gone.yaml#/b'}", {OPERATIONS, PARAMETERS, PROPERTIES}),
        (READ % "{$ref: 'gone.yaml#/a'}", "A: {$ref: 'gone.yaml#/b'}", {PROPERTIES}),
        ("/households: {parameters: [{$ref: '#/components/parameters/Gone'}]}", "A: {}", {PARAMETERS, PROPERTIES}),
    ],
)
def test_a_reference_to_nowhere_hides_what_it_could_have_held(
    run: Run, write: Write, paths: str, schemas: str, hidden: set[str]
) -> None:
    path = write("openapi.yaml", HEAD + f"paths: {{{paths}}}\ncomponents: {{{SCHEMES}, schemas: {{{schemas}}}}}\n")
    result = run("check", path, "--format", "json")
    found = verdicts(result.out)
    assert {
        rule for rule in (OPERATIONS, PROPERTIES, PARAMETERS, DOCUMENT) if found[rule]["outcome"] == "not_observed"
    } == hidden
    assert result.status == 2


def test_a_check_that_follows_a_reference_to_nowhere_has_not_seen_its_subject(run: Run, write: Write) -> None:
    fields = "ma_tinh: {$ref: '#/components/schemas/Gone'}, ma_xa: {type: string}"
    schemas = f"components: {{{SCHEMES}, schemas: {{A: {{properties: {{{fields}}}}}}}}}\n"
    result = run("check", write("openapi.yaml", HEAD + "paths: {}\n" + schemas), "--format", "json")
    verdict = verdicts(result.out)[PROPERTIES]
    assert (verdict["outcome"], verdict["subjects"]) == ("not_observed", 1)
    assert "leads nowhere" in str(verdict["reason"])


def test_nothing_is_said_against_a_document_whose_info_cannot_be_seen(run: Run, write: Write) -> None:
    path = write("openapi.yaml", "openapi: 3.1.0\ninfo: {$ref: 'gone.yaml'}\npaths: {}\n")
    assert verdicts(run("check", path, "--format", "json").out)[DOCUMENT]["outcome"] == "not_observed"
