"""Clients of both kinds with one surface, and throw-away authorities."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme

from ndxp_sdk import Client, Retry
from tools.blocking import Blocking

QUICK = Retry(first_wait=0.01, longest_wait=0.02, first_rest=0.2, longest_rest=0.2)
Connect = Callable[..., Any]


@pytest.fixture(params=["sync", "async"])
def connect(sockets_and_processes: None, request: pytest.FixtureRequest) -> Iterator[Connect]:
    """Makes a client of each kind that does not wait long; closed at the end."""
    made: list[Any] = []

    def make(base_url: str, **settings: Any) -> Any:
        kind = Client if request.param == "sync" else Blocking
        client = kind(base_url, **{"retry": QUICK, **settings})
        made.append(client)
        return client

    yield make
    for client in made:
        client.close()


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """An authority that nobody knows."""
    return trustme.CA()


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> Path:
    """Its certificate."""
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return path
