"""Each function of rulesets, on values that fit and that do not: the place and the words of what it finds."""

import json

import pytest

from compliance import Outcome
from compliance.rulesets.functions import functions
from tools.rulesets import Lint, messages, outcomes, places

RULE = "rules: {r: {given: '%s', then: {function: %s, functionOptions: %s%s}}}"
CASES = [
    ("$.info", "truthy", "null", ", field: title", []),
    ("$.info", "truthy", "null", ", field: x-empty", ['/info/x-empty "x-empty" property must be truthy']),
    ("$.info", "truthy", "null", ", field: license.url", ['/info "info.license.url" property must be truthy']),
    ("$", "truthy", "null", ", field: externalDocs", [' "externalDocs" property must be truthy']),
    ("$.info.x-zero", "falsy", "null", "", []),
    ("$.info.title", "falsy", "null", "", ['/info/title "title" property must be falsy']),
    ("$.info.contact", "defined", "null", ", field: email", []),
    ("$.info.contact", "defined", "null", ", field: url", ['/info/contact "contact.url" property must be defined']),
    ("$.info", "undefined", "null", ", field: summary", []),
    ("$.info.title", "undefined", "null", "", ['/info/title "title" property must be undefined']),
    ("$..enum[*]", "enumeration", "{values: [a, b]}", "", []),
    (
        "$..enum[1]",
        "enumeration",
        "{values: [b, 1, null]}",
        "",
        ['READ/parameters/1/schema/enum/1 "a" must be equal to one of the allowed values: "b", 1, null'],
    ),
    ("$.info.title", "length", "{min: 2, max: 7}", "", []),
    ("$.info.title", "length", "{max: 6}", "", ['/info/title "title" property must be shorter than 6']),
    ("$.tags", "length", "{min: 3}", "", ['/tags "tags" property must be longer than 3']),
    (
        "$..minimum",
        "length",
        "{min: 2}",
        "",
        ['/components/parameters/Page/schema/minimum "minimum" property must be longer than 2'],
    ),
    ("$.info.version", "pattern", "{match: '^[0-9]$', notMatch: '/[a-z]/i'}", "", []),
    ("$.info.title", "pattern", "{match: '/^tra/'}", "", ['/info/title "Tra cứu" must match the pattern "/^tra/"']),
    (
        "$.info.title",
        "pattern",
        "{notMatch: '/^tra/i'}",
        "",
        ['/info/title "Tra cứu" must not match the pattern "/^tra/i"'],
    ),
    (
        "$.paths",
        "pattern",
        "{notMatch: '/$'}",
        ', field: "@key"',
        ['/paths/~1a_b~1 "/a_b/" must not match the pattern "/$"'],
    ),
    ("$..operationId", "casing", "{type: camel}", "", []),
    ("$..operationId", "casing", "{type: kebab}", "", ['READ/operationId "readHousehold" must be kebab case']),
    (
        "$.paths[*]~",
        "casing",
        "{type: snake, separator: {char: /, allowLeading: true}}",
        "",
        [
            '/paths/~1a_b~1 "/a_b/" must be snake case',
            '/paths/~1households~1{id} "/households/{id}" must be snake case',
        ],
    ),
    (
        "$..tags",
        "alphabetical",
        "{keyedBy: name}",
        "",
        ['/tags properties must follow the alphabetical order: "b" stands before "a"'],
    ),
    ("$..enum", "alphabetical", "null", "", ['READ/parameters/1/schema/enum/0 "b" must be placed after "a"']),
    ("$.components", "alphabetical", "null", "", []),
    (
        "$.tags[*]",
        "xor",
        "{properties: [name, description]}",
        "",
        ['/tags/1 just one of "name", "description" must be defined'],
    ),
    (
        "$.info",
        "xor",
        "{properties: [summary, license]}",
        "",
        ['/info at least one of "summary", "license" must be defined'],
    ),
    ("$.info", "or", "{properties: [summary, title, version]}", "", []),
    (
        "$.info",
        "or",
        "{properties: [summary, license]}",
        "",
        ['/info at least one of "summary", "license" must be defined'],
    ),
    ("$.tags", "schema", "{schema: {type: array, minItems: 1}}", "", []),
    ("$", "schema", "{schema: {type: array}}", ", field: externalDocs", [' "externalDocs" property must exist']),
    (
        "$.info",
        "schema",
        "{schema: {required: [license], properties: {title: {maxLength: 3}}}, allErrors: true}",
        "",
        [
            '/info "info" property must have the property "license"',
            '/info/title "title" property must not have more than 3 characters',
        ],
    ),
    (
        "$.info.contact",
        "schema",
        "{schema: {properties: {name: true}, additionalProperties: false}}",
        "",
        ['/info/contact "contact" property must not have the property "email"'],
    ),
    ("$..schema", "typedEnum", "null", "", []),
    (
        "$.components.schemas",
        "unreferencedReusableObject",
        "{reusableObjectsLocation: '#/components/schemas'}",
        "",
        ["/components/schemas/Unused nothing refers to Unused"],
    ),
]


@pytest.mark.parametrize(("given", "function", "options", "field", "expected"), CASES)
def test_a_function_finds_what_does_not_fit(
    lint: Lint, given: str, function: str, options: str, field: str, expected: list[str]
) -> None:
    verdicts = lint(RULE % (given.replace("'", "''"), function, options, field))
    found = [f"{place} {message}" for place, message in zip(places(verdicts), messages(verdicts), strict=True)]
    assert sorted(found) == sorted(each.replace("READ", "/paths/~1households~1{id}/get") for each in expected)
    assert outcomes(verdicts) == {"spectral.r": Outcome.BREACHED if expected else Outcome.MET}


def test_every_core_function_has_a_case() -> None:
    of_set = {name for name in functions() if name.startswith(("oas", "refSiblings", "uniquenessTags"))}
    assert {function for _, function, *_ in CASES} == set(functions()) - of_set


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("flat", {"flatcase", "a1"}),
        ("camel", {"camelCase", "flatcase", "a1", "camelCase2"}),
        ("pascal", {"PascalCase", "A"}),
        ("kebab", {"kebab-case", "flatcase", "a1"}),
        ("cobol", {"COBOL-CASE", "A", "MACRO"}),
        ("snake", {"snake_case", "flatcase", "a1"}),
        ("macro", {"MACRO_CASE", "A", "MACRO"}),
    ],
)
def test_casing_tells_the_ways_of_writing_apart(lint: Lint, text: str, fits: set[str]) -> None:
    words = [
        "flatcase",
        "camelCase",
        "camelCase2",
        "PascalCase",
        "kebab-case",
        "COBOL-CASE",
        "snake_case",
        "MACRO_CASE",
    ]
    words += ["A", "a1", "MACRO", "với_dấu", "_lead", "trail-", "two  words"]
    document = f"openapi: 3.1.0\ninfo: {{x-words: {words!r}}}\npaths: {{}}\n"
    rule = (
        f"rules: {{r: {{given: '$.info.x-words[*]', then: {{function: casing, functionOptions: {{type: {text}}}}}}}}}"
    )
    wrong = {words[int(place.rpartition("/")[2])] for place in places(lint(rule, document))}
    assert set(words) - wrong == fits


def test_values_of_a_type_that_a_function_does_not_look_at_are_not_counted(lint: Lint) -> None:
    (verdict,) = lint(
        "rules: {r: {given: '$.info[title,x-zero]', then: {function: pattern, functionOptions: {match: .}}}}"
    )
    assert (verdict.outcome, verdict.subjects) == (Outcome.MET, 1)
    (verdict,) = lint("rules: {r: {given: $.info.x-zero, then: {function: pattern, functionOptions: {match: .}}}}")
    assert (verdict.outcome, verdict.subjects) == (Outcome.NOT_APPLICABLE, 0)


@pytest.mark.parametrize(
    ("pattern", "text", "is_found"),
    [
        (r"^\d+$", "12", True),
        (r"^\d+$", "١٢", False),
        (r"/^abc$/i", "ABC", True),
        (r"/^b/m", "a\nb", True),
        (r"/^a.b$/s", "a\nb", True),
        (r"^a.b$", "a\nb", False),
        (r"(?<y>a)\k<y>", "aa", True),
        (r"(?<y>a)\k<y>", "ab", False),
        (r"(a)(b)\2", "abb", True),
        (r"(?<=a)b", "ab", True),
        (r"(?<!a)b", "ab", False),
        (r"a(?!b)", "ab", False),
        (r"/^\p{Lu}/u", "Đ", True),
        (r"^\p{1}", "p", True),
        ("[^]", "\n", True),
        ("a[]", "a", False),
        (r"[\w-]+$", "a-b", True),
        (r"^[\d-x]$", "-", True),
        ("^[[a]$", "[", True),
        ("a{,2}", "a{,2}", True),
        (r"^\_\-\/$", "_-/", True),
        ("^x$", "x\n", False),
        (r"\u0041", "A", True),
        (r"[\b]", "\b", True),
        (r"^Tra cứu", "Tra cứu", True),
    ],
)
def test_regular_expressions_mean_what_they_do_in_javascript(
    lint: Lint, pattern: str, text: str, is_found: bool
) -> None:
    document = json.dumps({"openapi": "3.1.0", "info": {"x": text}, "paths": {}})
    rule = {"given": "$.info.x", "then": {"function": "pattern", "functionOptions": {"match": pattern}}}
    verdicts = lint(json.dumps({"rules": {"r": rule}}), document, "openapi.json")
    assert outcomes(verdicts) == {"spectral.r": Outcome.MET if is_found else Outcome.BREACHED}


def test_a_hostile_expression_ends_and_is_no_pass(lint: Lint) -> None:
    document = f"openapi: 3.1.0\ninfo: {{x: {'a' * 60}b}}\npaths: {{}}\n"
    rule = "rules: {r: {given: $.info.x, then: {function: pattern, functionOptions: {notMatch: '%s'}}}}"
    (verdict,) = lint(rule % r"(a|aa)+\1$", document)
    assert verdict.outcome is Outcome.NOT_OBSERVED
    assert verdict.could_not_be_judged
    assert "takes too long" in str(verdict.reason)
    assert outcomes(lint(rule % "^(a+)+$", document)) == {"spectral.r": Outcome.MET}


def test_half_a_character_ends_no_run(lint: Lint) -> None:
    document = '{"openapi": "3.0.3", "info": {"title": "a\\ud800", "version": "1"}, "paths": {"/\\udc00": {}}}'
    rules = """
        extends: [[spectral:oas, all]]
        rules:
          text: {given: $.info.title, then: {function: pattern, functionOptions: {match: "^a.$"}}}
          whole:
            given: $.info
            then: {function: schema, functionOptions: {schema: {properties: {title: {maxLength: 1}}}}}
    """
    found = {verdict.rule: verdict for verdict in lint(rules, document, name="openapi.json")}
    assert found["spectral.text"].outcome is Outcome.MET
    assert (found["spectral.whole"].outcome, found["spectral.whole"].could_not_be_judged) == (
        Outcome.NOT_OBSERVED,
        True,
    )
    assert "checker itself failed" not in " ".join(str(verdict.reason) for verdict in found.values())


def test_a_value_that_is_large_behind_its_references_is_held_against_a_schema_all_the_same(lint: Lint) -> None:
    levels = [f"    L{n}: {{type: object, properties: {{a: {{$ref: '#/components/schemas/L{n + 1}'}}, "
              f"b: {{$ref: '#/components/schemas/L{n + 1}'}}}}}}" for n in range(40)]  # fmt: skip
    document = "\n".join(
        ["openapi: 3.1.0", "info: {title: t}", "paths: {}", "components:", "  schemas:", *levels, "    L40: {}"]
    )
    rule = "rules: {r: {given: $.components.schemas.L0, then: {function: schema, functionOptions: {schema: %s}}}}"
    assert messages(lint(rule % "{required: [title]}", document)) == ['"L0" property must have the property "title"']
    (verdict,) = lint(rule % "{uniqueItems: true}", document)
    assert (verdict.outcome, verdict.could_not_be_judged) == (Outcome.NOT_OBSERVED, True)


OAS = """
openapi: 3.0.3
info: {title: t, version: 1.0.0}
tags: [{name: a}, {name: a}]
security: [{unknown: []}]
paths:
  /x/:
    get: {operationId: same, tags: [b], responses: {"404": {description: d}}}
    put:
      operationId: same
      parameters: [{name: q, in: query}, {name: q, in: query}]
      responses: {2XX: {description: d}}
components:
  schemas:
    A: {type: string, enum: [1], $ref: "#/components/schemas/B"}
    B: {type: array}
    C: {type: object, properties: {$ref: {type: string}, other: {type: string}}}
"""


def test_the_functions_of_the_set_of_spectral_find_what_they_are_for(lint: Lint) -> None:
    verdicts = lint("extends: [[spectral:oas, all]]", OAS)
    found = {verdict.rule.removeprefix("spectral."): places([verdict]) for verdict in verdicts if verdict.findings}
    expected = {
        "openapi-tags-uniqueness": ["/tags/1/name"],
        "operation-operationId-unique": ["/paths/~1x~1/put/operationId"],
        "operation-success-response": ["/paths/~1x~1/get/responses"],
        "operation-tag-defined": ["/paths/~1x~1/get/tags/0"],
        "operation-parameters": ["/paths/~1x~1/put/parameters/1"],
        "oas3-operation-security-defined": ["/security/0/unknown"],
        "no-$ref-siblings": ["/components/schemas/A/type", "/components/schemas/A/enum"],
        "array-items": ["/components/schemas/B"],
        "oas3-unused-component": ["/components/schemas/A", "/components/schemas/C"],
        "path-keys-no-trailing-slash": ["/paths/~1x~1"],
    }
    assert {name: found[name] for name in expected} == expected
