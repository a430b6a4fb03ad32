"""Patterns that divide a text in many ways are followed in all of them at once, to the same end as Python's."""

import re

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
