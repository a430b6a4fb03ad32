"""Answers that callers may keep: with a validator, and short where the copy of the caller is still good."""

from hashlib import sha256
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_NEVER_KEPT: Final = "no-store"
_GOOD: Final = frozenset({200, 203})
_DIGITS: Final = 16


def with_validators(application: ASGIApp, *, heeds_validators: bool) -> ASGIApp:
    """Return the same application, with an ETag on what may be kept.

    304 for a caller who has it, if validators are heeded.
    """

    async def validating(scope: Scope, receive: Receive, send: Send) -> None:
        gathered: list[Message] = []

        async def gather(message: Message) -> None:
            gathered.append(message)

        await application(scope, receive, gather)
        known = Headers(scope=scope).get("if-none-match") if heeds_validators else None
        for message in _validated(gathered, known):
            await send(message)

    return validating


def _validated(gathered: list[Message], known: str | None) -> list[Message]:
    start = gathered[0]
    headers = MutableHeaders(scope=start)
    if start["status"] not in _GOOD or _NEVER_KEPT in headers.get("cache-control", _NEVER_KEPT):
        return gathered
    body = b"".join(message.get("body", b"") for message in gathered[1:])
    headers["ETag"] = tag = f'"{sha256(body).hexdigest()[:_DIGITS]}"'
    if known != tag:
        return gathered
    for name in ("content-length", "content-type"):
        del headers[name]
    return [{**start, "status": 304, "headers": headers.raw}, {"type": "http.response.body", "body": b""}]
