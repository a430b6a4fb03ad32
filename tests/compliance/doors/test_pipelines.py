"""Formats for pipelines at the command line: where they go, what they say of the gate, and the bytes of a file."""

import io
import json
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest

from compliance.cli.streams import use_utf_8
from compliance.report.formats import names, of_notes

Run = Callable[..., Any]
Write = Callable[[str, str | bytes], Path]

OPEN = (
    "openapi: 3.1.0\ninfo: {title: t, version: 1.0.0}\npaths:\n  /households:\n    get: {}\n"
    "components: {securitySchemes: {token: {type: http, scheme: bearer}}}\n"
)
FORMS = ("csv", "github", "gitlab", "junit", "markdown", "sarif")


def test_all_formats_are_written_beside_one_another(run: Run, write: Write, tmp_path: Path) -> None:
    path = write("thư mục/đặc tả.yaml", OPEN)
    outputs = [option for form in FORMS for option in ("--output", f"{form}=out/report.{form}")]
    result = run("check", path, *outputs, "--as-of", "2026-11-21")
    assert (result.status, result.out.startswith("Audit of 21 November 2026")) == (0, True)
    for form in FORMS:
        shown = run("check", path, "--format", form, "--as-of", "2026-11-21").out
        assert (tmp_path / "out" / f"report.{form}").read_bytes().decode() == shown
        assert "openapi.operation_requires_security" in shown


def test_formats_for_pipelines_take_notes_on_anything() -> None:
    assert tuple(name for name in names() if of_notes(name)) == FORMS


def test_the_gate_and_the_exit_status_are_in_the_report(run: Run, write: Write) -> None:
    path = write("openapi.yaml", OPEN)
    mild, strict = (run("check", path, "--format", "junit", "--fail-on", gate) for gate in ("fail", "warn"))
    assert [fromstring(each.out).get("failures") != "0" for each in (mild, strict)] == [False, True]
    for gate, status in (("fail", 0), ("warn", 1)):
        result = run("check", path, "--format", "sarif", "--fail-on", gate)
        (invocation,) = json.loads(result.out)["runs"][0]["invocations"]
        assert invocation["exitCode"] == result.status == status


def test_what_will_only_be_due_some_day_fails_no_test(run: Run, write: Write) -> None:
    result = run(
        "check", write("openapi.yaml", OPEN), "--format", "junit", "--fail-on", "warn", "--profile", "readiness"
    )
    assert (result.status, fromstring(result.out).get("failures")) == (0, "0")


def test_a_file_that_cannot_be_read_is_an_error_in_each(run: Run, write: Write) -> None:
    path = write("torn.yaml", "openapi: 3.1.0\n\tinfo: [\n")
    found = {form: run("check", path, "--format", form) for form in FORMS}
    assert {each.status for each in found.values()} == {2}
    assert found["github"].out.startswith("::error file=torn.yaml,line=1,title=It could not be judged (not judged%2C")
    assert json.loads(found["gitlab"].out)[0]["location"] == {"path": "torn.yaml", "lines": {"begin": 1}}
    invocation = json.loads(found["sarif"].out)["runs"][0]["invocations"][0]
    (error, *_) = invocation["toolExecutionNotifications"]
    assert (error["level"], invocation["executionSuccessful"]) == ("error", False)
    assert error["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "torn.yaml"
    assert fromstring(found["junit"].out).get("errors") != "0"
    assert "- `torn.yaml`: the file could not be parsed" in found["markdown"].out
    assert "not_judged" in found["csv"].out


def test_standard_input_and_absolute_paths(run: Run, write: Write, tmp_path: Path) -> None:
    result = run("check", "-", "--format", "sarif", stdin=OPEN.encode())
    (artifact,) = json.loads(result.out)["runs"][0]["artifacts"]
    assert artifact["roles"] == ["analysisTarget", "standardStream"]
    write("api/openapi.yaml", OPEN)
    result = run("check", tmp_path / "api" / "openapi.yaml", "--format", "gitlab")
    assert {issue["location"]["path"] for issue in json.loads(result.out)} == {"api/openapi.yaml"}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_same_input_gives_the_same_bytes(form: str, language: str, run: Run, write: Write) -> None:
    arguments = ("check", write("openapi.yaml", OPEN), "--format", form, "--as-of", "2026-11-21", "--lang", language)
    assert run(*arguments).out == run(*arguments).out


def test_ends_of_lines_are_the_same_on_every_system() -> None:
    raw = io.BytesIO()
    with redirect_stdout(io.TextIOWrapper(raw, "ascii", newline="\r\n")) as out, redirect_stderr(io.StringIO()):
        use_utf_8()
        out.write("ngày\r\nmai\n")
        out.flush()
    assert raw.getvalue() == "ngày\r\nmai\n".encode()
