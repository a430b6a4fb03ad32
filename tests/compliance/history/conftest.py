"""Runs on a few platforms that are kept."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import compliance
from compliance import Report
from tools.kept_platforms import NAMES, OPERATION, RULES, SCHEMES, TODAY, Runs, document, record, write_platforms

__all__ = ["NAMES", "OPERATION", "RULES", "SCHEMES", "TODAY", "Runs", "document", "record", "write_platforms"]


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runs:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "data"))
    write_platforms(tmp_path)
    return Runs(tmp_path, tmp_path / "kept" / "history.sqlite")


Command = Callable[..., Any]


def shown(report: Report) -> Any:
    """Return a report as JSON without what belongs to one run: its number, its time, what it is compared with."""
    tree = json.loads(compliance.render(report, "json"))
    for subject in tree["subjects"]:
        subject["inspection"] = None
    return {name: value for name, value in tree.items() if name not in {"run", "changes", "notices"}}
