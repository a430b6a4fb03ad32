"""What other readers refuse in a file, told with its line; and reports that every reader takes."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

Run = Callable[..., Any]
Write = Callable[[str, str | bytes], Path]
JSON = '{"openapi": "3.1.0", "info": {"title": "a", "version": "1.0.0"}, "paths": {},\n "x-a": '


def told(run: Run, path: Path) -> list[tuple[int, int, str]]:
    report = json.loads(run("check", path, "--format", "json", "--select", "openapi.document_parses").out)
    (verdict,) = report["subjects"][0]["verdicts"]
    return [(v["location"]["line"], v["location"]["column"], v["message"]) for v in verdict["violations"]]


@pytest.mark.parametrize(
    ("name", "content", "at", "words"),
    [
        ("o.json", JSON + '"\\ud83d"}', (2, 10), "half of a character"),
        ("o.json", JSON + '"\\\\ud83d \\ud83d\\ude00 \\ude00"}', (2, 31), "half of a character"),
        ("o.json", JSON + "NaN}", (2, 9), "a number that JSON does not have"),
        ("o.json", JSON + '["NaN", -Infinity]}', (2, 17), "a number that JSON does not have"),
        ("o.json", JSON + "1e999}", (2, 9), "too large"),
        ("o.json", JSON + "9" * 5000 + "}", (2, 9), "more than 4300 digits"),
        ("o.json", "\ufeff" + JSON + "1}", (1, 1), "byte order mark"),
        ("o.json", JSON + '1, "paths": {}}', (2, 12), "the key paths is given twice"),
        ("o.json", JSON.replace("\n", "\r") + "tru}", (2, 9), "a value is expected"),
        ("o.yaml", 'openapi: 3.1.0\r\rx-a: "a\x7f"\n', (3, 8), "the character U+007F may not stand in a file"),
        ("o.yaml", 'openapi: 3.1.0\nx-a: "é\x00"\n', (2, 8), "the character U+0000"),
        ("o.yaml", "openapi: 3.1.0\nx-a: 'a\u2028b\x85c'\nx-b: [ }\n", (3, 8), "not YAML"),
        ("o.yaml", "openapi: 3.1.0\nx-a: *nobody\n", (2, 6), "the alias *nobody repeats nothing"),
        ("o.yaml", "openapi: 3.1.0\nx-a: [*b, &b 1]\n", (2, 7), "the alias *b repeats nothing"),
        ("o.yaml", "openapi: 3.1.0\n? [a, b]\n: c\n", (2, 3), "a list or mapping is used as a key"),
        ("o.yaml", "openapi: 3.1.0\npaths:\n  {id}: 1\n", (3, 3), "a list or mapping is used as a key"),
        ("o.yaml", "openapi: 3.1.0\nx-a: &a x-k\n*a : 1\n? *a\n: 2\n", (4, 3), "the key x-k is given twice"),
        ("o.yaml", "openapi: 3.1.0\nx-a: &a [1]\n*a : 1\n", (3, 1), "a list or mapping is used as a key"),
        ("o.yaml", "openapi: 3.1.0\r\nx-a: 1\r\nx-a: 2\r\n", (3, 1), "the key x-a is given twice"),
        ("o.yaml", "openapi: 3.1.0\nx-a: 'é".encode() + b"\xff'\n", (2, 8), "not UTF-8"),
    ],
)
def test_a_fault_of_the_text_has_its_line_and_column(
    run: Run, write: Write, name: str, content: str | bytes, at: tuple[int, int], words: str
) -> None:
    found = told(run, write(name, content if isinstance(content, bytes) else content.encode()))
    assert [(where[:2], words in where[2]) for where in found] == [(at, True)]


@pytest.mark.parametrize(
    "content", ["{openapi: 3.1.0, info: {version: NaN}, paths: {}}", '{"openapi":"3.0.0", x: 1, "paths": {}}']
)
def test_yaml_that_begins_like_json_is_read_as_yaml(run: Run, write: Write, content: str) -> None:
    result = run("check", write("o.yaml", content), "--format", "json")
    assert told(run, Path("o.yaml")) == []
    versions = [v for v in json.loads(result.out)["subjects"][0]["verdicts"] if v["rule"].endswith("is_semantic")]
    assert versions[0]["violations"][0]["location"]["line"] == 1


@pytest.mark.parametrize("form", ["json", "text", "html"])
def test_half_a_character_never_gets_into_a_report_as_it_is(run: Run, write: Write, form: str) -> None:
    paths = (
        '{"/\\ud83d": {"get": {"parameters": [{"name": "\\udc00", "in": "query", "schema": {"$ref": "#/\\ud83d"}}]}}}'
    )
    content = f'{{"openapi": "3.1.0", "info": {{"version": "\\ud83d"}}, "paths": {paths}}}'
    out = run("check", write("o.json", content), "--format", form).out
    assert out.encode()
    assert r"\ud83d" in out
    if form == "json":
        assert len(orjson.loads(out)["subjects"]) == 1
