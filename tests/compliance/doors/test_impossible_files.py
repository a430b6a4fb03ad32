"""Names behind which there is no file: what is in the way is told by every command, in the language of the user."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
LOOP = "loop là liên kết trỏ vòng về chính nó"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Path:
    (tmp_path / "openapi.yaml").write_text("openapi: 3.1.0\ninfo: {title: A, version: 1.0.0}\npaths: {}\n", "utf-8")
    (tmp_path / "loop").symlink_to("loop")
    return tmp_path


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("check loop", 2),
        ("check --fix loop", 2),
        ("baseline loop", 2),
        ("audit loop", 2),
        ("collect loop -o kept.ndxp", 2),
        ("judge loop", 2),
        ("verify loop", 2),
        ("export loop --har a.har", 2),
        ("diff loop openapi.yaml", 2),
        ("diff openapi.yaml loop", 2),
        ("observe --spec loop --log openapi.yaml", 2),
        ("observe --spec openapi.yaml --har loop", 2),
        ("overlaps loop", 2),
        ("check openapi.yaml --waivers loop", 64),
        ("check openapi.yaml --ruleset loop", 64),
        ("check openapi.yaml --confirmations loop", 64),
        ("check openapi.yaml --remote-refs --ca loop", 64),
    ],
)
def test_link_that_leads_to_itself_is_told_where_it_is_read(words: str, status: int, run: Run) -> None:
    found = run(*words.split(), "--lang", "vi")
    assert (found.status, LOOP in found.out + found.err) == (status, True)


@pytest.mark.parametrize("words", ["check openapi.yaml --output json=loop", "baseline openapi.yaml -o loop"])
def test_link_that_leads_to_itself_is_told_where_it_is_written(words: str, run: Run) -> None:
    found = run(*words.split(), "--lang", "vi")
    assert "không ghi được loop: đó là liên kết trỏ vòng về chính nó" in found.err


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="only some systems have a file without end")
@pytest.mark.parametrize("option", ["--waivers", "--confirmations", "--ruleset"])
def test_file_without_end_is_not_read_for_ever(option: str, run: Run) -> None:
    found = run("check", "openapi.yaml", option, "/dev/zero", "--lang", "vi")
    assert (found.status, found.err) == (64, "compliance: /dev/zero lớn hơn mức cho phép của một tệp như vậy\n")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="only some systems have a file without end")
@pytest.mark.parametrize("words", ["judge /dev/zero", "verify /dev/zero", "export /dev/zero --har a.har"])
def test_file_without_end_is_no_dossier(words: str, run: Run) -> None:
    found = run(*words.split(), "--lang", "vi")
    assert found.status in (1, 2)
    assert "không phải tệp zip" in found.out + found.err


def test_folder_of_a_history_that_cannot_be_made_is_told(run: Run) -> None:
    found = run("history", "--history", "openapi.yaml/x/history.sqlite", "list", "--lang", "vi")
    assert found.status == 64
    assert "không ghi được openapi.yaml/x/history.sqlite: " in found.err
    assert "directory" not in found.err
