"""Kept runs as a user meets them: on the command line, in both languages."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tools.schemas import breaches, published

from .conftest import document, write_platforms

Run = Callable[..., Any]


@pytest.fixture(autouse=True)
def platforms(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_platforms(tmp_path, ("an-toan", "dat-dai"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "data"))


def audit(run: Run, *options: str) -> Any:
    chosen = ("--select", "openapi.operation_*", "--as-of", "2026-11-28", "--fail-on", "never")
    return run("audit", "an-toan.record.yaml", "dat-dai.record.yaml", "--history", "h.sqlite", *chosen, *options)


def test_the_first_screen_says_what_changed(run: Run, tmp_path: Path) -> None:
    assert audit(run, "--quiet").status == 0
    (tmp_path / "an-toan.yaml").write_text(document("a", "c", "d"), "utf-8")
    english, vietnamese = audit(run), run("report", "--history", "h.sqlite", "--since", "1", "--lang", "vi")
    assert "Since the run 1 of" in english.out
    assert "+ Findings: new 2 (platforms: 1, failing: 0); back 0; mended 1" in english.out
    assert "new since the run of" in english.out
    assert "Từ lần chạy 1" in vietnamese.out
    assert english.out.index("Since the run 1") < english.out.index("Owners, by the work left")
    page = run("report", "--history", "h.sqlite", "--since", "1", "--format", "html").out
    assert 'id="changes"' in page
    assert "Findings: new 2 (platforms: 1, failing: 0)" in page


def test_the_report_for_programs_says_what_changed(run: Run, tmp_path: Path) -> None:
    audit(run, "--quiet")
    (tmp_path / "an-toan.yaml").write_text(document("a", "c"), "utf-8")
    audit(run, "--quiet")
    report = json.loads(run("report", "--history", "h.sqlite", "--since", "1", "--format", "json").out)
    assert report["run"]["number"] == 2
    changes = report["changes"]
    assert changes["since"]["number"] == 1
    assert sorted((each["change"], each["subject"], each["cause"]) for each in changes["findings"]) == [
        ("mended", "an-toan", "platform"),
        ("new", "an-toan", "platform"),
    ]
    assert changes["law"] is None
    assert not list(breaches(published("report"), report))
    assert json.loads(run("report", "--history", "h.sqlite", "--format", "json").out)["changes"] is None


def test_runs_are_listed_shown_exported_and_removed(run: Run, tmp_path: Path) -> None:
    audit(run, "--quiet", "--label", "daily")
    audit(run, "--quiet")
    listed = run("history", "list", "--history", "h.sqlite")
    assert [line.split("\t")[0] for line in listed.out.splitlines()] == ["Run", "1", "2"]
    assert "daily" in listed.out
    assert "complete\t2/2" in listed.out
    runs = json.loads(run("history", "list", "--history", "h.sqlite", "--format", "json").out)
    assert [each["state"] for each in runs["runs"]] == ["complete", "complete"]
    shown = json.loads(run("history", "show", "1", "--history", "h.sqlite", "--format", "json").out)
    assert [each["slug"] for each in shown["platforms"]] == ["an-toan", "dat-dai"]
    assert [each["label"] for each in shown["runs"]] == ["daily"]
    assert not [fault for tree in (runs, shown) for fault in breaches(published("runs"), tree)]
    assert "an-toan" in run("history", "show", "1", "--history", "h.sqlite").out
    assert run("history", "export", "1", "--history", "h.sqlite", "--out", "out").status == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["an-toan.dossier", "dat-dai.dossier"]
    assert "Removed runs: 1 (1)" in run("history", "prune", "--keep", "1", "--history", "h.sqlite").out
    assert "Đã xóa" in run("history", "prune", "--keep", "1", "--history", "h.sqlite", "--lang", "vi").out
    assert run("history", "list", "--history", "h.sqlite", "--lang", "vi").out.startswith("Lần chạy")


def test_the_usual_place_is_the_data_folder_and_a_setting_names_another(run: Run, tmp_path: Path) -> None:
    chosen = ("--select", "openapi.operation_*", "--fail-on", "never", "--quiet")
    assert run("audit", "an-toan.record.yaml", *chosen, "--history").status == 0
    (usual,) = tmp_path.glob("data/**/history.sqlite")
    assert run("history", "list").out.count("complete") == 1
    (tmp_path / "compliance.toml").write_text('history = "runs/all.sqlite"\n', "utf-8")
    assert run("audit", "an-toan.record.yaml", *chosen).status == 0
    assert (tmp_path / "runs" / "all.sqlite").is_file()
    assert run("history", "list").out.count("complete") == 1
    assert run("report", "--format", "csv").out.startswith("\ufeff")
    assert usual.is_file()


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("postgresql+psycopg://audit:secret@db.example/runs", "an address with a password is given by reference"),
        ("postgresql://audit@db.example/runs?password=secret", "an address with a password is given by reference"),
        ("mysql://audit@db.example/runs", "is kept by PostgreSQL"),
        ("env:NOWHERE_AT_ALL", "NOWHERE_AT_ALL"),
        ("an-toan.record.yaml", "is no history, or it is damaged; nothing was written to it"),
    ],
)
def test_a_place_that_cannot_be_is_refused_without_showing_a_secret(run: Run, place: str, said: str) -> None:
    result = run("history", "list", "--history", place)
    assert result.status == 64
    assert said in result.err
    assert "audit:secret" not in result.err
    assert "password=" not in result.err


def test_a_password_in_an_address_is_shown_nowhere(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNS_AT", "postgresql+psycopg://audit:hush-hush@127.0.0.1:9/runs")
    result = run("history", "list", "--history", "env:RUNS_AT")
    assert result.status == 2
    assert "cannot be reached" in result.err
    assert "env:RUNS_AT" in result.err
    assert "hush" not in result.out + result.err


def test_options_that_would_do_nothing_are_refused(run: Run) -> None:
    for option in (("--resume", "1"), ("--label", "x")):
        result = run("audit", "an-toan.record.yaml", *option)
        assert result.status == 64
        assert "needs --history" in result.err
    result = run("audit", "--history", "an-toan")
    assert result.status == 64
    assert "no target was named" in result.err
    assert not Path("an-toan").exists()


def test_migrate_says_what_it_did(run: Run) -> None:
    audit(run, "--quiet")
    assert "has the form" in run("history", "migrate", "--history", "h.sqlite").out
    assert run("history", "migrate", "--history", "new.sqlite").status == 0
