"""A dashboard over two runs on platforms of two owners."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tools.kept_platforms import Runs, record, write_platforms
from tools.site import Site, site_on

OTHER = "nha-o"
"""The platform of the second owner."""


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runs:
    monkeypatch.chdir(tmp_path)
    write_platforms(tmp_path)
    (tmp_path / f"{OTHER}.record.yaml").write_text(record(OTHER, "G18"), "utf-8")
    return Runs(tmp_path, tmp_path / "history.sqlite")


@pytest.fixture
def site(runs: Runs) -> Iterator[Site]:
    runs.audit()
    runs.write("an-toan", "a")
    runs.audit()
    with site_on(runs.place, runs.folder) as opened:
        yield opened


@pytest.fixture
def visitor(site: Site) -> TestClient:
    return site.on_loopback()
