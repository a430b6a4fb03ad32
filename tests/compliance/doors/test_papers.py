"""Papers from the command line: written to files and folders, refused where they cannot be, and told why."""

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
RECORD = "compliance-sample/record.yaml"


OTHER = "compliance-sample/other.yaml"


@pytest.fixture
def sampled(run: Run, tmp_path: Path) -> Run:
    """The command in a folder with the sample, and with a record of another owner beside it."""
    run("sample")
    text = (tmp_path / RECORD).read_text("utf-8").replace("G12", "G01").replace("Bộ Tài chính", "Bộ Công an")
    (tmp_path / OTHER).write_text(text, "utf-8")
    return run


def test_each_paper_is_written_to_a_file(sampled: Run, tmp_path: Path) -> None:
    outputs = [part for form in ("xlsx", "pdf", "docx") for part in ("--output", f"{form}=out/report.{form}")]
    result = sampled("check", RECORD, "--quiet", "--fail-on", "never", *outputs)
    assert result.err == ""
    starts = {path.suffix: path.read_bytes()[:4] for path in (tmp_path / "out").iterdir()}
    assert starts == {".xlsx": b"PK\x03\x04", ".docx": b"PK\x03\x04", ".pdf": b"%PDF"}


def test_a_folder_gets_a_file_for_each_owner(sampled: Run, tmp_path: Path) -> None:
    outputs = [part for form in ("html", "docx", "json") for part in ("--output", f"{form}=out/{form}")]
    result = sampled("check", RECORD, OTHER, "--quiet", "--fail-on", "never", "--split", "owner", *outputs)
    assert result.err == ""
    written = sorted(path.relative_to(tmp_path).as_posix() for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert written == ["out/docx/G01.docx", "out/docx/G12.docx", "out/html/G01.html", "out/html/G12.html", "out/json"]


def test_a_letter_to_several_owners_is_refused_and_the_rest_is_written(sampled: Run, tmp_path: Path) -> None:
    outputs = ["--output", "docx=letter.docx", "--output", "json=report.json"]
    result = sampled("check", RECORD, OTHER, "--quiet", "--fail-on", "never", *outputs)
    assert result.status == 2
    assert result.err == (
        "compliance: a letter goes to one owner, and this report is on the platforms of 2; "
        "write one for each owner into a folder: --split owner\n"
    )
    assert not (tmp_path / "letter.docx").exists()
    assert (tmp_path / "report.json").exists()


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--output", "json=out.json"),
        ("--output", "pdf=-"),
        ("--format", "html", "--output", "pdf=out"),
    ],
)
def test_a_split_without_a_folder_is_refused_before_anything_is_judged(options: tuple[str, ...], sampled: Run) -> None:
    result = sampled("check", RECORD, "--split", "owner", *options)
    assert result.status == 64
    assert "--split owner writes a file for each owner: name a folder, as in --output html=FOLDER" in result.err


def test_documents_have_no_owner_and_that_is_said(sampled: Run, tmp_path: Path) -> None:
    options = ("--quiet", "--fail-on", "never", "--split", "owner", "--output", "xlsx=out")
    result = sampled("check", "compliance-sample/openapi.yaml", *options)
    assert result.status == 2
    assert "documents without a record have no owner and stand in no file: 1" in result.err
    assert not (tmp_path / "out").exists()


def test_a_file_where_a_folder_is_meant_is_told(sampled: Run, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("kept")
    result = sampled("check", RECORD, "--quiet", "--fail-on", "never", "--split", "owner", "--output", "html=out")
    assert result.status == 2
    assert "G12.html" in result.err
    assert (tmp_path / "out").read_text() == "kept"


@pytest.mark.usefixtures("sockets_and_processes")
def test_bytes_go_to_a_pipe_and_not_to_a_terminal(sampled: Run, tmp_path: Path) -> None:
    program = [sys.executable, "-m", "compliance.cli", "check", RECORD, "--fail-on", "never", "--format", "xlsx"]
    piped = subprocess.run(program, cwd=tmp_path, capture_output=True, check=True)
    assert piped.stdout.startswith(b"PK\x03\x04")
    ours, theirs = pty.openpty()
    try:
        shown = subprocess.run(program, cwd=tmp_path, stdout=theirs, stderr=subprocess.PIPE, text=True, check=False)
    finally:
        os.close(theirs)
        os.close(ours)
    assert shown.returncode == 64
    assert "xlsx is no text that a terminal shows; write it to a file: --output xlsx=FILE" in shown.stderr


@pytest.mark.usefixtures("sockets_and_processes")
@pytest.mark.parametrize(("library", "form"), [("xlsxwriter", "xlsx"), ("typst", "pdf"), ("docx", "docx")])
def test_a_missing_library_is_told_before_anything_is_judged(
    library: str, form: str, sampled: Run, tmp_path: Path
) -> None:
    code = f"import sys; sys.modules[{library!r}] = None; from compliance.cli.main import main; sys.exit(main())"
    program = [sys.executable, "-c", code, "check", RECORD, "--lang", "en", "--output"]
    ended = subprocess.run([*program, f"{form}=out"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ended.returncode == 64
    assert f"{library} is not installed; this needs the extra papers: pip install 'ndxp-sdk[papers]'" in ended.stderr
    others = subprocess.run([*program, "html=out.html"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (tmp_path / "out.html").exists(), others.stderr
