"""The platform of a document on a connection: as an ASGI application, and at once where a request was met before."""

import asyncio
import re
from dataclasses import dataclass, field, replace
from email.utils import formatdate
from http import HTTPStatus
from time import time
from typing import Any, Final
from urllib.parse import parse_qsl

import h11
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from ndxp_mocks.openapi.messages import Reply, Request
from ndxp_mocks.openapi.platform import LARGEST_BODY, DocumentPlatform
from ndxp_mocks.platform.misbehaviour import Pairs

_MOST_REMEMBERED: Final = 2048
_LONGEST_REMEMBERED: Final = 256 * 1024
_WITHOUT_LENGTH: Final = frozenset({204, 304})
_NOT_SIMPLE: Final = frozenset({"upgrade", "content-length", "transfer-encoding", "expect"})
# RFC 9112, 3 and 5, of the targets only that with a path, of the values only those in ASCII
_HEAD: Final = re.compile(
    rb"(GET|HEAD|OPTIONS) (/[!-~]*) HTTP/1\.1\r\n((?:[A-Za-z0-9!#$%&'*+.^_`|~-]+:[\t -~]*\r\n)+)\r\n", re.ASCII
)


def application(described: DocumentPlatform, fixed: Pairs) -> ASGIApp:
    """Return the application that answers as the document says; every answer carries the fixed headers."""

    async def answering(scope: Scope, receive: Receive, send: Send) -> None:
        body = await _received(receive)
        raw_path = (scope.get("raw_path") or scope["path"].encode("utf-8")).decode("latin-1")
        headers = tuple((name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in scope["headers"])
        request = Request(scope["method"], raw_path, query_of(scope["query_string"].decode("latin-1")), headers, body)
        reply = described.reply(request, fixed)
        dated = () if described.misbehaves else (("date", formatdate(usegmt=True)),)
        for message in _messages(replace(reply, headers=(*dated, *reply.headers))):
            await send(message)

    return answering


def query_of(text: str) -> Pairs:
    """Return the query as pairs, decoded; what is not UTF-8 gets the sign for that."""
    return tuple(parse_qsl(text, keep_blank_values=True))


@dataclass(slots=True)
class Memory:
    """Answers by the bytes of their requests: to the same bytes the answer is the same, its date aside."""

    described: DocumentPlatform
    fixed: Pairs
    _answers: dict[bytes, tuple[bytes, bytes]] = field(default_factory=dict)
    _date: tuple[int, bytes] = (0, b"")

    def answer(self, sent: bytes) -> bytes | None:
        """Return the whole answer to a simple request, None if somebody else has to look at it."""
        found = self._answers.get(sent)
        if found is None:
            asked = _simple(sent)
            if asked is None or asked.shows_signed_token:
                return None
            found = self._made(asked)
            if len(self._answers) < _MOST_REMEMBERED and len(found[1]) <= _LONGEST_REMEMBERED:
                self._answers[sent] = found
        return found[0] + self._dated() + found[1]

    def _dated(self) -> bytes:
        now = int(time())
        if self._date[0] != now:
            self._date = (now, f"date: {formatdate(now, usegmt=True)}\r\n".encode("ascii"))
        return self._date[1]

    def _made(self, asked: Request) -> tuple[bytes, bytes]:
        reply = self.described.reply(asked, self.fixed)
        start, body = _messages(reply)
        pairs = b"".join(name + b": " + value + b"\r\n" for name, value in start["headers"])
        line = f"HTTP/1.1 {reply.status} {_phrase(reply.status)}\r\n".encode("ascii")
        return line, pairs + b"\r\n" + (
            b"" if asked.method == "HEAD" or reply.status in _WITHOUT_LENGTH else body["body"]
        )


def with_memory(memory: Memory) -> type[asyncio.Protocol]:
    """Return the protocol of a connection whose simple requests are answered from memory, others by the application."""

    class Remembering(H11Protocol):
        answered_at = 0.0

        def data_received(self, data: bytes) -> None:
            is_idle = (
                self.conn.our_state is h11.IDLE and self.conn.their_state is h11.IDLE and not self.flow.write_paused
            )
            if is_idle and not self.conn.trailing_data[0] and data.endswith(b"\r\n\r\n"):
                answer = memory.answer(data)
                if answer is not None:
                    self.transport.write(answer)
                    self.answered_at = self.loop.time()
                    if self.timeout_keep_alive_task is None:
                        self.wait(self.timeout_keep_alive)
                    return
            super().data_received(data)

        def wait(self, seconds: float) -> None:
            self.timeout_keep_alive_task = self.loop.call_later(seconds, self.timeout_keep_alive_handler)

        def timeout_keep_alive_handler(self) -> None:
            """Close what was idle all the time; one timer goes on, because a new one for each answer takes its time."""
            left = self.answered_at + self.timeout_keep_alive - self.loop.time()
            if left > 0:
                self.wait(left)
            else:
                super().timeout_keep_alive_handler()

    return Remembering


async def _received(receive: Receive) -> bytes:
    """Return the body, no more of it than shows that it is too large."""
    received = bytearray()
    while True:  # to the end, because who is cut off while sending never reads the refusal
        message = await receive()
        if len(received) <= LARGEST_BODY:
            received += message.get("body", b"")
        if not message.get("more_body", False):
            return bytes(received)


def _messages(reply: Reply) -> tuple[Message, Message]:
    typed = () if reply.media_type is None else (("content-type", reply.media_type),)
    measured = () if reply.status in _WITHOUT_LENGTH else (("content-length", str(len(reply.body))),)
    pairs: list[tuple[str, str]] = [*reply.headers, *typed, *measured]
    headers: Any = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in pairs]
    return (
        {"type": "http.response.start", "status": reply.status, "headers": headers},
        {"type": "http.response.body", "body": reply.body},
    )


def _simple(sent: bytes) -> Request | None:
    """Return a single safe request without a body on a connection that stays, written as most are.

    None for any other.
    """
    found = _HEAD.fullmatch(sent)
    if found is None:
        return None
    lines = found[3].decode("ascii").split("\r\n")[:-1]
    named = (line.partition(":") for line in lines)
    headers = tuple((name.lower(), value.strip(" \t")) for name, _, value in named)
    names = [name for name, _ in headers]
    is_single = names.count("host") == 1 and not _NOT_SIMPLE.intersection(names)
    if not is_single or any(name == "connection" and value.lower() != "keep-alive" for name, value in headers):
        return None
    raw_path, _, query = found[2].decode("ascii").partition("?")
    return Request(found[1].decode("ascii"), raw_path, query_of(query), headers)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
