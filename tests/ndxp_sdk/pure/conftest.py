"""Answers and calls made by hand."""

from collections.abc import Callable

import pytest

from ndxp_sdk._http.response import Headers, Response
from ndxp_sdk.dialects.protocol import ExchangeCall
from ndxp_sdk.identifiers import ServiceId, SystemId

SERVICE = ServiceId.parse("VN/GOV/G12/dkkd/enterprises")
CLIENT = SystemId.parse("VN/GOV/G22/mot-cua")
# what a security server sets on every answer of a provider to `call()`
MARKS = {
    "X_Road_Id": "m-1",
    "X_Road_Client": "VN/GOV/G22/mot-cua",
    "X_Road_Service": "VN/GOV/G12/dkkd/enterprises",
    "X_Road_Request_Id": "00000000-0000-4000-8000-000000000000",
}


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
