"""Paths as rulesets write them: what RFC 9535 says, and what the engine of Spectral has beside it."""

import json

import pytest

from tools.rulesets import Lint, places

HOUSEHOLD = "/paths/~1households~1{id}"
CASES = [
    ("$.info.title", ["/info/title"]),
    ("$['info']['title']", ["/info/title"]),
    ('$["info"].title', ["/info/title"]),
    ("$.info[title,version]", ["/info/title", "/info/version"]),
    ("$.info['x-empty',\"title\"]", ["/info/title", "/info/x-empty"]),
    ("$.info.x-empty", ["/info/x-empty"]),
    ("$.tags[0].name", ["/tags/0/name"]),
    ("$.tags.0.name", ["/tags/0/name"]),
    ("$.tags[-1:].name", ["/tags/1/name"]),
    ("$.tags[::2].name", ["/tags/0/name"]),
    ("$.tags[(@.length-1)].name", ["/tags/1/name"]),
    ("$.tags[*].name", ["/tags/0/name", "/tags/1/name"]),
    ("$..responses.200.description", [f"{HOUSEHOLD}/get/responses/200/description"]),
    ("$.paths[*]~", ["/paths/~1a_b~1", HOUSEHOLD]),
    ("$.info.contact.name^^.title", ["/info/title"]),
    ("$..maxLength", ["/components/schemas/Household/properties/code/maxLength"]),
    ("$..*[?(@property === 'maxLength')]", ["/components/schemas/Household/properties/code/maxLength"]),
    ("$.paths[?(@property.match(/_/))]", ["/paths/~1a_b~1"]),
    ("$.paths[?(!@property.match(/^\\/A/i))]", [HOUSEHOLD]),
    ("$.paths[*][?(@ && @.deprecated)]", ["/paths/~1a_b~1/post"]),
    ("$.paths[*][?(@ && @.deprecated == true)]", ["/paths/~1a_b~1/post"]),
    ("$.paths[*][?(@.operationId && @.tags)]", [f"{HOUSEHOLD}/get"]),
    ("$.paths[*][?(@.operationId || @.deprecated)]", ["/paths/~1a_b~1/post", f"{HOUSEHOLD}/get"]),
    ("$.paths[*][?(@.operationId === 'readHousehold')]", [f"{HOUSEHOLD}/get"]),
    ("$.paths[*][*].responses[?(@property >= 400 && @property < 500)]", [f"{HOUSEHOLD}/get/responses/404"]),
    ("$.paths[*][?(@path === \"$['paths']['/a_b/']['post']\")]", ["/paths/~1a_b~1/post"]),
    ("$.info.contact[?(@parentProperty === 'contact' && @.length > 3)]", ["/info/contact/name"]),
    ("$.info.contact[?(@parent.title && @property === 'name')]", ["/info/contact/name"]),
    ("$.info[?(@root.openapi === '3.0.3' && @property === 'title')]", ["/info/title"]),
    ("$.info[?(@ === '')]", ["/info/x-empty"]),
    ("$.info[?(@ === 0)]", ["/info/x-zero"]),
    ("$.info.contact[?(@ === null)]", ["/info/contact/email"]),
    ("$.info.contact[?(@ == undefined)]", ["/info/contact/email"]),
    ("$.info.contact[?(@.length === void 0)]", []),
    ("$.tags[?(@.description !== undefined)]", ["/tags/1"]),
    ("$.tags[?(@.name.startsWith('a') || @.name.endsWith('z'))]", ["/tags/1"]),
    ("$.tags[?(['b', 'c'].includes(@.name))]", ["/tags/0"]),
    ("$.tags[?(/^B$/i.test(@.name))]", ["/tags/0"]),
    ("$.tags[?(@.name.toUpperCase() === 'A')]", ["/tags/1"]),
    ("$.tags[?(typeof @.description === 'string')]", ["/tags/1"]),
    ("$.tags[?(@.description?.length > 2)]", ["/tags/1"]),
    ("$.tags[?('description' in @)]", ["/tags/1"]),
    ("$.tags[?(@.description ? false : true)]", ["/tags/0"]),
    ("$.tags[?(Object.keys(@).length === 2)]", ["/tags/1"]),
    ("$[?(Array.isArray(@) && @property != 'servers')]", ["/tags"]),
    ("$[?(@ && @.constructor.name === 'Array' && @property != 'servers')]", ["/tags"]),
    ("$.info[?(@string() && @property !== 'version')]", ["/info/title", "/info/x-empty"]),
    ("$..enum[?(@ > 'a')]", [f"{HOUSEHOLD}/get/parameters/1/schema/enum/0"]),
    ("$.tags[?@.name == 'a']", ["/tags/1"]),
    ("$.tags[?count(@.*) > 1]", ["/tags/1"]),
    ("$.tags[?search(@.name, '^a')]", ["/tags/1"]),
    ("$..head", ["/components/schemas/Household/properties/head"]),
    ("$.components.schemas[?(@.properties)].properties.head.type", []),
]


@pytest.mark.parametrize(("path", "expected"), CASES)
def test_a_path_finds_places(lint: Lint, path: str, expected: list[str]) -> None:
    rule = {"given": path, "then": {"function": "undefined"}}
    assert sorted(places(lint(json.dumps({"rules": {"r": rule}})))) == sorted(expected)


def test_names_with_dots_slashes_and_quotation_marks(lint: Lint) -> None:
    document = json.dumps({"openapi": "3.1.0", "info": {"a.b": 1, "c/d": 2, "it's": 3, "ế": 4, "application/json": 5}})
    paths = {"$.info['a.b']": "/info/a.b", "$.info.c/d": "/info/c~1d", "$.info['it\\'s']": "/info/it's",
             "$.info.ế": "/info/ế", "$.info.application/json": "/info/application~1json"}  # fmt: skip
    for path, expected in paths.items():
        rule = {"given": path, "then": {"function": "undefined"}}
        assert places(lint(json.dumps({"rules": {"r": rule}}), document, "openapi.json")) == [expected]


def test_fields_are_names_rows_of_names_keys_and_paths(lint: Lint) -> None:
    then = "[{field: contact.name, function: undefined}, {field: '$..email', function: undefined}]"
    assert places(lint(f"rules: {{r: {{given: $.info, then: {then}}}}}")) == [
        "/info/contact/name",
        "/info/contact/email",
    ]
    assert places(lint("rules: {r: {given: $, then: {field: 'tags[1].name', function: undefined}}}")) == [
        "/tags/1/name"
    ]
    keys = "rules: {r: {given: '$.tags[1]', then: {field: '@key', function: undefined}}}"
    assert places(lint(keys)) == ["/tags/1/name", "/tags/1/description"]


def test_circles_of_references_end(lint: Lint) -> None:
    document = """
    openapi: 3.1.0
    info: {title: t, version: 1.0.0}
    paths: {/a: {get: {responses: {"200": {content: {a/b: {schema: {$ref: "#/components/schemas/A"}}}}}}}}
    components:
      schemas:
        A: {properties: {b: {$ref: "#/components/schemas/B"}, self: {$ref: "#/components/schemas/A"}}}
        B: {properties: {a: {$ref: "#/components/schemas/A"}, loop: {$ref: "#/components/schemas/C"}}, title: here}
        C: {$ref: "#/components/schemas/C"}
    """
    rule = "rules: {r: {given: $..title, then: {function: undefined}}}"
    assert places(lint(rule, document)) == ["/info/title", "/components/schemas/B/title"]
