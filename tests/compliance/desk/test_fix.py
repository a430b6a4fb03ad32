"""`compliance check --fix` and `--suggest`: what is written, what is only printed, and what never changes."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from compliance.actions._keeping import replace_file
from compliance.actions.errors import NotWritten
from compliance.loading.editing.mending import mended
from compliance.loading.syntax.parse import parse
from compliance.model.location import Place
from compliance.model.mend import Mend, inserted, quoted, removed, renamed, replaced

Run = Callable[..., Any]
Write = Callable[[str, str | bytes], Path]
HEAD = "openapi: 3.1.0\ninfo: {title: Tra cứu, version: 1.0.0}\n"
DOCUMENT = """\
# Tra cứu hộ tịch: đầu tệp
swagger: 2.0   # phiên bản
info:
    title:   "Tra cứu"
    version: 1.10
    desciption: 'Tra cứu hộ tịch, dùng khi giải quyết thủ tục'
host: api.example.gov.vn
schemes: [ http ,  https , http ]
paths:
  /ho/{ma}:

    get:   # đọc
      parameters:
      - name: ma      # mã hộ
        in: path
        type: string
        default: no
      responses:
        200: { description: Được }
"""
MENDED = """\
# Tra cứu hộ tịch: đầu tệp
swagger: '2.0'   # phiên bản
info:
    title:   "Tra cứu"
    version: '1.10'
    description: 'Tra cứu hộ tịch, dùng khi giải quyết thủ tục'
host: api.example.gov.vn
schemes: [ http ,  https ]
paths:
  /ho/{ma}:

    get:   # đọc
      parameters:
      - name: ma      # mã hộ
        in: path
        required: true
        type: string
        default: 'no'
      responses:
        200: { description: Được }
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("is_ended", [True, False])
def test_what_changes_no_contract_is_written_and_no_other_byte(
    run: Run, write: Write, tmp_path: Path, line_end: str, mark: bytes, is_ended: bool
) -> None:
    def bytes_of(text: str) -> bytes:
        return mark + (text if is_ended else text.rstrip("\n")).replace("\n", line_end).encode()

    write("openapi.yaml", bytes_of(DOCUMENT))
    result = run("check", "openapi.yaml", "--fix", "--quiet")
    assert (tmp_path / "openapi.yaml").read_bytes() == bytes_of(MENDED)
    assert "compliance: mended: openapi.yaml:2:1 openapi.document_matches_its_specification: put it in" in result.err
    assert "compliance: findings mended: 6; files written: 1" in result.err
    again = run("check", "openapi.yaml", "--fix", "--quiet")
    assert "compliance: findings mended: 0; files written: 0" in again.err
    assert (tmp_path / "openapi.yaml").read_bytes() == bytes_of(MENDED)
    assert [path.name for path in tmp_path.iterdir()] == ["openapi.yaml"]


def test_json_keeps_its_layout(run: Run, write: Write, tmp_path: Path) -> None:
    written = '{\n\t"swagger" : 2.0,\n\t"info": {"title":"Tra cứu", "version":1.10},\n\t"paths": {},\n'
    written += '\t"tags":[{"name":"a"}, {"name":"a"}]\n}'
    meant = written.replace("2.0", '"2.0"').replace("1.10", '"1.10"').replace(', {"name":"a"}]', "]")
    write("openapi.json", written)
    run("check", "openapi.json", "--fix")
    assert (tmp_path / "openapi.json").read_text("utf-8") == meant


def test_the_status_and_the_report_are_those_of_what_remains(run: Run, write: Write) -> None:
    write("openapi.yaml", DOCUMENT)
    rule = ("--select", "openapi.document_matches_its_specification", "--fail-on", "advice")
    assert run("check", "openapi.yaml", *rule).status == 1
    result = run("check", "openapi.yaml", *rule, "--fix")
    assert result.status == 0
    assert "Findings: 0;" in result.out
    vietnamese = run("check", "openapi.yaml", *rule, "--fix", "--lang", "vi")
    assert "số điểm vi phạm đã sửa: 0; số tệp đã ghi: 0" in vietnamese.err


def test_only_a_person_decides_what_may_change_the_contract(run: Run, write: Write, tmp_path: Path) -> None:
    text = HEAD + "servers:\n- url: http://a.example/v1  # cổng\npaths: {}\nx-ma: 0123\n"
    write("openapi.yaml", text)
    run("check", "openapi.yaml", "--fix")
    assert (tmp_path / "openapi.yaml").read_text("utf-8") == text
    result = run("check", "openapi.yaml", "--suggest")
    assert "+- url: https://a.example/v1  # cổng" in result.out
    assert "+x-ma: '0123'" in result.out
    assert "may change the contract" in result.out
    assert "Findings" not in result.out
    assert (tmp_path / "openapi.yaml").read_text("utf-8") == text


@pytest.mark.parametrize(
    "holder", ["deprecated: no", "parameters: [{name: a, in: query, schema: {type: boolean, default: no}}]"]
)
def test_a_word_where_true_or_false_is_meant_is_not_made_a_text(
    run: Run, write: Write, tmp_path: Path, holder: str
) -> None:
    text = HEAD + f"paths: {{/ho: {{get: {{responses: {{'200': {{description: Được}}}}, {holder}}}}}}}\n"
    write("openapi.yaml", text)
    run("check", "openapi.yaml", "--fix")
    assert (tmp_path / "openapi.yaml").read_text("utf-8") == text


@pytest.mark.usefixtures("sockets_and_processes")
def test_patches_can_be_applied_as_they_are_printed(run: Run, write: Write, tmp_path: Path) -> None:
    text = (
        DOCUMENT.replace("swagger: 2.0 ", "openapi: 3.1 ")
        .replace("host: api.example.gov.vn", "servers: [{url: http://a.example}]")
        .rstrip("\n")
    )
    write("openapi.yaml", text)
    result = run("check", "openapi.yaml", "--suggest", "--output", "json=report.json", "--lang", "vi")
    (tmp_path / "all.patch").write_text(result.out, "utf-8")
    subprocess.run(["git", "apply", "all.patch"], cwd=tmp_path, check=True, capture_output=True)
    after = (tmp_path / "openapi.yaml").read_text("utf-8")
    assert after.startswith("# Tra cứu hộ tịch: đầu tệp\nopenapi: '3.1.0'   # phiên bản\n")
    assert "https://a.example" in after
    assert (tmp_path / "report.json").is_file()


def test_standard_output_takes_either_patches_or_a_report(run: Run, write: Write) -> None:
    write("openapi.yaml", DOCUMENT)
    result = run("check", "openapi.yaml", "--suggest", "--format", "json")
    assert (result.status, result.out) == (64, "")
    assert "--suggest prints patches on standard output: write the report to a file" in result.err


def test_where_nothing_can_be_mended_that_is_said(run: Run, write: Write) -> None:
    write("openapi.yaml", HEAD + "paths: {}\n")
    result = run("check", "openapi.yaml", "--suggest")
    assert (result.status, result.out) == (0, "")
    assert "compliance: nothing that was found can be mended by machine" in result.err


def test_standard_input_is_only_suggested(run: Run) -> None:
    result = run("check", "-", "--fix", "--suggest", stdin=DOCUMENT.encode())
    assert "standard input is no file that could be written" in result.err
    assert "+swagger: '2.0'   # phiên bản" in result.out


def test_files_that_are_referred_to_are_mended_and_waived_findings_are_not(
    run: Run, write: Write, tmp_path: Path
) -> None:
    write("openapi.yaml", HEAD + "paths: {/a: {$ref: 'b.yaml#/a'}}\nx-a: no\n")
    write("b.yaml", "a: {get: {responses: {'200': {description: Được}}, x-b: no}}\n")
    waiver = """
    - rule: openapi.scalars_read_alike
      scope: openapi.yaml*
      reason: Công cụ cũ
      legal_basis: Công văn số 1
      owner: A
      approver: B
      expires: 2027-01-01
    """
    write("waivers.yaml", waiver)
    run("check", "openapi.yaml", "--fix", "--waivers", "waivers.yaml", "--as-of", "2026-11-29")
    assert "x-b: 'no'" in (tmp_path / "b.yaml").read_text("utf-8")
    assert (tmp_path / "openapi.yaml").read_text("utf-8").endswith("x-a: no\n")


def test_a_file_that_may_not_be_written_is_told(run: Run, write: Write, tmp_path: Path) -> None:
    write("openapi.yaml", DOCUMENT)
    (tmp_path / "openapi.yaml").chmod(0o444)
    result = run("check", "openapi.yaml", "--fix", "--quiet", "--fail-on", "never")
    assert result.status == 2
    assert "compliance: openapi.yaml is read-only, so it was left as it is" in result.err
    assert (tmp_path / "openapi.yaml").read_text("utf-8") == DOCUMENT


def test_a_file_that_changed_meanwhile_is_left_and_links_and_permissions_stay(tmp_path: Path) -> None:
    file, link = tmp_path / "a.yaml", tmp_path / "link.yaml"
    file.write_bytes(b"new")
    file.chmod(0o640)
    link.symlink_to(file)
    with pytest.raises(NotWritten, match="was changed by somebody else meanwhile"):
        replace_file(file, b"old", b"mended")
    replace_file(link, b"new", b"mended")
    assert (link.is_symlink(), file.read_bytes(), file.stat().st_mode & 0o777) == (True, b"mended", 0o640)


def at(pointer: str) -> Place:
    return Place("a.yaml", pointer)


@pytest.mark.parametrize(
    ("before", "mend", "after"),
    [
        ("a: &x no\nb: *x\n", quoted(at("/a")), "a: &x 'no'\nb: *x\n"),
        ("a: &x no\nb: *x\n", quoted(at("/b")), None),
        ("a: &x {b: no}\nc: {<<: *x}\n", quoted(at("/c/b")), None),
        ("a: !!str no\n", quoted(at("/a")), "a: !!str 'no'\n"),
        ('no: [on, \'x\', "y", "z"]\n', quoted(at("/no"), is_key=True), '"no": [on, \'x\', "y", "z"]\n'),
        ("? no\n: 1\n", quoted(at("/no"), is_key=True), "? 'no'\n: 1\n"),
        ("a: |\n  no\nb: 1\n", quoted(at("/a")), None),
        ("a:\n- b\n# lời\n- b\n", removed(at("/a/1")), "a:\n- b\n# lời\n"),
        ("a:\n- b\n- b # lời\n", removed(at("/a/1")), None),
        ("a:\n- b\n- b", removed(at("/a/1")), "a:\n- b"),
        ("a:\n  - {b: 1}\n  -\n    b: 1\n  - c\n", removed(at("/a/1")), None),
        ("a: [b, # lời\n  b]\n", removed(at("/a/1")), None),
        ("a: [b , b, c]\n", removed(at("/a/1")), "a: [b, c]\n"),
        ("a:\n  b: |\n    c\n\n\nd: 1\n", inserted(at("/a"), "e", "no"), "a:\n  b: |\n    c\n  e: 'no'\n\n\nd: 1\n"),
        ("a:\n  b: |+\n    c\n\n\nd: 1\n", inserted(at("/a"), "e", "no"), None),
        ("a: {}\n", inserted(at("/a"), "e", True), "a: {e: true}\n"),
        ("a: {b: 1,}\n", inserted(at("/a"), "e", 1.5), "a: {b: 1, e: 1.5,}\n"),
        ("a:\n", inserted(at("/a"), "e", 1), None),
        ("- - a: 1\n    b: 2\n", inserted(at("/0/0"), "c", 3, after="a"), "- - a: 1\n    c: 3\n    b: 2\n"),
        ("a: 'it''s'\n", replaced(at("/a"), "nó's"), "a: 'nó''s'\n"),
        ("a: x\n", replaced(at("/a"), "y: z #"), "a: 'y: z #'\n"),
        ("a: x\n", replaced(at("/a"), "0123"), "a: '0123'\n"),
        ("a: x\n", replaced(at("/a"), "https://a.example/b"), "a: https://a.example/b\n"),
        ("a: {b: 1}\n", replaced(at("/a"), "x"), None),
        ("'a b': 1\nc: 2\n", renamed(at("/a b"), "d"), "'d': 1\nc: 2\n"),
        ("a: 1\nc: 2\n", renamed(at("/a"), "c"), None),
        ("a: 1\na: no\n", quoted(at("/a")), "a: 1\na: 'no'\n"),
        ("a: 'x\u2028\x85'\nb: no\n", quoted(at("/b")), "a: 'x\u2028\x85'\nb: 'no'\n"),
        ("--- # lời\na: no\n...\n", quoted(at("/a")), "--- # lời\na: 'no'\n...\n"),
        ("a: b\n  no\n", quoted(at("/a")), None),
    ],
)
def test_edits_of_text(before: str, mend: Mend, after: str | None) -> None:
    result = mended("a.yaml", before.encode(), [mend])
    assert result.content.decode() == (before if after is None else after)
    assert result.made == (() if after is None else (mend,))
    assert after is None or parse("a.yaml", result.content).is_readable


def test_of_edits_that_overlap_the_first_is_made_and_the_others_wait() -> None:
    mends = [replaced(at("/a"), "x"), replaced(at("/a"), "y"), quoted(at("/b")), quoted(at("/b"))]
    result = mended("a.yaml", b"a: 1\nb: no\n", mends)
    assert result.content == b"a: x\nb: 'no'\n"
    assert result.made == (mends[0], mends[2])


def test_a_text_that_cannot_be_read_is_left() -> None:
    for content in (b"a: [b }\n", b"a: \xd0\xe2\n", b"", b"- " * 600):
        assert mended("a.yaml", content, [quoted(at("/a"))]).content == content


def test_the_help_names_both(run: Run) -> None:
    out = re.sub(r"\s+", " ", run("check", "--help").out)
    assert "--fix write into the files what can be mended without changing the contract" in out
    assert "--suggest print what can be mended as patches" in out
