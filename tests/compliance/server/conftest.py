"""A dashboard over two runs on platforms of two owners."""

from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tools.kept_platforms import Runs, record, write_platforms
from tools.site import Site, site_on

OTHER = "nha-o"
"""The platform of the second owner."""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A dashboard over the same two runs for all tests of a file, which change nothing."""
    folder = tmp_path_factory.mktemp("platforms")
    with chdir(folder):
        runs = two_runs(folder)
    with site_on(runs.place, folder) as opened:
        yield opened


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runs:
    monkeypatch.chdir(tmp_path)
    return prepared(tmp_path)


def prepared(folder: Path) -> Runs:
    """The platforms of two owners, and no run yet."""
    write_platforms(folder)
    (folder / f"{OTHER}.record.yaml").write_text(record(OTHER, "G18"), "utf-8")
    return Runs(folder, folder / "history.sqlite")


def two_runs(folder: Path) -> Runs:
    """The platforms, looked at twice; one of them mended something between."""
    runs = prepared(folder)
    runs.audit()
    runs.write("an-toan", "a")
    runs.audit()
    return runs


@pytest.fixture
def site(runs: Runs) -> Iterator[Site]:
    two_runs(runs.folder)
    with site_on(runs.place, runs.folder) as opened:
        yield opened


@pytest.fixture
def visitor(site: Site) -> TestClient:
    return site.on_loopback()
