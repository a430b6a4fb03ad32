"""Line and column of what is breached, in the file the reader has."""

import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from compliance.loading.syntax.parse import parse
from compliance.model.location import escape
from tools.properties import given, st

Run = Callable[..., Any]
Write = Callable[[str, str | bytes], Path]

ENTRY = """\
openapi: 3.1.0
info: {title: Tra cứu hộ kinh doanh, version: 1.0.0}
paths:
  /households:
    $ref: 'parts/paths.yaml#/households'
components:
  securitySchemes: {token: {type: http, scheme: bearer}}
security: [{token: []}]
"""
PATHS = """\
households:
  get:
    parameters:
      - $ref: 'parameters.json#/bySCCCD'
    responses:
      '200':
        content:
          application/json:
            schema: {$ref: '../schemas.yaml#/Household'}
"""
PARAMETERS = '{\n\t"page": {"name": "page", "in": "query"},\n\t"bySCCCD": {"in": "query", "name": "so_cccd"}\n}\n'
SCHEMAS = "Household:\n  type: object\n  properties:\n    tên: {type: string}\n    ma_tinh_tp:\n      type: integer\n"


def positions(content: bytes, pointers: Iterable[str], uri: str = "x.yaml") -> dict[str, tuple[int | None, int | None]]:
    source = parse(uri, content).source
    return {pointer: (at.line, at.column) for pointer in pointers for at in [source.locate(pointer)]}


RULES = {
    "openapi.operation_requires_security",
    "openapi.personal_identifier_stays_out_of_urls",
    "openapi.identifiers_are_text",
}


def located(out: str) -> dict[str, tuple[str, int, int]]:
    return {
        verdict["rule"]: (at["uri"], at["line"], at["column"])
        for subject in json.loads(out)["subjects"]
        for verdict in subject["verdicts"]
        if verdict["rule"] in RULES
        for violation in verdict["violations"]
        for at in [violation["location"]]
    }


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_breach_behind_references_is_located_in_its_own_file(run: Run, write: Write, newline: str) -> None:
    for name, text in (("parts/paths.yaml", PATHS), ("parts/parameters.json", PARAMETERS), ("schemas.yaml", SCHEMAS)):
        write(name, text.replace("\n", newline).encode())
    path = write("openapi.yaml", ENTRY.replace("\n", newline).encode())
    found = located(run("check", path, "--format", "json").out)
    assert found == {
        "openapi.personal_identifier_stays_out_of_urls": ("parts/parameters.json", 3, 2),
        "openapi.identifiers_are_text": ("schemas.yaml", 5, 5),
    }


def test_json_with_tabs_and_windows_lines_is_located(run: Run, write: Write) -> None:
    text = '{\r\n\t"openapi": "3.0.3",\r\n\t"paths": {\r\n\t\t"/gi\u00e1": {\t"get": {"security": []}}\r\n\t}\r\n}\r\n'
    found = located(run("check", write("openapi.json", text.encode()), "--format", "json").out)
    assert found["openapi.operation_requires_security"] == ("openapi.json", 4, 13)


def test_a_byte_order_mark_moves_nothing(run: Run, write: Write) -> None:
    found = located(
        run(
            "check",
            write("o.yaml", b"\xef\xbb\xbf" + b"openapi: 3.1.0\npaths: {/a: {get: {security: []}}}\n"),
            "--format",
            "json",
        ).out
    )
    assert found["openapi.operation_requires_security"] == ("o.yaml", 2, 14)


def test_what_an_alias_repeats_is_located_where_it_is_written() -> None:
    text = b"base: &base\n  type: object\n  properties: {a: {type: string}}\nuse: *base\nlist: [*base]\n"
    found = positions(text, ["/use/properties/a", "/list/0/type", "/use", "/list/0"])
    assert found == {"/use/properties/a": (3, 16), "/list/0/type": (2, 3), "/use": (4, 1), "/list/0": (5, 8)}


def test_what_a_merge_key_brings_in_is_located_where_it_is_written() -> None:
    text = b"one: &one {a: 1, b: 2}\ntwo: &two {c: 3}\nall:\n  <<: [*one, *two]\n  b: 5\nin: {<<: {d: 4}}\n"
    found = positions(text, ["/all/a", "/all/b", "/all/c", "/in/d"])
    assert found == {"/all/a": (1, 12), "/all/b": (5, 3), "/all/c": (2, 12), "/in/d": (6, 11)}
    assert parse("x.yaml", text).tree["all"] == {"b": 5, "a": 1, "c": 3}


def test_a_pointer_that_leads_nowhere_has_the_position_of_what_is_above_it() -> None:
    assert positions(b"info:\n  title: t\n", ["/info/version"]) == {"/info/version": (1, 1)}


trees = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | st.text(max_size=8),
    lambda children: (
        st.lists(children, max_size=4) | st.dictionaries(st.text(min_size=1, max_size=6), children, max_size=4)
    ),
    max_leaves=25,
)


@given(
    tree=st.dictionaries(st.text(min_size=1, max_size=6), trees, min_size=1, max_size=5),
    indent=st.sampled_from([None, 1, "\t"]),
)
def test_every_pointer_of_any_json_leads_to_its_own_key(tree: dict[str, object], indent: int | str | None) -> None:
    text = json.dumps(tree, indent=indent, ensure_ascii=False)
    lines = text.split("\n")
    pointers: dict[str, str] = {}

    def visit(value: object, pointer: str) -> None:
        members = value.items() if isinstance(value, dict) else ()
        for key, member in members:
            pointers[f"{pointer}/{escape(key)}"] = json.dumps(key, ensure_ascii=False)
            visit(member, f"{pointer}/{escape(key)}")
        for index, item in enumerate(value if isinstance(value, list) else ()):
            visit(item, f"{pointer}/{index}")

    visit(tree, "")
    for pointer, (line, column) in positions(text.encode(errors="surrogatepass"), pointers).items():
        assert lines[line - 1][column - 1 :].startswith(pointers[pointer])


@given(
    tree=st.dictionaries(st.text("abc/~0: é", min_size=1, max_size=6), trees, min_size=1, max_size=5),
    is_flow=st.booleans(),
)
def test_every_pointer_of_any_yaml_leads_to_its_own_key(tree: dict[str, object], is_flow: bool) -> None:
    text = "# first\n" + yaml.safe_dump(tree, default_flow_style=is_flow, allow_unicode=True, width=40)
    expected: dict[str, tuple[int, int]] = {}

    def at(node: yaml.Node) -> tuple[int, int]:
        offset = node.start_mark.index
        return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)

    def visit(node: yaml.Node, pointer: str) -> None:
        rows = node.value if isinstance(node, yaml.MappingNode) else []
        for key, value in rows:
            below = f"{pointer}/{escape(key.value)}"
            expected[below] = at(key)
            visit(value, below)
        for index, item in enumerate(node.value if isinstance(node, yaml.SequenceNode) else ()):
            expected[f"{pointer}/{index}"] = at(item)
            visit(item, f"{pointer}/{index}")

    visit(yaml.compose(text, Loader=yaml.CSafeLoader), "")
    assert positions(text.encode(), expected) == expected


def test_of_a_key_given_twice_the_one_that_counts_is_located() -> None:
    text = b'{"a": {"b": 1},\n "a": {"b": 2}}'
    for uri in ("x.yaml", "x.json"):
        assert positions(text, ["/a/b", "/a"], uri) == {"/a": (2, 2), "/a/b": (2, 8)}
    assert positions(b"a: {b: 1}\nc: 0\na: {b: 2}\n", ["/a/b", "/a", "/c"]) == {
        "/a": (3, 1),
        "/a/b": (3, 5),
        "/c": (2, 1),
    }


def test_separators_of_unicode_end_no_line(run: Run, write: Write) -> None:
    text = "openapi: 3.1.0\ninfo: {title: 'a\u2028b\u0085c', version: 1.0.0}\npaths:\n  /a: {get: {security: []}}\n"
    found = located(run("check", write("o.yaml", text.encode()), "--format", "json").out)
    assert found["openapi.operation_requires_security"] == ("o.yaml", 4, 8)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("broken.yaml", "openapi: 3.1.0\ninfo: [1,\npaths: {a: b\n"),
        ("tab.yaml", "openapi: 3.1.0\ninfo:\n\tversion: 1\n"),
        ("alias.yaml", "openapi: 3.1.0\ninfo: *unknown\n"),
        ("twice.yaml", "openapi: 3.1.0\ninfo: {version: 1.0.0}\nopenapi: 3.0.0\npaths: {}\n"),
        ("broken.json", '{"openapi": "3.1.0",\n "info": {,}}'),
        ("bytes.yaml", b"openapi: 3.1.0\ninfo: {title: \x80}\n"),
        ("record.yaml", "slug: 5\nowner: [1]\nservices: [{id: 3, base_url: []}]\nstatus: []\nunknown: 1\n"),
    ],
)
def test_no_message_repeats_the_position_that_stands_before_it(
    run: Run, write: Write, name: str, content: str | bytes
) -> None:
    out = run("check", write(name, content)).out
    assert re.search(rf"{name}:[1-9]\d*:[1-9]", out)
    assert re.search(r"\b(line|column) \d", out) is None
