"""Clients of both kinds with one surface, servers for them, throw-away authorities, and responses made by hand."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
import trustme

from ndxp_sdk import Client, Retry
from ndxp_sdk._http.response import Headers, Response
from ndxp_sdk.dialects.protocol import ExchangeCall
from ndxp_sdk.identifiers import ServiceId, SystemId
from tools.blocking import Blocking
from tools.raw_servers import Raw, Saying, raw_server
from tools.servers import Certificates, Server, serving

Connect = Callable[..., Any]
_KINDS = {"sync": Client, "async": Blocking}
_QUICK = Retry(first_wait=0.01, longest_wait=0.02, first_rest=0.2, longest_rest=0.2)
_AT_ONCE = Retry(first_wait=0.0, longest_wait=0.0, first_rest=0.0, longest_rest=0.0, budget=100_000)
SERVICE = ServiceId.parse("VN/GOV/G12/dkkd/enterprises")
CLIENT = SystemId.parse("VN/GOV/G22/mot-cua")
# what a security server sets on every answer of a provider to `call()`
MARKS = {
    "X_Road_Id": "m-1",
    "X_Road_Client": "VN/GOV/G22/mot-cua",
    "X_Road_Service": "VN/GOV/G12/dkkd/enterprises",
    "X_Road_Request_Id": "00000000-0000-4000-8000-000000000000",
}


@pytest.fixture(params=sorted(_KINDS))
def connect(sockets_and_processes: None, request: pytest.FixtureRequest) -> Iterator[Connect]:
    """Makes a client of each kind that does not wait long; closed at the end."""
    made: list[Any] = []

    def make(base_url: str, **settings: Any) -> Any:
        client = _KINDS[request.param](base_url, **{"retry": _QUICK, **settings})
        made.append(client)
        return client

    yield make
    for client in made:
        client.close()


@pytest.fixture(params=sorted(_KINDS))
def impatient(sockets_and_processes: None, request: pytest.FixtureRequest) -> Iterator[Connect]:
    """Makes a client of each kind; closed at the end."""
    made: list[Any] = []

    def make(base_url: str, **settings: Any) -> Any:
        client = _KINDS[request.param](base_url, **{"retry": _AT_ONCE, "client": "VN/GOV/EXAMPLE/portal", **settings})
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


@pytest.fixture(scope="session")
def raw(sockets_and_processes: None) -> Callable[..., AbstractContextManager[Raw]]:
    """`with raw(answer, greeting, stays=True) as server`."""
    return raw_server


@pytest.fixture(scope="session")
def certificates() -> Certificates:
    """Those of a server whose authority nobody knows."""
    return Certificates(trustme.CA())


@pytest.fixture
def saying(sockets_and_processes: None) -> Iterator[tuple[Server, Saying]]:
    """A running server, and what it says."""
    script = Saying()
    with serving(script) as server:
        yield server, script


def _answer(status: int, content: bytes | str = b"", **headers: str) -> Response:
    body = content.encode() if isinstance(content, str) else content
    raw = [(name.replace("_", "-").encode(), value.encode("latin-1", "replace")) for name, value in headers.items()]
    return Response(status, Headers(raw), body)


def _call(**changes: object) -> ExchangeCall:
    known = {"service": SERVICE, "path": "/v1/enterprises", "client": CLIENT, "message_id": "m-1"}
    return ExchangeCall(**{**known, **changes})


@pytest.fixture(scope="session")
def answer() -> Callable[..., Response]:
    """`answer(500, body, X_Road_Error="…")`."""
    return _answer


@pytest.fixture(scope="session")
def call() -> Callable[..., ExchangeCall]:
    """A call of a service of the business registry; `call(path="/x")` changes it."""
    return _call


@pytest.fixture(scope="session")
def marks() -> dict[str, str]:
    """What a security server sets on the answer to `call()`, as arguments of `answer`."""
    return MARKS
