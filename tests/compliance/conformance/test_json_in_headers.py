"""A header whose media type is JSON is read as JSON, not in the style of headers."""

import json
from typing import Any

import pytest

from compliance.loading.documents import load_document
from compliance.loading.instances import JsonSchemaInstances
from compliance.loading.reader import MemoryReader
from compliance.model.answers.answered import Answered
from compliance.model.answers.contract.judge import OwnConformance
from compliance.model.instances import Undecided

OBJECT = {"type": "object", "required": ["n"], "properties": {"n": {"type": "integer"}}, "additionalProperties": False}


def told(content: Any, *values: str) -> list[str]:
    """Keyword and words of what is told of the header `X-A` of one answer."""
    answer = {"description": "", "headers": {"X-A": {"required": True, "content": content}}}
    tree = {"openapi": "3.1.0", "paths": {"/ho": {"get": {"responses": {"200": answer}}}}}
    document = load_document("a.json", MemoryReader({"a.json": json.dumps(tree).encode()})).document
    assert document is not None
    headers = tuple(("x-a", value) for value in values)
    operation, instances = document.nodes.operations[0], JsonSchemaInstances()
    answered = Answered(200, headers, None, b"", operation=operation, instances=instances)
    said = list(OwnConformance().deviations(answered))
    return [
        " ".join(map(str, (each.keyword, *each.words.values()))) for each in said if not isinstance(each, Undecided)
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('{"n": 1}', []),
        ("n=1", ["json x-a"]),
        ("n,1", ["json x-a"]),
        ('{"n": NaN}', ["json x-a"]),
        ("[1]", ["type x-a array object"]),
        ("{}", ["required x-a n"]),
        ('{"n": "một"}', []),
        ('{"n": "1"}', ["member x-a type"]),
        ("[" * 100_000, []),
    ],
)
def test_the_value_is_held_against_its_schema_as_json(value: str, expected: list[str]) -> None:
    assert told({"application/json": {"schema": OBJECT}}, value) == expected


def test_a_number_as_text_is_none_in_json() -> None:
    assert told({"application/vnd.a+json; v=1": {"schema": {"type": "integer"}}}, '"1"') == ["type x-a string integer"]
    assert told({"application/vnd.a+json; v=1": {"schema": {"type": "string"}}}, '"1"') == []


def test_what_is_written_otherwise_or_comes_twice_is_left_aside_and_what_is_missing_is_told() -> None:
    assert told({"text/plain": {"schema": {"type": "integer"}}}, "a") == []
    assert told({"application/json": {"schema": OBJECT}}, "a", "b") == []
    assert told({"application/json": {"schema": OBJECT}}) == ["missing x-a"]
