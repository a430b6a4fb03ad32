"""`compliance observe`: a document and recordings in, what is undocumented out, in both languages."""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import compliance
from compliance import InputError, TrafficScope, UsageError
from compliance.locale import words
from compliance.model.traffic.traffic import Passed
from tools.schemas import breaches, published
from tools.traffic import DOCUMENT, answer, entry, line

Run = Callable[..., Any]
OBSERVE = ("observe", "--spec", "openapi.json", "--log", "access.log")
CLEAN = line("GET", "/v1/households")
LOG = CLEAN + line("GET", "/v1/debug") * 3 + line("GET", "/v1/households/7", 418) + line("GET", "/v1/households", 429)


@pytest.fixture(autouse=True)
def folder(write: Callable[[str, str | bytes], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write("openapi.json", json.dumps(DOCUMENT).encode())
    write("access.log", LOG.encode())
    write("clean.log.gz", gzip.compress(CLEAN.encode()))
    entries = [entry("GET", "https://api.a.example/v1/households/7", content=answer({"note": 1}))]
    write("a.har", json.dumps({"log": {"entries": entries}}).encode())


def test_what_is_undocumented_is_told_with_its_line_and_makes_the_status_1(run: Run) -> None:
    ended = run(*OBSERVE)
    assert ended.status == 1
    assert "access.log:2:1 GET /v1/debug was answered 200, and the document has no such path (times: 3)" in ended.out
    assert "access.log:5:1 GET /households/{id} answered 418, which the document does not know (times: 1)" in ended.out
    assert "Documented operations: 5; without a request here: 3, which is no fault" in ended.out
    assert "429" in ended.out.partition("Told as what it is, and no finding")[2]
    assert "is no verdict of a rule: it cites no law" in ended.out
    assert "endpoint.status_is_documented" in ended.out
    assert ended.err == "compliance: --fail-on undocumented: findings 2\n"
    assert run(*OBSERVE, "--fail-on", "never").status == 0


def test_the_same_is_said_in_vietnamese(run: Run) -> None:
    ended = run(*OBSERVE, "--lang", "vi")
    assert "GET /v1/debug được trả lời 200, mà tài liệu không có đường dẫn đó (số lần: 3)" in ended.out
    assert "không phải kết luận của quy tắc" in ended.out
    vietnamese = words("vi")
    assert [why for why in Passed if vietnamese.message(why.said) == str(why.said)] == []


def test_nothing_undocumented_is_status_0(run: Run) -> None:
    ended = run("observe", "--spec", "openapi.json", "--log", "clean.log.gz")
    assert (ended.status, ended.err) == (0, "")
    assert "Nothing undocumented was seen in the requests that were held against the document: 1" in ended.out


def test_what_could_not_be_read_makes_the_status_2_and_is_told(run: Run, write: Callable[..., Path]) -> None:
    write("broken.log", CLEAN + "rubbish\n")
    ended = run("observe", "--spec", "openapi.json", "--log", "broken.log", "--quiet")
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.startswith("compliance: not read: broken.log:2:1: the line is neither of the combined format")
    assert run(*OBSERVE, "broken.log").status == 3


def test_traffic_of_others_says_what_would_help(run: Run, write: Callable[..., Path]) -> None:
    write("other.log", line("GET", "/api/v1/households") + line("GET", "https://b.example/v1/households"))
    ended = run("observe", "--spec", "openapi.json", "--log", "other.log")
    assert ended.status == 2
    assert "other hosts than those of the document: 1; --host names those that count" in ended.err
    assert "no request was for a documented operation below /v1; --base-path says" in ended.err
    helped = run(
        "observe", "--spec", "openapi.json", "--log", "other.log", "--base-path", "/api/v1", "--base-path", "/v1"
    )
    assert (helped.status, helped.err) == (0, "")


def test_document_without_operations_is_told(run: Run, write: Callable[..., Path]) -> None:
    write("openapi.json", json.dumps({**DOCUMENT, "paths": {}}))
    ended = run(*OBSERVE)
    assert ended.status == 2
    assert ended.err == "compliance: the document has no operation, so that no request can be held against one\n"


def test_reports_go_to_files_and_programs(run: Run, tmp_path: Path) -> None:
    ended = run(*OBSERVE, "--har", "a.har", "--output", "json=out/traffic.json", "--quiet")
    assert (ended.status, ended.out) == (1, "")
    found = json.loads((tmp_path / "out/traffic.json").read_text(encoding="utf-8"))
    assert breaches(published("observe"), found) == []
    assert found["summary"]["requests"] == 7
    assert [each["kind"] for each in found["findings"]] == ["path", "status", "field"]
    assert found["findings"][2]["first"] == {"uri": "a.har", "pointer": "/log/entries/0", "line": None, "column": None}
    assert json.loads(run(*OBSERVE, "--har", "a.har", "--format", "json").out) == found


def test_standard_input_is_read_as_it_comes(run: Run) -> None:
    ended = run("observe", "--spec", "openapi.json", "--log", "-", stdin=gzip.compress(LOG.encode()))
    assert ended.status == 1
    assert "standard input:2:1 GET /v1/debug" in ended.out


@pytest.mark.parametrize(
    ("arguments", "status", "complaint"),
    [
        (("--spec", "openapi.json"), 64, "no recording was named: name an access log or an HTTP archive"),
        (("--log", "access.log"), 64, "the following arguments are required: --spec"),
        (("--spec", "none.json", "--log", "access.log"), 2, "there is no such file: none.json"),
        (("--spec", "a.har", "--log", "access.log"), 2, "a.har: "),
        (("--spec", "https://a.example/", "--log", "access.log"), 64, "is an address, and nothing is fetched here"),
        (("--spec", "openapi.json", "--log", "none.log"), 2, "none.log: there is no such file: none.log"),
        (("--spec", "openapi.json", "--log", "."), 2, ". is a folder, a file is expected"),
        (("--spec", "openapi.json", "--har", "access.log"), 2, "this is no HTTP archive: it is no JSON"),
        (("--spec", "openapi.json", "--har", "https://a.example/a.har"), 64, "is an address"),
        (("--spec", "openapi.json", "--log", "-", "--har", "-"), 64, "standard input can be one of the recordings"),
        ((*OBSERVE[1:], "--base-path", "v1"), 64, "a base path begins with a slash, found was v1"),
        ((*OBSERVE[1:], "--ignore", "health"), 64, "health was found: a glob on paths begins with / or *"),
        ((*OBSERVE[1:], "--root", "none"), 64, "there is no such folder: none"),
        ((*OBSERVE[1:], "--output", "html=a.html"), 64, "what traffic shows is not written as html"),
    ],
)
def test_slips_are_told_without_a_traceback(run: Run, arguments: tuple[str, ...], status: int, complaint: str) -> None:
    ended = run("observe", *arguments)
    assert (ended.status, ended.out) == (status, "")
    assert complaint in ended.err


def test_a_file_that_is_missing_is_told_before_any_is_read() -> None:
    seen: list[compliance.Progress] = []
    with pytest.raises(InputError, match=r"none\.log"):
        compliance.observe("openapi.json", logs=["access.log", "none.log"], on_progress=seen.append)
    assert seen == []


def test_settings_for_rules_leave_out_no_path(run: Run, write: Callable[..., Path]) -> None:
    write("compliance.toml", 'ignore = ["openapi.*"]\n')
    assert run(*OBSERVE).status == 1


def test_unread_parts_of_the_document_are_told(run: Run, write: Callable[..., Path]) -> None:
    write("openapi.json", json.dumps({**DOCUMENT, "paths": {**DOCUMENT["paths"], "/x": {"$ref": "x.json"}}}))
    ended = run("observe", "--spec", "openapi.json", "--log", "clean.log.gz")
    assert ended.status == 2
    assert "there is no such file: x.json" in ended.out


def test_library_gives_the_same_and_tells_progress() -> None:
    told: list[compliance.Progress] = []
    scope = TrafficScope(ignore=("/v1/debug",))
    traffic = compliance.observe("openapi.json", logs=[Path("access.log")], scope=scope, on_progress=told.append)
    assert [each.kind for each in traffic.findings] == [compliance.Undocumented.STATUS]
    assert [(each.done, each.total, each.name) for each in told] == [(0, 1, "access.log")]
    with pytest.raises(UsageError, match="there is no format html; known: json, text"):
        compliance.render(traffic, "html")


@pytest.mark.usefixtures("sockets_and_processes")
def test_progress_is_shown_on_a_terminal() -> None:
    pty = pytest.importorskip("pty")
    terminal, end = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100", "LANG": "en_US.UTF-8"}
    command = [sys.executable, "-m", "compliance.cli", *OBSERVE]
    with subprocess.Popen(command, stdin=end, stdout=end, stderr=end, env=environment) as process:
        os.close(end)
        shown = b"".join(iter(lambda: taken_from(terminal), b""))
        assert process.wait() == 1
    os.close(terminal)
    assert b"reading access.log" in shown
    assert b"/v1/debug" in shown


def taken_from(terminal: int) -> bytes:
    """What a terminal shows further; nothing at its end, which Linux tells as an error."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""
