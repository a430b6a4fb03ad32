"""A dashboard over two runs on platforms of two owners."""

from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from shutil import copytree

import pytest
from starlette.testclient import TestClient

from tools.kept_platforms import Runs, record, write_platforms
from tools.site import Site, site_on

OTHER = "nha-o"
"""The platform of the second owner."""
HISTORY = "history.sqlite"


@pytest.fixture(scope="session")
def looked_at(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the platforms and a history of two runs, which nobody changes."""
    folder = tmp_path_factory.mktemp("platforms")
    with chdir(folder):
        runs = prepared(folder)
        runs.audit()
        runs.write("an-toan", "a")
        runs.audit()
    return folder


@pytest.fixture(scope="module")
def kept(looked_at: Path) -> Iterator[Site]:
    """A dashboard over the two runs for all tests of a file, which change nothing."""
    with site_on(looked_at / HISTORY, looked_at) as opened:
        yield opened


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runs:
    monkeypatch.chdir(tmp_path)
    return prepared(tmp_path)


def prepared(folder: Path) -> Runs:
    """The platforms of two owners, and no run yet."""
    write_platforms(folder)
    (folder / f"{OTHER}.record.yaml").write_text(record(OTHER, "G18"), "utf-8")
    return Runs(folder, folder / HISTORY)


@pytest.fixture
def site(runs: Runs, looked_at: Path) -> Iterator[Site]:
    """A dashboard over the two runs for one test, which may add others."""
    copytree(looked_at, runs.folder, dirs_exist_ok=True)
    with site_on(runs.place, runs.folder) as opened:
        yield opened


@pytest.fixture
def visitor(site: Site) -> TestClient:
    return site.on_loopback()
