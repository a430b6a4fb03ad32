"""Values against schemas of every version of OpenAPI: what is refused, what is accepted, and what nobody can tell."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from compliance.loading.documents import load_document
from compliance.loading.instances import JsonSchemaInstances
from compliance.loading.reader import MemoryReader
from compliance.model.instances import Fault, Undecided
from compliance.model.openapi.document import Document

HEADS = {"2.0": {"swagger": "2.0"}, "3.0": {"openapi": "3.0.3"}, "3.1": {"openapi": "3.1.0"}}


def document(version: str, schemas: dict[str, Any], **top: Any) -> Document:
    holder = {"definitions": schemas} if version == "2.0" else {"components": {"schemas": schemas}}
    tree = {**HEADS[version], "paths": {}, **holder, **top}
    loaded = load_document("a.json", MemoryReader({"a.json": json.dumps(tree).encode()}))
    assert loaded.document is not None
    return loaded.document


def found(version: str, schema: Any, value: Any, **further: Any) -> list[Fault | Undecided]:
    """What is said of a value against the first schema of a document."""
    opened = document(version, {"S": schema, **further})
    return list(JsonSchemaInstances().faults(opened.nodes.schemas[0], value))


def told(said: list[Fault | Undecided]) -> Iterator[str]:
    for one in said:
        yield "?" if isinstance(one, Undecided) else f"{'/'.join(map(str, one.path))}:{one.keyword}"


DAY = {"type": "string", "format": "date"}
SOME = {"type": "object", "properties": {"x": {"type": "string"}}, "required": ["x"]}
ID = {"type": "object", "required": ["id"], "properties": {"id": {"type": "string", "readOnly": True}}}


@pytest.mark.parametrize(
    ("version", "schema", "value", "expected"),
    [
        ("3.0", DAY, "2026-11-28", []),
        ("3.0", DAY, "31/02/2026", [":format"]),
        ("3.0", DAY, "2026-02-29", [":format"]),
        ("3.0", {"type": "string", "format": "date-time"}, "2026-11-28T07:00:00+07:00", []),
        ("3.0", {"type": "string", "format": "date-time"}, "2026-11-28T07:00:00", [":format"]),
        ("3.0", {"type": "string", "format": "uuid"}, "khong-phai", [":format"]),
        ("3.0", {"type": "string", "format": "cccd"}, "bất kỳ", []),
        ("3.0", {"type": "integer", "format": "int32"}, 2**31, [":limit"]),
        ("3.0", {"type": "number", "format": "int32"}, 2**31, []),
        ("3.0", {"type": "integer", "format": "int32"}, 2**31 - 1, []),
        ("3.0", {"type": "integer", "format": "int32"}, -(2**31), []),
        ("3.0", {"type": "integer", "format": "int32"}, -(2**31) - 1, [":limit"]),
        ("3.0", {"type": "string", "nullable": True}, None, []),
        ("3.0", {"type": "string", "nullable": True, "enum": ["a"]}, None, []),
        ("3.0", {"allOf": [{"type": "string"}], "nullable": True}, None, []),
        ("3.0", {"type": "string"}, None, [":type"]),
        ("3.1", {"type": "string", "nullable": True}, None, [":type"]),
        ("3.1", {"type": ["string", "null"]}, None, []),
        ("2.0", {"type": "string", "x-nullable": True}, None, []),
        ("3.0", {"minimum": 1, "exclusiveMinimum": True}, 1, [":limit"]),
        ("3.0", {"minimum": 1, "exclusiveMinimum": False}, 1, []),
        ("3.1", {"exclusiveMinimum": 1}, 1, [":limit"]),
        ("3.0", {"const": 1}, 2, []),
        ("3.1", {"const": 1}, 2, [":const"]),
        ("3.0", {"$ref": "#/components/schemas/T", "maxLength": 1}, "abc", []),
        ("3.1", {"$ref": "#/components/schemas/T", "maxLength": 1}, "abc", [":limit"]),
        ("3.1", {"$ref": "#/components/schemas/U"}, "a", [":limit"]),
        ("3.0", {"patternProperties": {"^x": {}}, "additionalProperties": False}, {"xy": 1}, []),
        ("3.1", {"patternProperties": {"^x": {}}, "additionalProperties": False}, {"y": 1}, [":additionalProperties"]),
        ("3.1", {"prefixItems": [{"type": "string"}], "items": False}, ["a", 1], ["1:false"]),
        ("3.1", {"allOf": [SOME], "unevaluatedProperties": False}, {"x": "a", "y": 1}, [":unevaluatedProperties"]),
        ("3.1", {"allOf": [SOME], "unevaluatedProperties": False}, {"x": 1}, ["x:type"]),
        ("3.1", {"allOf": [{"prefixItems": [{}]}], "unevaluatedItems": False}, [1, 2], [":unevaluatedItems"]),
        ("3.1", {"allOf": [{"prefixItems": [SOME]}], "unevaluatedItems": False}, [{}], ["0:required"]),
        ("3.0", {"allOf": [SOME], "additionalProperties": False}, {"x": "a"}, [":additionalProperties"]),
        ("3.0", SOME, {}, [":required"]),
        ("3.0", {"allOf": [ID | {"required": []}, {"required": ["id", "x"]}]}, {}, [":required"]),
        ("3.0", {"allOf": [ID | {"required": []}, {"required": ["id", "x"]}]}, {"x": 1}, []),
        ("3.0", SOME, {"x": 1}, ["x:type"]),
        ("3.0", {"type": "array", "items": SOME}, [{"x": "a"}, {"x": None}], ["1/x:type"]),
        ("3.0", {"type": "array", "items": SOME}, [{"$ref": "#/components/examples/E"}], ["?"]),
        ("3.0", ID, {}, []),
        ("3.0", {"anyOf": [SOME, {"type": "string"}]}, {"x": 1}, ["x:type"]),
        ("3.0", {"anyOf": [{"type": "integer"}, {"type": "string"}]}, {}, [":anyOf"]),
        ("3.0", {"oneOf": [{"type": "integer"}, {"type": "number"}]}, 1, [":oneOf"]),
        ("3.0", {"oneOf": [SOME, SOME], "discriminator": {"propertyName": "x"}}, {"x": "a"}, []),
        ("3.0", {"oneOf": [ID, {"type": "object"}]}, {}, ["?"]),
        ("3.0", {"not": {"type": "string"}}, "a", [":not"]),
        ("3.0", {"uniqueItems": True}, [1, 1], [":uniqueItems"]),
        ("3.0", {"multipleOf": 0.01}, 19.99, []),
        ("3.0", {"type": "integer"}, 1.0, []),
    ],
)
def test_each_version_is_read_as_it_is_meant(version: str, schema: Any, value: Any, expected: list[str]) -> None:
    further = {
        "T": {"type": "string"},
        "U": {"$ref": "#/components/schemas/V", "minLength": 2},
        "V": {"type": "string"},
    }
    assert list(told(found(version, schema, value, **further))) == expected


ITSELF = {"$id": "https://vi-du.example/ho-so", "properties": {"x": {"$ref": "#/$defs/ngay"}}, "$defs": {"ngay": DAY}}
INNER = {"$id": "https://vi-du.example/a/b", "$ref": "c", "$defs": {"c": {"$id": "c", "type": "string"}}}
NODE = {"$dynamicAnchor": "node", "properties": {"x": {"$dynamicRef": "#node"}, "y": {"type": "string"}}}


@pytest.mark.parametrize(
    ("schema", "value", "expected"),
    [
        (ITSELF, {"x": "2026-11-28"}, []),
        (ITSELF, {"x": "28/11/2026"}, ["x:format"]),
        (INNER, 1, [":type"]),
        ({"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "string"}, 1, [":type"]),
        (NODE, {"x": {"x": {"y": "a"}}}, []),
        (NODE, {"x": {"x": {"y": 1}}}, ["x/x/y:type"]),
        ({"$dynamicRef": "#/components/schemas/T", "allOf": [{"maxLength": 1}]}, "ab", [":limit"]),
        ({"$dynamicRef": "#/components/schemas/T", "allOf": [{"maxLength": 1}]}, 1, [":type"]),
        ({"$ref": "#plain", "$defs": {"a": {"$anchor": "plain", "type": "string"}}}, 1, [":type"]),
    ],
)
def test_a_schema_may_name_itself_and_its_parts(schema: Any, value: Any, expected: list[str]) -> None:
    assert list(told(found("3.1", schema, value, T={"type": "string"}))) == expected


ANY_LIST = {
    "$id": "any-list",
    "type": "array",
    "items": {"$dynamicRef": "#item"},
    "$defs": {"anything": {"$dynamicAnchor": "item"}},
}
NUMBERS = {"$id": "numbers", "$ref": "any-list", "$defs": {"n": {"$dynamicAnchor": "item", "type": "number"}}}
TEXTS = {"$id": "texts", "$ref": "any-list", "$defs": {"n": {"$dynamicAnchor": "item", "type": "string"}}}
OPEN_NODE = {
    "$id": "open-node",
    "$dynamicAnchor": "node",
    "type": "object",
    "properties": {"below": {"items": {"$dynamicRef": "#node"}}, "name": {"type": "string"}},
}
CLOSED_NODE = {"$id": "closed-node", "$dynamicAnchor": "node", "$ref": "open-node", "unevaluatedProperties": False}


@pytest.mark.parametrize(
    ("schema", "value", "expected"),
    [
        # one resource bears a name for whoever came through it first
        (ANY_LIST, [1, "a"], []),
        (NUMBERS, [1, 2], []),
        (NUMBERS, [1, "a"], ["1:type"]),
        (TEXTS, [1, "a"], ["0:type"]),
        ({"properties": {"a": {"$ref": "numbers"}, "b": {"$ref": "texts"}}}, {"a": ["x"], "b": ["x"]}, ["a/0:type"]),
        ({"properties": {"a": {"$ref": "any-list"}, "b": {"$ref": "texts"}}}, {"a": [1], "b": [1]}, ["b/0:type"]),
        # the outermost counts, whatever is nearer
        ({"$id": "dates", "$ref": "texts", "$defs": {"n": {"$dynamicAnchor": "item", **DAY}}}, ["a"], ["0:format"]),
        ({"$id": "loose", "$ref": "texts", "$defs": {"n": {"$dynamicAnchor": "item"}}}, [1], []),
        # a name that is no dynamic one is nobody else's
        ({"$id": "fixed", "$ref": "texts", "$defs": {"n": {"$anchor": "item", "type": "null"}}}, [1], ["0:type"]),
        # a tree that is closed on every level, by a schema that closes the first
        (OPEN_NODE, {"below": [{"naem": "a"}]}, []),
        (CLOSED_NODE, {"below": [{"below": [{"name": "a"}]}]}, []),
        (CLOSED_NODE, {"below": [{"below": [{"naem": "a"}]}]}, ["below/0/below/0:unevaluatedProperties"]),
        # what stands within a schema and has an address of its own is a resource too
        ({"properties": {"a": {**NUMBERS, "$id": "inner"}}}, {"a": ["x"]}, ["a/0:type"]),
        # where the document itself bears the name, and one came from there
        ({"$dynamicRef": "#own"}, 1, [":type"]),
    ],
)
def test_a_dynamic_reference_means_what_was_passed_first(schema: Any, value: Any, expected: list[str]) -> None:
    own = {"Own": {"$dynamicAnchor": "own", "type": "string"}, "Other": {"$id": "other", "$dynamicAnchor": "own"}}
    lists = {"L": ANY_LIST, "M": NUMBERS, "T": TEXTS, "O": OPEN_NODE, "C": CLOSED_NODE, **own}
    further = {name: each for name, each in lists.items() if each is not schema}
    assert list(told(found("3.1", schema, value, **further))) == expected


@pytest.mark.parametrize("known", [{}, {"x": {}}, {"x": {}, "y": {}}])
def test_a_member_that_is_too_much_is_named(known: dict[str, Any]) -> None:
    value = {**dict.fromkeys(known, 1), "thừa": 2}
    (fault,) = found("3.0", {"additionalProperties": False, "properties": known}, value)
    (alone,) = found("3.0", {"additionalProperties": False}, {"thừa": 2})
    assert isinstance(fault, Fault)
    assert isinstance(alone, Fault)
    assert fault.words == alone.words == {"name": "thừa"}


def test_what_is_held_before_a_dynamic_reference_is_met_stays_as_it_was() -> None:
    schemas = {"A": {**SOME, "example": {"x": 1}}, "N": {**NUMBERS, "example": ["a"]}, "L": ANY_LIST, "T": TEXTS}
    opened, holding = document("3.1", schemas), JsonSchemaInstances()
    for _ in range(2):
        for schema in opened.nodes.schemas:
            for example in filter(None, (schema.node.raw.get("example"),)):
                place = "x" if isinstance(example, dict) else "0"
                assert list(told(list(holding.faults(schema, example)))) == [f"{place}:type"]
    answers = JsonSchemaInstances()
    by_name = {schema.node.key: schema for schema in opened.nodes.schemas}
    said = {name: list(told(list(answers.of_answers(by_name[name])([1, "a"], None)))) for name in "ANTL"}
    assert said == {"A": [":type"], "N": ["1:type"], "T": ["0:type"], "L": []}


def nested(depth: int) -> Any:
    value: Any = {}
    for _ in range(depth):
        value = {"a": value}
    return value


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


EVIL = r"^(a|a)*\b$"
CIRCLE = {"S": ref("T"), "T": {"allOf": [ref("S")]}}
TREE = {"S": {"anyOf": [{"properties": {"a": ref("S")}, "required": ["z"]}] * 9}}
FAN = {"S" if n == 0 else f"F{n}": {"allOf": [ref(f"F{n + 1}")] * 9} for n in range(30)} | {"F30": {"type": "string"}}
CHAIN = {"S" if n == 0 else f"C{n}": {"properties": {"a": ref(f"C{n + 1}")}} for n in range(3000)} | {"C3000": {}}


@pytest.mark.parametrize(
    ("schemas", "value"),
    [
        (CIRCLE, "a"),
        (TREE, nested(60)),
        (FAN, "a"),
        ({"S": {"type": "array"}}, [0] * 200_000),
        ({"S": {"type": "object"}}, nested(300)),
        ({"S": {"pattern": EVIL}}, "a" * 5000 + "!"),
        ({"S": {"anyOf": [{"pattern": EVIL}, {"maxLength": 2}]}}, "a" * 5000 + "!"),
        ({"S": {"pattern": "("}}, "a"),
        ({"S": {"pattern": "(a{1000}){1000}"}}, "a"),
        ({"S": {"type": "String"}}, "a"),
        ({"S": {"minLength": "3"}}, "a"),
        ({"S": {"required": True}}, {}),
        ({"S": {"properties": []}}, {}),
        ({"S": {"allOf": []}}, "a"),
        ({"S": ref("nowhere")}, "a"),
        ({"S": {"$dynamicRef": "#x"}}, "a"),
        ({"S": {"$dynamicRef": "#x"}, "T": {"$dynamicAnchor": "x"}, "U": {"$dynamicAnchor": "x"}}, "a"),
        ({"S": {"$dynamicRef": "#/$defs/x", "$defs": {"x": {"$recursiveRef": "#"}}}}, "a"),
        ({"S": {"$schema": "http://json-schema.org/draft-07/schema#"}}, "a"),
        ({"S": {"type": "string"}}, "\ud800"),
    ],
)
def test_what_cannot_be_told_is_neither_refused_nor_accepted_and_ends(schemas: dict[str, Any], value: Any) -> None:
    opened = document("3.1", {**schemas})
    said = list(JsonSchemaInstances().faults(opened.nodes.schemas[0], value))
    assert [type(one) for one in said] == [Undecided]


@pytest.mark.parametrize("number", [10**400, -(10**400), 10**30, 5e-324, 1e308, 0.1])
@pytest.mark.parametrize(
    "keyword", ["maxLength", "minimum", "multipleOf", "maxItems", "const", "enum", "format", "type"]
)
def test_no_number_is_too_large_to_be_answered(keyword: str, number: float) -> None:
    stated = {"enum": [number], "format": "int32", "type": "integer"}.get(keyword, number)
    for value in (number, 1, "a", [1]):
        assert {type(one) for one in found("3.1", {keyword: stated}, value)} <= {Fault, Undecided}


@pytest.mark.parametrize("keyword", ["minLength", "maximum", "multipleOf", "maxItems"])
def test_a_limit_that_is_no_number_is_not_guessed(keyword: str) -> None:
    for number in (".inf", "-.inf", ".nan"):
        text = f"openapi: 3.1.0\npaths: {{}}\ncomponents: {{schemas: {{S: {{{keyword}: {number}}}}}}}\n"
        loaded = load_document("a.yaml", MemoryReader({"a.yaml": text.encode()})).document
        assert loaded is not None
        assert list(told(list(JsonSchemaInstances().faults(loaded.nodes.schemas[0], 1)))) == ["?"]


def test_a_long_way_through_references_ends() -> None:
    opened = document("3.1", CHAIN)
    assert list(JsonSchemaInstances().faults(opened.nodes.schemas[0], nested(90))) == []


def test_a_pattern_that_is_simple_answers_however_long_the_text() -> None:
    assert list(told(found("3.1", {"pattern": "^(a+)+$"}, "a" * 50_000 + "!"))) == [":pattern"]


def test_what_lies_behind_something_unreadable_is_refused_where_that_is_sure() -> None:
    schema = {"type": "object", "properties": {"a": {"pattern": "("}, "b": {"type": "string"}}}
    assert list(told(found("3.1", schema, {"b": 1}))) == ["b:type"]
    assert list(told(found("3.1", schema, {"a": "x", "b": "y"}))) == ["?"]


def test_a_dialect_of_its_own_is_not_guessed() -> None:
    opened = document("3.1", {"S": {"type": "string"}}, jsonSchemaDialect="https://a.example/dialect")
    assert list(told(list(JsonSchemaInstances().faults(opened.nodes.schemas[0], 1)))) == ["?"]


def test_no_value_stands_in_what_is_said() -> None:
    schema = {"enum": ["x"], "pattern": "^y$", "maxLength": 2, "type": "integer", "const": "z", "format": "date"}
    said = found("3.1", {"properties": {"so": schema}}, {"so": "001099000001"})
    assert len(said) == 6
    assert "001099000001" not in repr(said)
