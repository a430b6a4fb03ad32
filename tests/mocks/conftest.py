"""The servers that many tests look at."""

import sys
from collections.abc import Iterator

import pytest

from ndxp_mocks import Fleet, Served, flawless, serve, start_fleet


@pytest.fixture(scope="session")
def served(sockets_and_processes: None) -> Iterator[Served]:
    with serve(flawless()) as running:
        yield running


@pytest.fixture(scope="session")
def fleet(sockets_and_processes: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    with start_fleet(str(tmp_path_factory.mktemp("parent") / "new" / "fleet")) as running:
        yield running


@pytest.fixture
def command(sockets_and_processes: None) -> tuple[str, ...]:
    """The command line in a process of its own, where every warning is an error."""
    return (sys.executable, "-W", "error", "-m", "ndxp_mocks")
