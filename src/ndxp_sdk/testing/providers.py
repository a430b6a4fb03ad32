"""Own services behind the hub: what they are asked, and what they answer."""

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from inspect import iscoroutinefunction
from typing import Any, Final, Self, TypeAlias, cast
from urllib.parse import parse_qsl, urlsplit

from anyio import to_thread

from ndxp_sdk._answer import Headers
from ndxp_sdk._call import Pairs
from ndxp_sdk._json import json_of
from ndxp_sdk.errors import UsageError

_JSON: Final = (("Content-Type", "application/json"),)
_BRACES: Final = re.compile(r"\{[^{}/]+\}")
_KEY: Final = re.compile(r"[A-Z]+ /\S*")


@dataclass(frozen=True, slots=True)
class ProviderRequest:
    """A request as a provider, or a receiver of webhooks, gets it.

    `url` is what the hub called; `path` is as it came, below the address of the service and without the query.
    """

    method: str
    url: str
    path: str
    query: Pairs
    headers: Headers
    content: bytes

    def json(self) -> Any:
        """The body as JSON; raises ValueError where it is none."""
        return json.loads(self.content)

    def __repr__(self) -> str:
        return f"ProviderRequest({self.method}, {len(self.content)} bytes)"


@dataclass(frozen=True, slots=True)
class ProviderAnswer:
    """An answer of a provider, byte for byte.

    >>> ProviderAnswer.json({"error_code": 0}).content
    b'{"error_code":0}'
    """

    status: int = 200
    content: bytes = b""
    headers: Pairs = ()

    @classmethod
    def json(cls, value: object, status: int = 200) -> Self:
        """A value as JSON."""
        return cls(status, json_of(value), _JSON)

    @property
    def body(self) -> bytes:
        """The same as `content`."""
        return self.content

    def __repr__(self) -> str:
        return f"ProviderAnswer({self.status}, {len(self.content)} bytes)"


Handler: TypeAlias = Callable[[ProviderRequest], object] | Callable[[ProviderRequest], Awaitable[object]]
"""Gives a ProviderAnswer, or a value to be sent as JSON; nothing is 204. It may be a coroutine function."""
Answers: TypeAlias = Handler | Mapping[str, object]
"""A handler; or for each `METHOD /path` an answer, a value to be sent as JSON, or a handler. `{…}` is one segment."""


@dataclass(slots=True)
class Endpoint:
    """Something that the hub reaches in memory. `requests` are those that it got, in order."""

    answers: Answers
    requests: list[ProviderRequest] = field(default_factory=list)

    def __post_init__(self) -> None:
        keys = () if callable(self.answers) else self.answers
        for wrong in (key for key in keys if not _KEY.fullmatch(key)):
            raise UsageError(f'"{wrong}" is no key of answers: METHOD /path is expected, such as GET /v1/households')

    async def answer(self, request: ProviderRequest) -> ProviderAnswer:
        """What it answers; whatever a handler raises goes to the test."""
        self.requests.append(request)
        found = self.answers if callable(self.answers) else _listed(self.answers, request)
        return _made(await _handled(cast("Handler", found), request) if callable(found) else found)


def request_of(method: str, url: str, headers: Pairs, content: bytes, base: str = "") -> ProviderRequest:
    """The request for an absolute URL of a service whose address has the path `base`."""
    parts = urlsplit(url)
    query = tuple(parse_qsl(parts.query, keep_blank_values=True))
    fields = Headers([(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers])
    return ProviderRequest(method, url, parts.path.removeprefix(base) or "/", query, fields, content)


def _listed(answers: Mapping[str, object], request: ProviderRequest) -> object:
    for key, answer in answers.items():
        method, _, path = key.partition(" ")
        if method == request.method and _pattern(path).fullmatch(request.path):
            return answer
    problem = {"type": "about:blank", "title": f"none of: {', '.join(answers)}", "status": 404}
    return ProviderAnswer(404, json_of(problem), (("Content-Type", "application/problem+json"),))


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile("[^/]+".join(re.escape(part) for part in _BRACES.split(path)))


async def _handled(handler: Handler, request: ProviderRequest) -> object:
    if iscoroutinefunction(handler):
        return await handler(request)
    # because a handler may call the hub itself, which needs the thread that we are in
    return await to_thread.run_sync(handler, request)


def _made(answer: object) -> ProviderAnswer:
    if isinstance(answer, ProviderAnswer):
        return answer
    return ProviderAnswer(204) if answer is None else ProviderAnswer.json(answer)
