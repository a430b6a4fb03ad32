"""What readers of YAML and JSON complain of is known, whichever reader is installed: no sentence of theirs is shown."""

import json

import pytest
import yaml

from compliance.loading.syntax.complaints import json_complaint, yaml_complaint
from compliance.loading.syntax.parse import parse

FALLBACK = "it cannot be read here"
YAML = (
    "a: b: c\n", "a: [1\nb: 2\n", "a: {b: 1\nc: 2\n", "a:\n  - 1\n b: 2\n", "\ta: 1\n", "a: 'x\n", 'a: "x\\q"\n',
    'a: "\\u12"\n', "a: @x\n", "%YAML 3.0\n---\na: 1\n", "%YAML x\n---\na\n", "%TAG !\n---\na\n", "a: !<x\n",
    "a: !foo!bar x\n", "a: &\n", "a: *\n", "a: |0\n  x\n", "a: |x\n  x\n", "- a\nb: 1\n", "a: 1\n- b\n", "a: 1\nb\n",
    "a: ]\n", "--- a\n... b\n", "a: ? b\n", "a: - b\n", "a: 'x\n--- \nb'\n",
)  # fmt: skip
JSON = (
    '{"a": }', '{"a" 1}', '{a: 1}', '{"a": 1 "b": 2}', '{"a": 1} x', '{"a": "x\ny"}', '{"a": "\\q"}', '{"a": "\\u12"}',
    '{"a": "x', "[1, 2,]", '{"a": 1,}',
)  # fmt: skip


@pytest.mark.parametrize("text", YAML)
def test_both_readers_of_yaml_are_understood_alike(text: str) -> None:
    said = []
    for loader in (yaml.SafeLoader, yaml.CSafeLoader):
        with pytest.raises(yaml.YAMLError) as raised:
            list(yaml.parse(text, Loader=loader))
        said.append(str(yaml_complaint(raised.value)))
    assert said[0] == said[1]
    assert FALLBACK not in said[0]


@pytest.mark.parametrize("text", JSON)
def test_the_reader_of_json_is_understood(text: str) -> None:
    with pytest.raises(json.JSONDecodeError) as raised:
        json.loads(text)
    assert FALLBACK not in str(json_complaint(raised.value.msg))


def test_what_nobody_has_heard_yet_is_not_repeated() -> None:
    assert str(yaml_complaint(yaml.YAMLError("quite new"))) == "not YAML: it cannot be read here"
    assert str(json_complaint("quite new")) == "not JSON: it cannot be read here"


@pytest.mark.parametrize(("text", "place"), [("a: 1\nb\n", (2, 1)), ("a:\n  b: 'x\n\nc: 1\n", (2, 6))])
def test_what_was_never_closed_is_shown_where_it_begins(text: str, place: tuple[int, int]) -> None:
    (defect,) = parse("a.yaml", text.encode()).source.defects
    assert (defect.line, defect.column) == place
