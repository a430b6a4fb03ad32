"""Vietnamese output holds no English but ids, field names, protocol terms and what was written outside."""

import csv
import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any, Final

import pytest

from compliance.cli.parser import build_parser
from compliance.locale import words
from compliance.options.configuration import Settings
from tools.vietnamese import english, shown, texts, without_examples

Run = Callable[..., Any]
Write = Callable[[str, str | bytes], Path]

BROKEN: Final = (
    "a: b: c\n", "a: [1\nb: 2\n", "a: {b: 1\nc: 2\n", "a:\n  - 1\n b: 2\n", "\ta: 1\n", "a: \t- 1\n", "a: 'x\n",
    'a: "x\\q"\n', "a: @x\n", "%FOO bar\n---\na: 1\n", "%YAML 3.0\n---\na: 1\n", "a: !<x\n", "a: !foo!bar x\n",
    "a: &\n", "a: *\n", "a: *gone\n", "a: |0\n  x\n", "a: x\x00y\n", "- a\nb: 1\n", "a: 1\nb\n", "a: ]\n",
    "--- a\n... b\n", "a: ? b\n", "a: - b\n", "? [a]\n: b\n", "a: 'x\n--- \nb'\n", '{"a": }', '{"a" 1}',
    '{"a": 1 "b": 2}', '{"a": 1} x',
    '{"a": "x\ny"}', '{"a": "\\q"}', '{"a": "x', "[1, 2,]", '{"a": [NaN]}', "openapi: 1.2\n", "swagger: {}\n", "[]\n",
    "5\n", "", "a: 1\na: 2\n", "openapi: 3.1.0\npaths: {/a: {$ref: nowhere.yaml}}\n",
    "openapi: 3.1.0\npaths: []\ninfo: 5\n", "slug: a\nowner: {cod: G12}\nservices: 5\nstatus: running\n",
    "slug: A B\nowner: none\nfee: x\n", "slug: a\nowner: {code: G12}\nservices: [{id: a, fee: {agency: yes}, "
    "base_url: 'ftp://x.vn', published_on: soon}]\nenvironment: prod\n", b"\xff\xfe", b"openapi: 3.1.0\r\x0b",
)  # fmt: skip
OPEN: Final = (
    "openapi: 3.1.0\ninfo: {title: t, version: x}\nservers: [{url: 'http://a.example'}]\n"
    "paths:\n  /a/{cccd}:\n    get: {parameters: [{name: cccd, in: path}]}\n"
)
RECORD: Final = (
    "slug: household-business\nname_vi: Hệ thống\nowner: {code: G12, name_vi: Bộ Tài chính}\n"
    "services: [{id: a, document: openapi.yaml, base_url: 'https://a.example', fee: {agency: 5}}]\n"
    "connections: [{via: ndxp, status: connected}]\n"
)


@pytest.fixture
def vietnamese(run: Run) -> Callable[..., str]:
    """Run a command in Vietnamese; what it says on both streams."""

    def command(*arguments: str, **given: Any) -> str:
        result = run(*arguments, "--lang", "vi", **given)
        return f"{result.out}\n{result.err}"

    return command


def test_english_words_are_found() -> None:
    assert english("không đọc được: while parsing a block mapping") != []
    assert english("không có tùy chọn --for-all, `to be` và a.of.b") == []


def test_help_of_every_command(vietnamese: Callable[..., str]) -> None:
    _, commands = build_parser(words("vi"), [], Settings())
    pages = {name: vietnamese(name, "--help") for name in commands}
    pages |= {name: vietnamese("rules", name, "--help") for name in ("new", "test")}
    assert {name: lines for name, page in pages.items() if (lines := english(page))} == {}
    assert english(vietnamese("--help")) == []


@pytest.mark.parametrize(
    "arguments",
    [
        (), ("chek",), ("dance",), ("check",), ("check", "x", "--outputs", "y"), ("check", "x", "--no-such"),
        ("check", "x", "--output"), ("check", "x", "--output", "xml=a"), ("check", "x", "--fail-on", "advise"),
        ("check", "x", "--as-of", "soon"), ("check", "x", "--select", "nope"), ("check", "x", "--root", "nowhere"),
        ("check", "x", "--ca", "y"), ("check", "x", "--waivers", "nowhere"), ("check", "x", "--waivers", "."),
        ("check", "x", "--quiet=1"), ("check", "openapi.yaml", "--output", "json=openapi.yaml/a"), ("check", "."),
        ("check", "openapi.yaml", "--output", "json=-", "--format", "html"), ("check", "https://a:b@c.example/"),
        ("check", "openapi.yaml", "--select", "record.*"), ("check", "\0"), ("check", "x" * 5000), ("check", "empty"),
        ("judge", "openapi.yaml"), ("judge", "nowhere"), ("judge", "."), ("audit",), ("audit", "nowhere"),
        ("audit", "record.yaml", "--hub-client", "X"), ("audit", "x", "--rate", "0"),
        ("audit", "x", "--resolve", "x"),
        ("audit", "x", "--concurrency", "x"),
        ("audit", "x", "--hub", "http://a.example", "--hub-credential", "x"), ("collect", "x"), ("demo", "--seed", "x"),
        ("explain",), ("explain", "nowhere"), ("explain", "a", "b"), ("platforms", "--list", "1999"),
        ("requirements", "--instrument", "x"), ("requirements", "--changed-since", "1"), ("rules", "dance"),
        ("rules", "new", "x"), ("rules", "new", "x", "--cites", "GP.OAS"), ("rules", "test", "x"), ("--format", "json"),
        ("init",), ("init", "--document", "nowhere"), ("init", "a", "--document", "openapi.yaml"),
        ("init", "--owner", "Sở X", "--pipeline", "gitlab"), ("init", "--pipeline", "githup"), ("config",),
        ("baseline",), ("baseline", "openapi.yaml", "-o", "openapi.yaml"), ("baseline", "nowhere", "--out", "w.yaml"),
        ("baseline", "openapi.yaml", "-o", "w.yaml"), ("explain", "fail-on"),
    ],
)  # fmt: skip
def test_what_is_said_of_slips(vietnamese: Callable[..., str], write: Write, arguments: tuple[str, ...]) -> None:
    write("openapi.yaml", OPEN)
    write("empty/note.txt", "")
    assert english(vietnamese(*arguments)) == []


SETTINGS: Final = (
    "extends = 'gone.toml'\n", "extends = 5\n", "extends = 'https://a.example'\n", "extends = '.'\n",
    "extends = 'compliance.toml'\n", "[tool.compliance]\na = 1\n",
    "fail_on = 1\n", "fail-on = true\n", "quiet = 1\n", "select = 'x'\n", "a = \n", "a = [\n", "a\n", "a = 1 b\n",
    "a = 'x\n", "a = 1\na = 1\n", "[a\n", 'a = "\\q"\n', "as-of = 'x'\n", "lang = 'fr'\n", b"\xff",
)  # fmt: skip


@pytest.mark.parametrize("text", SETTINGS)
def test_what_is_said_of_settings(vietnamese: Callable[..., str], write: Write, text: str | bytes) -> None:
    write("compliance.toml", text)
    assert english(vietnamese("check", ".")) == []


@pytest.mark.long
@pytest.mark.parametrize("content", BROKEN)
@pytest.mark.parametrize("name", ["openapi.yaml", "openapi.json"])
def test_reports_on_files_that_are_broken(
    vietnamese: Callable[..., str], write: Write, content: Any, name: str
) -> None:
    write(name, content)
    assert english(vietnamese("check", name)) == []
    assert english(vietnamese("check", name, "--quiet")) == []


@pytest.mark.long
def test_reports_in_every_format(run: Run, vietnamese: Callable[..., str], write: Write) -> None:
    write("openapi.yaml", OPEN)
    write("record.yaml", RECORD)
    paths = ("openapi.yaml", "record.yaml", "nowhere.yaml")
    assert english(vietnamese("check", *paths, "--fail-on", "advice")) == []
    assert english(vietnamese("check", *paths, "--profile", "readiness", "--quiet")) == []
    assert english(shown(run("check", *paths, "--lang", "vi", "--format", "html").out)) == []
    for form in ("csv", "github", "gitlab", "junit", "markdown"):
        written = run("check", *paths, "--lang", "vi", "--format", form).out.replace("%0A", "\n").replace("%2C", ",")
        assert english("\n".join(_without_names(written, form))) == []
    report = json.loads(run("check", *paths, "--lang", "vi", "--format", "json").out)
    assert english("\n".join(texts(report))) == []


def _without_names(written: str, form: str) -> list[str]:
    """Leave out the names that programs hold on to: of columns, fields, elements, attributes and commands."""
    if form == "csv":
        return [cell for row in list(csv.reader(written.splitlines()))[1:] for cell in row]
    if form == "gitlab":
        return [text for each in json.loads(written) for text in (each["description"], each["content"]["body"])]
    return unescape(
        re.sub(r"<[^>]*?(message=\"[^\"]*\")?/?>", r" \1 ", written) if form == "junit" else written
    ).splitlines()


def test_lists_and_forms(vietnamese: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    forms = [vietnamese("explain", name) for name in ("record", "waivers", "confirmations", "configuration")]
    lists = [vietnamese("rules"), vietnamese("platforms"), vietnamese("sample")]
    monkeypatch.setenv("COLUMNS", "80")
    assert english("\n".join([*forms, *lists, vietnamese("rules")])) == []


@pytest.mark.long
def test_requirements_and_their_pages(vietnamese: Callable[..., str]) -> None:
    listed = vietnamese("requirements").splitlines()
    assert english("\n".join(listed)) == []
    ids = [line.split("\t")[0] for line in listed[1:] if "\t" in line]
    pages = [without_examples(vietnamese("explain", name)) for name in ids[::7]]
    assert english("\n".join(pages)) == []
