"""Clients of both kinds with one surface, and throw-away authorities."""

import asyncio
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme

from ndxp_sdk import AsyncClient, Client, Retry

QUICK = Retry(first_wait=0.01, longest_wait=0.02, first_rest=0.2, longest_rest=0.2)
Connect = Callable[..., Any]


class Blocking:
    """An AsyncClient that is used as a Client: what would be awaited is run to its end."""

    def __init__(self, base_url: str, **settings: Any) -> None:
        self._part: Any = AsyncClient(base_url, **settings)
        self._loop = asyncio.new_event_loop()

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._part, name)
        if inspect.iscoroutinefunction(found):
            return lambda *arguments, **named: self._loop.run_until_complete(found(*arguments, **named))
        if inspect.ismethod(found) or not hasattr(found, "_client"):
            return found
        part = object.__new__(Blocking)
        part._loop, part._part = self._loop, found
        return part

    def close(self) -> None:
        self._loop.run_until_complete(self._part.aclose())
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()


@pytest.fixture(params=["sync", "async"])
def connect(request: pytest.FixtureRequest) -> Iterator[Connect]:
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
