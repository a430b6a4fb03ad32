"""YAML is read as version 1.2 has it, with what documents of this field use of 1.1: anchors and merge keys."""

import json
import math
from typing import Any

import pytest

from compliance.loading.syntax.parse import parse
from tools.properties import given, st


def tree(text: str) -> Any:
    return parse("x.yaml", text.encode()).tree


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        ("null", None),
        ("2026-11-21", "2026-11-21"),
        ("12:30:45", "12:30:45"),
        ("0777", 777),
        ("0o17", 15),
        ("0x1F", 31),
        ("1_000", "1_000"),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("-.inf", -math.inf),
        ("'12'", "12"),
        ('"true"', "true"),
        ("!!str 12", "12"),
        ("!!int '12'", 12),
        ("1.0.0", "1.0.0"),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_scalars_follow_version_1_2(text: str, value: object) -> None:
    assert tree(f"a: {text}\n") == {"a": value}


def test_keys_are_the_text_that_is_written() -> None:
    assert tree("200: ok\n1.0: one\nno: n\nnull: x\n") == {"200": "ok", "1.0": "one", "no": "n", "null": "x"}


def test_anchored_scalars_can_be_repeated_as_values_and_keys() -> None:
    assert tree("a: &name x\nb: *name\n*name : c\n") == {"a": "x", "b": "x", "x": "c"}


@pytest.mark.parametrize("key", ["'<<'", '"<<"', "!!str <<"])
def test_only_a_plain_key_merges(key: str) -> None:
    assert tree(f"a: &a {{x: 1}}\nb: {{{key}: *a}}\nc: {{{key}: 3, <<: *a}}\n") == {
        "a": {"x": 1},
        "b": {"<<": {"x": 1}},
        "c": {"<<": 3, "x": 1},
    }


def test_own_keys_win_over_merged_ones() -> None:
    assert tree("a: &a {x: 1, y: 2}\nb: {<<: *a, x: 3}\n")["b"] == {"x": 3, "y": 2}


def test_json_numbers_and_duplicates() -> None:
    parsed = parse("x.json", b'{"a": 1, "b": {"c": 1, "c": 2}, "a": 3}')
    assert parsed.tree == {"a": 3, "b": {"c": 2}}
    assert [(defect.line, defect.column, str(defect.message)) for defect in parsed.source.defects] == [
        (1, 32 + 1, "the key a is given twice in one mapping; the last one counts here"),
        (1, 24, "the key c is given twice in one mapping; the last one counts here"),
    ]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
        lambda children: st.lists(children) | st.dictionaries(st.text(), children),
        max_leaves=20,
    )
)
def test_any_json_comes_back_whole(value: object) -> None:
    assert parse("x.json", json.dumps({"v": value}).encode()).tree == {"v": value}


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_named_as_unreadable(content: bytes) -> None:
    from compliance.loading.errors import LoadError

    try:
        parsed = parse("x.yaml", content)
    except LoadError:
        return
    assert parsed.is_readable or parsed.source.defects
