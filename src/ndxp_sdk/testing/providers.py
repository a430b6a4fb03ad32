"""Own services behind the hub: what they are asked, and what they answer."""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from inspect import isawaitable, iscoroutinefunction
from typing import Any, TypeAlias, cast
from urllib.parse import parse_qsl, urlsplit

from anyio import to_thread

from ndxp_sdk._http import Pairs
from ndxp_sdk._http.json_body import serialise_json
from ndxp_sdk._http.response import Headers
from ndxp_sdk.errors import UsageError
from ndxp_sdk.testing._provider_answers import ProviderAnswer, answer_of, check_answer, check_handler
from ndxp_sdk.testing._routes import check_routes, route

__all__ = ["Answers", "Endpoint", "Handler", "ProviderAnswer", "ProviderRequest", "request_of"]


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
        """Return the body as JSON. ValueError if it is none."""
        return json.loads(self.content)

    def __repr__(self) -> str:
        return f"ProviderRequest({self.method}, {len(self.content)} bytes)"


Handler: TypeAlias = Callable[[ProviderRequest], object] | Callable[[ProviderRequest], Awaitable[object]]
"""Gives an answer, see `Answers`. It may be a coroutine function."""
Answers: TypeAlias = Handler | Mapping[str, object]
"""A handler; or for each `METHOD /path` an answer or a handler. `{…}` is one segment.

An answer is a ProviderAnswer, a value to be sent as JSON, `(status, value)`, `(status, value, headers)`; None is 204.
"""


class Endpoint:
    """Something that the hub reaches in memory. `requests` are those that it got, in order.

    Raises:
        UsageError: what was given are no answers; `answers` may be replaced later, and is checked then too.
    """

    __slots__ = ("_answers", "requests")

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.requests: list[ProviderRequest] = []
        """What came so far."""

    @property
    def answers(self) -> Answers:
        """The responses of the provider."""
        return self._answers

    @answers.setter
    def answers(self, given: Answers) -> None:
        _check(given)
        self._answers: Answers = given

    async def answer(self, request: ProviderRequest) -> ProviderAnswer:
        """Answer a request; whatever a handler raises goes to the test."""
        self.requests.append(request)
        found = self.answers if callable(self.answers) else _listed(self.answers, request)
        return answer_of(await _handled(cast("Handler", found), request) if callable(found) else found)

    def __repr__(self) -> str:
        return f"Endpoint({len(self.requests)} requests)"


def request_of(method: str, url: str, headers: Pairs, content: bytes, base: str = "") -> ProviderRequest:
    """Return the request for an absolute URL of a service whose address has the path `base`."""
    parts = urlsplit(url)
    query = tuple(parse_qsl(parts.query, keep_blank_values=True))
    fields = Headers([(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers])
    return ProviderRequest(method, url, parts.path.removeprefix(base) or "/", query, fields, content)


def _listed(answers: Mapping[str, object], request: ProviderRequest) -> object:
    wanted = ("HEAD", "GET") if request.method == "HEAD" else (request.method,)
    for each in wanted:  # because HEAD asks for what GET would be answered (RFC 9110, 9.3.2)
        for key, answer in answers.items():
            method, path = route(key)
            if method == each and path.fullmatch(request.path):
                return answer
    problem = {"type": "about:blank", "title": f"none of: {', '.join(answers)}", "status": 404}
    return ProviderAnswer(404, serialise_json(problem), (("Content-Type", "application/problem+json"),))


def _check(given: object) -> None:
    if callable(given):
        check_handler(given, "answers")
    elif isinstance(given, Mapping):
        check_routes(given)
        for key, answer in given.items():
            check_answer(answer, str(key))
    else:
        found = type(given).__name__
        raise UsageError(f'answers are a handler or a mapping such as {{"GET /v1/households": …}}, found {found}')


async def _handled(handler: Handler, request: ProviderRequest) -> object:
    if iscoroutinefunction(handler):
        return await handler(request)
    # because a handler may call the hub itself, which needs the thread that we are in
    found = await to_thread.run_sync(handler, request)
    return await found if isawaitable(found) else found
