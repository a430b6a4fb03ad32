"""An answer on its way into the connection, whole or broken on purpose."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from typing import Final

from starlette.types import Scope, Send

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.transport.connection import TEAR, Tear

_BODILESS: Final = frozenset({204, 304})
_MISSING: Final = 1024
_MOMENT: Final = 0.01


async def hang(answer: WireAnswer, left: Callable[[], Awaitable[None]]) -> None:
    """Keep the connection open and say nothing, as long as the answer says or until the caller has `left`."""
    if answer.delivery != "none" or not answer.pause:
        return
    ends = (asyncio.ensure_future(end) for end in (_awaited(left), asyncio.sleep(answer.pause)))
    _, waiting = await asyncio.wait(tuple(ends), return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()


async def deliver(answer: WireAnswer, scope: Scope, send: Send) -> None:
    """Send it as its delivery says. In memory, where nothing can be torn, ConnectionResetError stands for the end."""
    match answer.delivery:
        case "whole":
            await _begin(answer, send, _length(answer, scope))
            await _finish(send, _body(answer))
        case "drips":
            await _drip(answer, send)
            await _finish(send)
        case _:
            await _break_off(answer, send)
            _end(answer, scope)


async def _awaited(left: Callable[[], Awaitable[None]]) -> None:
    await left()


async def _drip(answer: WireAnswer, send: Send) -> None:
    await _begin(answer, send, len(answer.body))
    for byte in _bytes(answer.body):
        await _send(send, byte)
        await asyncio.sleep(answer.pause)


async def _break_off(answer: WireAnswer, send: Send) -> None:
    if answer.delivery == "none":
        return
    is_reset = answer.delivery == "reset"
    await _begin(answer, send, len(answer.body) + _MISSING)
    await _send(send, answer.body[: len(answer.body) // 2] if is_reset else answer.body)
    await asyncio.sleep(_MOMENT)  # because what was just written must leave before the end


def _end(answer: WireAnswer, scope: Scope) -> None:
    tear: Tear | None = scope.get("extensions", {}).get(TEAR)
    if tear is None:
        raise ConnectionResetError(f"the mock tears this answer ({answer.delivery})")
    if answer.delivery == "reset":
        tear.reset()
    else:
        tear.close()


async def _begin(answer: WireAnswer, send: Send, length: int | None) -> None:
    pairs = answer.headers if length is None else (*answer.headers, ("Content-Length", str(length)))
    headers = [(name.lower().encode("latin-1"), value.encode("latin-1", "replace")) for name, value in pairs]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})


async def _send(send: Send, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": True})


async def _finish(send: Send, body: bytes = b"") -> None:
    await send({"type": "http.response.body", "body": body, "more_body": False})


def _body(answer: WireAnswer) -> bytes:
    return b"" if answer.status in _BODILESS else answer.body


def _length(answer: WireAnswer, scope: Scope) -> int | None:
    says_nothing = answer.status in _BODILESS or (scope["method"] == "HEAD" and not answer.body)
    return None if says_nothing else len(answer.body)


def _bytes(body: bytes) -> Iterator[bytes]:
    return (body[index : index + 1] for index in range(len(body)))
