"""Plain HTTP done well: every request is led to https, with nothing in the answer (RFC 9110, 15.4.9).

Written without Starlette, because what it needs of it takes longer to load than a small document.
"""

from starlette.types import ASGIApp, Receive, Scope, Send


def redirection(url: str) -> ASGIApp:
    """Return an application that leads to the same path below another base address."""
    base = url.encode("ascii")

    async def redirecting(scope: Scope, _receive: Receive, send: Send) -> None:
        asked: bytes = scope.get("raw_path") or scope["path"].encode("utf-8")
        query: bytes = scope["query_string"]
        target = b"%b%b?%b" % (base, asked, query) if query else base + asked
        headers = [(b"location", target), (b"content-length", b"0")]
        await _sent(send, 308, headers)

    return redirecting


def refusal() -> ASGIApp:
    """Return an application that says no to everything and leads nowhere."""

    async def refusing(_scope: Scope, _receive: Receive, send: Send) -> None:
        await _sent(send, 403, [(b"content-length", b"0")])

    return refusing


async def _sent(send: Send, status: int, headers: list[tuple[bytes, bytes]]) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
