"""Which values of a document are held against which schema, and where a finding stands."""

import datetime

import pytest

from compliance.actions.rule_examples import verdicts_on
from compliance.loading.facts.published import facts
from compliance.rules import all_rules

FACTS = facts(datetime.date(2026, 11, 28))
RULE = next(rule for rule in all_rules() if rule.id == "openapi.examples_match_their_schema")
NUMBER = "schema: {type: integer}"
LIST = "schema: {type: array, items: {type: string}}"


def media(name: str, given: str) -> str:
    answer = f"{{responses: {{'200': {{content: {{{name}: {{{given}}}}}}}}}}}"
    return f"openapi: 3.1.0\npaths: {{/a: {{get: {answer}}}}}\n"


def parameter(given: str) -> str:
    return f"openapi: 3.1.0\npaths: {{/a: {{get: {{parameters: [{{name: p, in: query, {given}}}]}}}}}}\n"


def schema(version: str, given: str) -> str:
    return f"openapi: {version}\npaths: {{}}\ncomponents: {{schemas: {{S: {{{given}}}, T: {{type: integer}}}}}}\n"


SHARED = media("application/json", f"{NUMBER}, examples: {{e: {{$ref: '#/components/examples/E'}}}}")
OLD = "swagger: '2.0'\npaths: {/a: {get: {responses: {'200': {schema: {type: integer}, examples: {%s: a}}}}}}\n"
HEADER = "openapi: 3.1.0\npaths: {}\ncomponents: {headers: {H: {schema: {type: integer}, example: [a]}}}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (media("application/json", f"{NUMBER}, example: a"), ["/content/application~1json/example"]),
        (media("application/problem+json", f"{NUMBER}, example: a"), ["/content/application~1problem+json/example"]),
        (media("application/json; charset=utf-8", f"{NUMBER}, example: a"), ["charset=utf-8/example"]),
        (media("application/json", f"{NUMBER}, examples: {{e: {{value: a}}}}"), ["/examples/e/value"]),
        (media("application/json", f"{NUMBER}, examples: {{e: {{dataValue: a}}}}"), ["/examples/e/dataValue"]),
        (media("application/json", f"{NUMBER}, examples: {{e: {{externalValue: a}}}}"), []),
        (media("application/json", f"{NUMBER}, examples: {{e: {{serializedValue: a}}}}"), []),
        (media("application/xml", f"{NUMBER}, example: <a/>"), []),
        (media("application/x-www-form-urlencoded", "schema: {type: object}, example: a=b"), []),
        (SHARED + "components: {examples: {E: {value: a}}}\n", ["/components/examples/E/value"]),
        (parameter(f"{NUMBER}, example: '5'"), []),
        (parameter(f"{NUMBER}, example: năm"), ["/parameters/0/example"]),
        (parameter("schema: {type: boolean}, example: có"), ["/parameters/0/example"]),
        (parameter("schema: {type: boolean}, example: 'true'"), []),
        (parameter("schema: {type: number}, examples: {e: {value: '1,5'}}"), ["/examples/e/value"]),
        (parameter("schema: {type: number}, examples: {e: {value: '1.5'}}"), []),
        (parameter(f"{NUMBER}, example: ';p=5'").replace("in: query", "in: path, required: true, style: matrix"), []),
        (HEADER.replace("[a]", "a"), ["/components/headers/H/example"]),
        (parameter(f"{LIST}, example: 'a,b'"), []),
        (parameter(f"{LIST}, example: [1]"), ["/parameters/0/example/0"]),
        (parameter("schema: {type: integer, default: a}"), ["/parameters/0/schema/default"]),
        (HEADER, ["/components/headers/H/example"]),
        (OLD % "application/json", ["/examples/application~1json"]),
        (OLD % "application/xml", []),
        (schema("3.1.0", "type: integer, examples: [1, a]"), ["/S/examples/1"]),
        (schema("3.0.3", "type: integer, examples: [1, a]"), []),
        (schema("3.0.3", "$ref: '#/components/schemas/T', example: a"), []),
        (schema("3.1.0", "$ref: '#/components/schemas/T', example: a"), ["/S/example"]),
        (schema("3.1.0", "properties: {example: {type: integer}, default: {type: string}}"), []),
    ],
)
def test_what_is_an_example_of_what(text: str, expected: list[str]) -> None:
    verdict = verdicts_on(RULE, text, FACTS)[0]
    found = [finding.location.pointer for finding in verdict.findings]
    assert len(found) == len(expected)
    assert all(pointer.endswith(end) for pointer, end in zip(found, expected, strict=True)), found


def test_each_missing_field_is_a_finding_of_its_own_with_the_schema_beside_it() -> None:
    verdict = verdicts_on(RULE, schema("3.1.0", "required: [a, b], example: {}"), FACTS)[0]
    assert len({finding.fingerprint for finding in verdict.findings}) == 2
    assert {place.pointer for finding in verdict.findings for place in finding.related} == {"/components/schemas/S"}


DEMANDING = """
openapi: 3.1.0
paths: {}
components:
  schemas:
    So: {type: integer}
    Lạ: {pattern: '('}
    Vòng: {allOf: [{$ref: '#/components/schemas/Vòng'}], example: 1}
    Đúng: {properties: {so: {$ref: '#/components/schemas/So'}}, example: {so: 12}}
    Sai: {items: {$ref: '#/components/schemas/So'}, example: [1, a, 2, b]}
    KhôngRõ: {properties: {lạ: {$ref: '#/components/schemas/Lạ'}}, example: {lạ: A}}
    KhôngGặp: {properties: {lạ: {$ref: '#/components/schemas/Lạ'}}, example: {}}
    Trùng: {items: {$ref: '#/components/schemas/So'}, example: [1, 2]}
"""


def test_of_many_schemas_that_refer_to_others_each_says_what_it_would_say_alone() -> None:
    verdict = verdicts_on(RULE, DEMANDING, FACTS)[0]
    pointers = [finding.location.pointer for finding in verdict.findings]
    assert pointers == ["/components/schemas/Sai/example/1", "/components/schemas/Sai/example/3"]
    assert (verdict.subjects, verdict.unseen) == (4, 2)
