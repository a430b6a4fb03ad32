"""Patterns that divide a text in many ways are followed in all of them at once, to the same end as Python's."""

import re
from typing import Any

import pytest

from mocks.openapi.asking import Asking, document
from ndxp_mocks.openapi.pattern_match import matches
from tools.properties import given, st

NAME = "Công ty trách nhiệm hữu hạn một thành viên (TNHH)"
SIGNS = st.sampled_from(["a", "b", r"\w", r"\d", r"\s", "[ab]", "[^a]", "[0-9_]", ".", r"\b", r"\B", "^", "$", r"\Z"])
TIMES = st.sampled_from(["*", "+", "?", "*?", "{2,9}", "{0,3}", "{2}"])
PATTERNS = st.recursive(
    SIGNS,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda ways: f"(?:{ways[0]}|{ways[1]})"),
        st.tuples(inner, TIMES).map(lambda parts: f"({parts[0]}){parts[1]}"),
    ),
    max_leaves=5,
)


@given(PATTERNS, st.text(alphabet="ab1 _\né", max_size=6))
def test_the_answer_is_that_of_python(pattern: str, text: str) -> None:
    assert matches(pattern, text) is (re.search(pattern, text) is not None)


@pytest.mark.parametrize(
    ("pattern", "text", "fits"),
    [
        (r"^(\w+\s?)+\Z", NAME, False),
        (r"^(\w+\s?)+\Z", NAME.rpartition(" (")[0], True),
        (r"^(a+)+\Z", "a" * 20_000 + "b", False),
        (r"^(a|a)*\Z", "a" * 2_000 + "b", False),
        (r"^(\w|\d)*-\Z", "1" * 2_000, False),
        (r"^([a-z]+\.)*[a-z]+\Z", "gov.vn.", False),
        (r"(?i)^(a+)+\Z", "AaA", True),
        (r"^(?=a)(a+)+\Z", "aaa", True),
        (r"^(a+)\1+\Z", "aaaa", True),
    ],
)
def test_texts_that_would_be_tried_for_ever_are_judged(pattern: str, text: str, fits: bool) -> None:
    assert matches(pattern, text) is fits


def test_a_platform_with_such_a_pattern_answers() -> None:
    named = {"type": "string", "pattern": r"^([\p{L}\p{M}]+\s?)+$", "minLength": 30}
    content = {"application/json": {"schema": {"type": "object", "required": ["name"], "properties": {"name": named}}}}
    operation = {"requestBody": {"content": content}, "responses": {"200": {"description": "a", "content": content}}}
    platform = Asking(document({"/names": {"post": operation}}))
    right, wrong = (platform.ask("POST", "/names", body={"name": name}) for name in (NAME.rpartition(" (")[0], NAME))
    assert right.status == 200
    assert re.search(r"^([^\W\d_]+\s?)+\Z", right.json["name"])
    assert (wrong.status, wrong.json["errors"]) == (400, ["nội dung/name: không đúng mẫu"])


SLOW = r"^(\w+\s?)+$"
NEARLY = "a" * 60 + "!"
NAMED = {"properties": {"b": {}}, "patternProperties": {"^x": {"type": "string"}, SLOW: {}}}
WITHIN = {"unevaluatedProperties": False, "allOf": [{"$ref": "#/components/schemas/Named"}]}
CHOSEN = {
    "unevaluatedProperties": {"type": "integer"},
    "if": {"required": ["b"]},
    "then": NAMED,
    "else": {"properties": {"c": {}}},
    "dependentSchemas": {"d": {"properties": {"d": {}}}},
    "anyOf": [{"required": ["e"], "properties": {"e": {}}}, {}],
}


@pytest.mark.parametrize(
    ("schema", "body", "status"),
    [
        (NAMED, {NEARLY: 1}, 204),
        (NAMED, {"x": 1}, 400),
        ({**NAMED, "additionalProperties": False}, {"b": 1, "xa!": "", "two words": 1}, 204),
        ({**NAMED, "additionalProperties": False}, {NEARLY: 1}, 400),
        ({**NAMED, "additionalProperties": {"type": "string"}}, {NEARLY: ""}, 204),
        ({**NAMED, "unevaluatedProperties": False}, {"b": 1, "xa!": ""}, 204),
        ({**NAMED, "unevaluatedProperties": False}, {NEARLY: 1}, 400),
        (WITHIN, {"b": 1, "two words": ""}, 204),
        (WITHIN, {NEARLY: 1}, 400),
        (CHOSEN, {"b": 1, "xa!": "", "!": 7, "d": "", "e": ""}, 204),
        (CHOSEN, {"b": 1, "!": ""}, 400),
        (CHOSEN, {"c": "", "!": 7}, 204),
        (CHOSEN, {"c": "", "xa!": ""}, 400),
    ],
)
def test_names_are_held_to_patterns_as_soon(schema: Any, body: Any, status: int) -> None:
    content = {"application/json": {"schema": {"type": "object", **schema}}}
    operation = {"requestBody": {"required": True, "content": content}, "responses": {"204": {"description": "kept"}}}
    asking = Asking(document({"/a": {"post": operation}}, components={"schemas": {"Named": NAMED}}))
    assert asking.ask("POST", "/a", body=body).status == status
