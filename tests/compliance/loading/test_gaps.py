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


@pytest.mark.parametrize(
    ("document", "hidden"),
    [
        ("openapi: 3.0.3\ninfo: {version: 1.0.0}\npath: {/a: {get: {}}}\n", {OPERATIONS, PARAMETERS, PROPERTIES}),
        ("swagger: '2.0'\ninfo: {version: 1.0.0}\n", {OPERATIONS, PARAMETERS, PROPERTIES}),
        ("openapi: 3.2.0\ninfo: {version: 1.0.0}\nPaths: {/a: {get: {}}}\n", {OPERATIONS, PARAMETERS, PROPERTIES}),
        ("openapi: 3.1.0\ninfo: {version: 1.0.0}\ncomponents: {}\n", set()),
        (
            HEAD + "paths: {/a: {GET: {parameters: [{name: so_cccd, in: query}]}}}\n",
            {OPERATIONS, PARAMETERS, PROPERTIES},
        ),
        (HEAD + "paths: {/a: {x-GET: {a: 1}, summary: s}}\n", set()),
        (HEAD + "servers: {url: 'https://api.example.gov.vn/v2'}\npaths: {}\n", {DOCUMENT}),
        (HEAD + "paths: {/a: {servers: [v2]}}\n", {DOCUMENT}),
        ("swagger: '2.0'\ninfo: {version: 1.0.0}\nbasePath: [/v2]\npaths: {}\n", {DOCUMENT}),
    ],
)
def test_what_is_not_where_it_belongs_is_never_taken_for_good(
    run: Run, write: Write, document: str, hidden: set[str]
) -> None:
    result = run("check", write("openapi.yaml", document), "--format", "json")
    found = verdicts(result.out)
    all_rules = (OPERATIONS, PROPERTIES, PARAMETERS, DOCUMENT)
    assert {rule for rule in all_rules if found[rule]["outcome"] == "not_observed"} == hidden
    assert result.status == (2 if hidden else 0)


def test_a_schema_of_more_parts_than_are_looked_at_is_no_pass(run: Run, write: Write) -> None:
    parts = ", ".join(f"{{title: a{number}}}" for number in range(150))
    for field in (f"{{oneOf: [{parts}, {{type: integer}}]}}", "{$ref: '#/components/schemas/Big'}"):
        big = f"components: {{schemas: {{Big: {{oneOf: [{parts}]}}, A: {{properties: {{ma_tinh: {field}}}}}}}}}\n"
        result = run("check", write("openapi.yaml", HEAD + "paths: {}\n" + big), "--format", "json")
        verdict = verdicts(result.out)[PROPERTIES]
        assert (result.status, verdict["outcome"]) == (2, "not_observed")
        assert "more than 100 parts" in str(verdict["reason"])


def test_a_dynamic_reference_leads_to_a_type(run: Run, write: Write) -> None:
    schemas = "{Code: {$dynamicAnchor: code, type: integer}, A: {properties: {ma_tinh: {$dynamicRef: '#code'}}}}"
    path = write("openapi.yaml", HEAD + f"paths: {{}}\ncomponents: {{schemas: {schemas}}}\n")
    assert verdicts(run("check", path, "--format", "json").out)[PROPERTIES]["outcome"] == "breached"


@pytest.mark.parametrize("scheme", ["null", "{}", "[http]", "{type: 5}"])
def test_a_security_scheme_without_a_type_protects_nothing(run: Run, write: Write, scheme: str) -> None:
    path = write(
        "openapi.yaml", HEAD + f"paths: {{/a: {{get: {{}}}}}}\ncomponents: {{securitySchemes: {{t: {scheme}}}}}\n"
    )
    assert verdicts(run("check", path, "--format", "json").out)[OPERATIONS]["outcome"] == "breached"
