"""`compliance diff` and `compliance.diff`: two documents in, what breaks and where out, in both languages."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import compliance
from compliance.cli.main import main
from tools.schemas import breaches, published

Run = Callable[..., Any]
OLD = """\
openapi: 3.1.0
info: {title: Hộ kinh doanh, version: 1.0.0}
paths:
  /ho:
    get:
      parameters:
      - {name: loai, in: query, schema: {enum: [A, B]}}
      responses:
        '200':
          description: Hộ
          content:
            application/json:
              schema: {$ref: 'parts/old.yaml#/Ho'}
  /xa: {get: {deprecated: true, x-sunset: 2026-06-30}}
"""
NEW = OLD.replace("[A, B]", "[A]").replace("parts/old", "parts/new").replace("/xa", "/phuong").replace("1.0.0", "1.1.0")
PART = "Ho:\n  type: object\n  properties:\n    ten: {type: string}\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "parts").mkdir()
    for name, text in {
        "old.yaml": OLD,
        "new.yaml": NEW,
        "parts/old.yaml": f"{PART}    ma: {{type: string}}\n",
        "parts/new.yaml": PART,
    }.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def run(*arguments: str) -> int:
    return main(["diff", *arguments, "--as-of", "2026-11-21", "--lang", "en"])


def read(capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """What was printed, however wide the terminal is."""
    out, err = capsys.readouterr()
    return " ".join(out.split()), err


def as_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    run(*arguments, "--format", "json")
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert breaches(published("diff"), found) == []
    return found


def test_what_breaks_is_told_with_its_lines_in_both_files(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("old.yaml", "new.yaml") == 1
    out, err = read(capsys)
    assert (
        "new.yaml:7:33 breaking request_value_removed GET /ho no longer accepts B in loai (before: old.yaml:7:33)"
        in out
    )
    assert (
        "parts/new.yaml:1:1 breaking response_property_removed GET /ho no longer sends ma (before: parts/old.yaml:5:5)"
        in out
    )
    assert "harmless operation_removed_as_announced GET /xa is gone, as was announced for 30 June 2026" in out
    assert "Changes that break programs: 2; that may: 0; harmless ones: 2" in out
    assert err == "compliance: --fail-on breaking: changes 2\n"


def test_the_same_is_said_in_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "old.yaml", "new.yaml", "--as-of", "2026-11-21", "--lang", "vi"]) == 1
    out, _ = read(capsys)
    assert "GET /ho không còn chấp nhận B trong loai (trước: old.yaml:7:33)" in out
    assert "GET /xa không còn, như đã thông báo cho ngày 30/06/2026" in out


def test_the_gate_decides_the_exit_status(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("old.yaml", "old.yaml") == 0
    assert "No change was found that breaks programs" in read(capsys)[0]
    assert run("old.yaml", "new.yaml", "--fail-on", "never") == 0
    Path("near.yaml").write_text(OLD.replace("get:\n", "get:\n      operationId: timHo\n"), "utf-8")
    Path("far.yaml").write_text(OLD.replace("get:\n", "get:\n      operationId: layHo\n"), "utf-8")
    assert run("near.yaml", "far.yaml") == 0
    assert run("near.yaml", "far.yaml", "--fail-on", "warning") == 1


def test_the_same_comparison_is_data(capsys: pytest.CaptureFixture[str]) -> None:
    found = as_json(capsys, "old.yaml", "new.yaml")
    assert found["schema"] == "compliance-diff/1"
    assert found["summary"] | {"sentence": ""} == {
        "breaking": 2, "warning": 0, "harmless": 2, "not_compared": 0, "sentence": "",
    }  # fmt: skip
    removed = next(each for each in found["changes"] if each["kind"] == "response_property_removed")
    assert (removed["operations"], removed["name"], removed["level"]) == (["GET /ho"], "ma", "breaking")
    assert removed["newer"] == {"uri": "parts/new.yaml", "pointer": "/Ho", "line": 1, "column": 1}
    assert as_json(capsys, "old.yaml", "new.yaml") == found


def test_a_fingerprint_stays_when_lines_move(capsys: pytest.CaptureFixture[str]) -> None:
    before = as_json(capsys, "old.yaml", "new.yaml")
    Path("new.yaml").write_text(f"# Phiên bản mới\n{NEW}", "utf-8")
    after = as_json(capsys, "old.yaml", "new.yaml")
    assert [each["newer"]["line"] for each in before["changes"]] != [each["newer"]["line"] for each in after["changes"]]
    assert [each["fingerprint"] for each in before["changes"]] == [each["fingerprint"] for each in after["changes"]]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (None, "there is no such file"),
        ("openapi: 3.1.0\npaths: {", "the file could not be parsed"),
        ("slug: a\n", "this is no OpenAPI document"),
        ("openapi: 4.0.0\npaths: {}\n", "version 4.0.0 was found"),
        ("", "this is no OpenAPI document"),
    ],
)
def test_what_cannot_be_read_is_no_success(text: str | None, reason: str, capsys: pytest.CaptureFixture[str]) -> None:
    if text is not None:
        Path("bad.yaml").write_text(text, "utf-8")
    for pair in (("old.yaml", "bad.yaml"), ("bad.yaml", "old.yaml")):
        assert run(*pair) == 2
        out, err = read(capsys)
        assert reason in out
        assert "bad.yaml" in out
        assert "what could not be compared" in err


def test_what_hides_a_change_is_told_beside_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    Path("new.yaml").write_text(NEW.replace("parts/new.yaml#/Ho", "parts/new.yaml#/Nobody"), "utf-8")
    assert run("old.yaml", "new.yaml", "--quiet") == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert "a schema that one of the versions refers to cannot be seen" in err
    assert "new.yaml:13:" in err


def test_standard_input_is_one_of_both(run: Run) -> None:
    result = run("diff", "old.yaml", "-", "--as-of", "2026-11-21", stdin=NEW.encode())
    assert result.status == 1
    assert "standard input:7:33" in result.out


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("old.yaml",), "two documents are compared"),
        (("-", "-"), "standard input can be one of the two documents only"),
        (("old.yaml", "new.yaml", "--output", "html=a.html"), "a comparison is not written as html"),
        (("old.yaml", "new.yaml", "--ca", "a.pem"), "--ca would do nothing"),
        (("old.yaml", "new.yaml", "--root", "nowhere"), "there is no such folder"),
    ],
)
def test_bad_usage_is_said(arguments: tuple[str, ...], reason: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*arguments) == 64
    assert reason in capsys.readouterr().err


def test_several_forms_are_written_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("old.yaml", "new.yaml", "--output", "json=diff.json", "--output", "text=diff.txt") == 1
    assert json.loads(Path("diff.json").read_text("utf-8"))["summary"]["breaking"] == 2
    assert " ".join(Path("diff.txt").read_text("utf-8").split()) == read(capsys)[0]


def test_kinds_are_listed_and_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "--list", "--lang", "en"]) == 0
    assert "request_value_removed breaking A value that could be sent" in read(capsys)[0]
    assert main(["explain", "request_value_removed", "--lang", "vi"]) == 0
    page = capsys.readouterr().out
    assert "## Phát hiện: POST /ho không còn chấp nhận B trong loai" in page
    assert "→ Tiếp tục chấp nhận giá trị đó" in page


def test_the_library_compares_without_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    found = compliance.diff("old.yaml", compliance.SourceText("new", NEW.encode()), as_of=date(2026, 11, 21))
    assert found.is_breaking
    assert [str(change.location) for change in found.changes if change.kind == "request_value_removed"] == ["new:7:33"]
    assert json.loads(compliance.render(found, "json"))["summary"]["breaking"] == 2
    assert "không còn gửi" in compliance.render(found, language="vi")
    with pytest.raises(compliance.UsageError, match="there is no format html"):
        compliance.render(found, "html")
    assert isinstance(compliance.explain("operation_removed"), compliance.KindPage)
    assert capsys.readouterr() == ("", "")
