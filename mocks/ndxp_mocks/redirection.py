"""Plain HTTP done well: every request is led to https, with nothing in the answer (RFC 9110, 15.4.9)."""

from starlette.types import ASGIApp, Receive, Scope, Send


def redirection(url: str) -> ASGIApp:
    """An application that leads to the same path below another base address."""
    base = url.encode("ascii")

    async def redirecting(scope: Scope, _receive: Receive, send: Send) -> None:
        asked: bytes = scope.get("raw_path") or scope["path"].encode("utf-8")
        query: bytes = scope["query_string"]
        target = b"%b%b?%b" % (base, asked, query) if query else base + asked
        headers = [(b"location", target), (b"content-length", b"0")]
        await send({"type": "http.response.start", "status": 308, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    return redirecting
