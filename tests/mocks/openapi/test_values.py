"""Answers are as their schemas say, made up, Vietnamese, and the same for the same seed."""

import unicodedata
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from mocks.openapi.asking import Asking, answering, document, value_of

SCHEMAS: dict[str, Any] = {
    "whole number within bounds": {"type": "integer", "minimum": 7, "exclusiveMaximum": 9},
    "multiple": {"type": "integer", "multipleOf": 7, "minimum": 100, "maximum": 106},
    "small multiple": {"type": "number", "multipleOf": 0.25, "exclusiveMinimum": 1, "maximum": 1.3},
    "negative": {"type": "number", "maximum": -5},
    "no room but one": {"type": "integer", "minimum": 5, "maximum": 5},
    "long text": {"type": "string", "minLength": 400, "maxLength": 401},
    "short text": {"type": "string", "maxLength": 2, "minLength": 1},
    "empty text": {"type": "string", "maxLength": 0},
    "pattern": {"type": "string", "pattern": "^[A-Z]{2}[0-9]{4}(-[a-z]+)?$"},
    "pattern of ECMA": {"type": "string", "pattern": "^\\p{L}+\\/[\\d]{3}$", "minLength": 8},
    "pattern and length": {"type": "string", "pattern": "^[a-z]+$", "minLength": 40, "maxLength": 40},
    "pattern in the middle": {"type": "string", "pattern": "b+", "minLength": 9},
    "format": {"type": "string", "format": "date-time"},
    "identifier": {"type": "string", "format": "uuid"},
    "address": {"type": "string", "format": "ipv6"},
    "listed": {"enum": [None, "a", "b"]},
    "listed of a type": {"type": "integer", "enum": ["a", 4]},
    "constant": {"const": {"a": [1]}},
    "several types": {"type": ["null", "array", "string"], "minItems": 2},
    "no type": {"minLength": 3},
    "different items": {"type": "array", "items": {"enum": ["a", "b", "c"]}, "uniqueItems": True, "minItems": 3},
    "first items": {"type": "array", "prefixItems": [{"type": "string"}, {"type": "integer"}], "items": False},
    "contains": {"type": "array", "items": {"type": "integer"}, "contains": {"minimum": 500}, "minItems": 2},
    "closed": {"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": False},
    "named by the way": {"type": "object", "additionalProperties": {"type": "integer"}, "minProperties": 3},
    "named by pattern": {"type": "object", "patternProperties": {"^x-": {"type": "integer"}}, "minProperties": 1},
    "names": {"type": "object", "propertyNames": {"pattern": "^[a-c]+$"}, "minProperties": 2},
    "few members": {"type": "object", "properties": {"a": {}, "b": {}, "c": {}}, "maxProperties": 2, "required": ["c"]},
    "undescribed but required": {"type": "object", "required": ["a"]},
    "dependent": {"type": "object", "properties": {"a": {"type": "string"}}, "dependentRequired": {"a": ["b"]}},
    "all of": {"allOf": [{"type": "object", "required": ["a"]}, {"properties": {"a": {"type": "integer"}}}]},
    "all of the same": {"allOf": [{"type": "integer", "minimum": 5}, {"type": "number", "maximum": 6}]},
    "all of one member": {
        "allOf": [{"properties": {"a": {"minLength": 3}}}, {"properties": {"a": {"type": "string", "maxLength": 3}}}],
        "required": ["a"],
    },
    "one of": {"oneOf": [{"type": "object", "required": ["a"]}, {"type": "object", "required": ["b"]}]},
    "one of that overlap": {"oneOf": [{"type": "integer"}, {"type": "number", "minimum": 3}]},
    "any of beside members": {
        "type": "object",
        "properties": {"a": {"type": "string"}},
        "anyOf": [{"required": ["a"]}, {"required": ["b"]}],
    },
    "not": {"type": "string", "enum": ["a", "b"], "not": {"const": "a"}},
    "not of a text": {"type": "string", "not": {"pattern": "^Nội"}},
    "if": {
        "type": "object",
        "properties": {"kind": {"enum": ["a", "b"]}},
        "required": ["kind"],
        "if": {"properties": {"kind": {"const": "a"}}},
        "then": {"required": ["extra"]},
    },
    "nothing said": {},
    "everything": True,
}


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_value_satisfies_its_schema(name: str) -> None:
    for seed in range(5):
        value = value_of(SCHEMAS[name], seed=seed)
        Draft202012Validator(readable(SCHEMAS[name]), format_checker=FormatChecker()).validate(value)


def readable(schema: Any) -> Any:
    """The schema for a validator that has no patterns of ECMA."""
    if not isinstance(schema, dict) or "pattern" not in schema:
        return schema
    return {**schema, "pattern": schema["pattern"].replace("\\p{L}", "[^\\W\\d_]")}


@pytest.mark.parametrize("version", ["2.0", "3.0.3"])
def test_older_documents_say_it_in_their_words(version: str) -> None:
    schema = {"type": "integer", "minimum": 3, "exclusiveMinimum": True, "maximum": 4}
    assert value_of({**schema, "nullable": True} if version != "2.0" else schema, "3.0.3") == 4
    assert value_of({"type": "string", "nullable": True, "enum": [None, "a"]}, "3.0.3") == "a"


def test_recursion_ends() -> None:
    tree = {
        "type": "object",
        "required": ["name"],
        "properties": {
            "name": {"type": "string"},
            "parent": {"$ref": "#/components/schemas/Tree"},
            "children": {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}},
        },
    }
    value = value_of({"$ref": "#/components/schemas/Tree"}, Tree=tree)
    assert {"name", "children"} <= value.keys()


def test_what_only_the_other_side_sends_is_not_sent() -> None:
    schema = {
        "type": "object",
        "required": ["id", "password"],
        "properties": {
            "id": {"type": "integer", "readOnly": True},
            "password": {"type": "string", "writeOnly": True},
        },
    }
    assert list(value_of(schema)) == ["id"]
    body = {"content": {"application/json": {"schema": schema}}}
    asking = Asking(document({"/a": {"post": {"requestBody": body, "responses": {"204": {"description": "done"}}}}}))
    assert asking.ask("POST", "/a", body={"password": "x"}).status == 204
    assert asking.ask("POST", "/a", body={"id": 1}).status == 400


def test_the_name_of_the_schema_stands_in_what_tells_it() -> None:
    dog = {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}}
    schema = {
        "oneOf": [{"$ref": "#/components/schemas/Dog"}],
        "discriminator": {"propertyName": "kind", "mapping": {"cho": "#/components/schemas/Dog"}},
    }
    assert value_of(schema, Dog=dog)["kind"] == "cho"
    assert value_of({**schema, "discriminator": {"propertyName": "kind"}}, Dog=dog)["kind"] == "Dog"


def test_examples_of_the_document_are_preferred_where_they_are_right() -> None:
    schema = {"type": "object", "properties": {"a": {"type": "string", "example": "của tài liệu"}}}
    assert value_of(schema) == {"a": "của tài liệu"}
    wrong = {"type": "object", "properties": {"a": {"type": "integer", "example": "no number"}}}
    assert isinstance(value_of(wrong)["a"], int)
    content = {"schema": schema, "examples": {"wrong": {"value": 3}, "right": {"value": {"a": "cả thân"}}}}
    told = document({"/a": {"get": {"responses": {"200": {"content": {"application/json": content}}}}}})
    assert Asking(told).get("/a").json == {"a": "cả thân"}


def test_values_are_vietnamese_and_visibly_made_up() -> None:
    names = ("full_name", "hoTen", "province_code", "maTinh", "address", "citizenId", "taxCode", "email", "birth_date")
    value = value_of({"type": "object", "properties": {name: {"type": "string"} for name in names}})
    assert value["province_code"] == value["maTinh"] == "99"
    assert value["citizenId"].startswith("999")
    assert value["taxCode"].startswith("9999")
    assert value["full_name"] == value["hoTen"] == "Nguyễn Văn Mẫu"
    assert value["email"].endswith("@example.gov.vn")
    assert all(unicodedata.is_normalized("NFC", each) for each in value.values())


def test_the_same_seed_gives_the_same_answer_and_another_one_another() -> None:
    told = document(
        {"/a": answering({"type": "object", "properties": {"a": {"type": "integer"}, "b": {"type": "number"}}})}
    )
    first, again, other = (Asking(told, seed).get("/a").reply for seed in (1, 1, 2))
    assert first == again
    assert first.body != other.body
