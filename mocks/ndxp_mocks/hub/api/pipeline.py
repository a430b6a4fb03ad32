"""The order in which a request to one of our own APIs is looked at, and what every answer carries."""

import hashlib
import inspect
import json
from collections.abc import Awaitable
from dataclasses import dataclass, replace
from typing import Final

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ndxp_mocks.hub.api import preconditions
from ndxp_mocks.hub.api.body import parse_body, read_body
from ndxp_mocks.hub.api.idempotency import HEADER, first_only
from ndxp_mocks.hub.api.parameters import PRECONDITION, check_headers, path_values, query_values
from ndxp_mocks.hub.api.problem_responses import acceptable_response, problem_response
from ndxp_mocks.hub.api.rate_limit import Usage, count_request
from ndxp_mocks.hub.api.request import CORRELATION, ApiRequest, read_request
from ndxp_mocks.hub.api.response_validation import validate_response
from ndxp_mocks.hub.api.routing import Match, match, routes, sibling
from ndxp_mocks.hub.api.torn_response import send_cut
from ndxp_mocks.hub.contract.operations import ContractOperation
from ndxp_mocks.hub.domain.identity.bearer import authenticate
from ndxp_mocks.hub.handlers import handlers
from ndxp_mocks.hub.http.messages import Caller, HubAnswer, HubProblem, HubRequest
from ndxp_mocks.hub.state.world import World

_CHANGING: Final = frozenset({"POST", "PUT", "PATCH", "DELETE"})
Begun = HubAnswer | Awaitable[HubAnswer]


@dataclass(slots=True)
class _Progress:
    """Progress of a request: the facts that its answer can tell even if it is refused half-way."""

    asked: ApiRequest
    operation: ContractOperation | None = None
    usage: Usage | None = None


def own_apis(world: World) -> ASGIApp:
    """Return the ASGI application of our own APIs.

    Contracts and handlers are read now, so that no caller waits for them.
    """
    routes()
    handlers()

    async def answering(scope: Scope, receive: Receive, send: Send) -> None:
        progress = _Progress(read_request(scope))
        try:
            answer = await _whole_answer(world, progress, receive)
        except Exception as error:
            # The caller is told before the error goes on, because a server on sockets would only say that it failed.
            await _response(_failed(world, progress, error), progress.asked)(scope, receive, send)
            if world.settings.strict:
                raise
            return
        response = _response(answer, progress.asked)
        if answer.cut is None:
            await response(scope, receive, send)
        else:
            await send_cut(response, answer.cut, scope, send)

    return answering


async def _whole_answer(world: World, progress: _Progress, receive: Receive) -> HubAnswer:
    """Return the whole answer.

    ContractBroken where it is not what the contract promises and the settings are strict.
    """
    try:
        answer = await _answer(world, progress, receive)
    except HubProblem as problem:
        answer = problem_response(problem, progress.operation)
    finished = _finished(world, progress, answer)
    if world.settings.strict and progress.operation is not None and not finished.is_faulty:
        validate_response(progress.operation, finished)
    return finished


def _failed(world: World, progress: _Progress, error: Exception) -> HubAnswer:
    told = f"{type(error).__name__}: {error}" if world.settings.strict else "the hub failed"
    return _finished(world, progress, problem_response(HubProblem(500, "internal-error", told), progress.operation))


async def _answer(world: World, progress: _Progress, receive: Receive) -> HubAnswer:
    asked = progress.asked
    found = match(asked.method, asked.path)
    progress.operation = found.operation
    try:
        caller = _admitted(world, progress)
        raw = await read_body(receive, world.settings.largest_message)
        request = _request(world, asked, found, caller, raw)
    except HubProblem as problem:
        raise acceptable_response(problem, found.operation) from None
    return await _conditional(request, found)


def _admitted(world: World, progress: _Progress) -> Caller | None:
    """Authenticate the caller. Raises HubProblem 401 or 403 if that is not allowed, 429 if it is too often."""
    asked, scopes = progress.asked, progress.operation.scopes if progress.operation else None
    peer = f"peer {asked.peer}"
    try:
        caller = None if scopes is None else _caller(world, asked, scopes)
    except HubProblem:
        progress.usage = count_request(world, peer)
        raise
    progress.usage = count_request(world, caller.client_id if caller else peer)
    if progress.usage.is_exceeded:
        wait = str(progress.usage.ends_in)
        told = f"{progress.usage.quota} requests a second are granted"
        raise HubProblem(429, "quota-exceeded", told, headers=(("Retry-After", wait),))
    return caller


def _caller(world: World, asked: ApiRequest, scopes: frozenset[str]) -> Caller:
    request = (asked.method, asked.url)
    return authenticate(world, asked.headers, asked.certificate, sorted(scopes), request=request)


def _request(world: World, asked: ApiRequest, found: Match, caller: Caller | None, raw: bytes) -> HubRequest:
    operation = found.operation
    check_headers(operation, asked.headers)
    return HubRequest(
        world=world,
        operation=operation.operation_id,
        caller=caller,
        path=path_values(operation, found.values),
        query=query_values(operation, asked.query),
        headers=asked.headers,
        body=parse_body(operation, asked.headers.get("content-type"), raw),
        raw=raw,
        certificate=asked.certificate,
        base_url=asked.base_url,
    )


async def _conditional(request: HubRequest, found: Match) -> HubAnswer:
    operation = found.operation
    if operation.method not in _CHANGING:
        return preconditions.unless_known(request, _tagged(operation, await _settled(_begun(request))))
    if not operation.takes(HEADER, "header"):
        return await _settled(_changing(request, found))
    with first_only(request) as attempt:
        if attempt.answer is None:
            attempt.answer = await _settled(_changing(request, found))
        answer: HubAnswer = attempt.answer
        return answer


def _changing(request: HubRequest, found: Match) -> Begun:
    """Return the change, begun while nobody else can change what its precondition was judged by."""
    header = next((each for each in found.operation.parameters if each.name == PRECONDITION), None)
    with request.world.lock:
        if header is not None:
            preconditions.check(request, lambda: _current(request, found), is_required=header.is_required)
        return _begun(request)


def _current(request: HubRequest, found: Match) -> HubAnswer:
    """Read the resource as this caller would, for the tag by which a precondition is judged."""
    reading = sibling(found.route)
    answer = None if reading is None else _begun(replace(request, operation=reading.operation_id))
    if reading is None or not isinstance(answer, HubAnswer):
        raise TypeError(f"nothing reads at once what {request.operation} changes")
    return _tagged(reading, answer)


def _begun(request: HubRequest) -> Begun:
    with request.world.lock:
        return handlers()[request.operation](request)


async def _settled(answer: Begun) -> HubAnswer:
    return await answer if inspect.isawaitable(answer) else answer


def _tagged(operation: ContractOperation, answer: HubAnswer) -> HubAnswer:
    """Add the hash of the body as its tag if the contract promises one and the resource has none."""
    promised = operation.answer(answer.status)
    wants = promised is not None and any(each.name == "ETag" for each in promised.headers)
    if not wants or preconditions.quoted_tag(answer) is not None:
        return answer
    tag = f'"{hashlib.sha256(_bytes(answer)).hexdigest()[:32]}"'
    return replace(answer, headers=(*answer.headers, ("ETag", tag)))


def _finished(world: World, progress: _Progress, answer: HubAnswer) -> HubAnswer:
    asked = progress.asked
    usage = progress.usage or count_request(world, f"peer {asked.peer}")
    carried = dict(answer.headers)
    tag = preconditions.quoted_tag(answer) if answer.status < 300 else None
    added: list[tuple[str, str]] = [(CORRELATION, asked.correlation_id), *usage.headers]
    if tag is not None and "ETag" not in carried:
        added.append(("ETag", tag))
    if "Cache-Control" not in carried:
        added.append(("Cache-Control", "no-store" if tag is None and answer.status != 304 else "private, no-cache"))
    return replace(answer, headers=(*answer.headers, *added))


def _bytes(answer: HubAnswer) -> bytes:
    if isinstance(answer.body, bytes):
        return answer.body
    return json.dumps(answer.body, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _response(answer: HubAnswer, asked: ApiRequest) -> Response:
    """Build the response; to HEAD that of GET without its body (RFC 9110 §9.3.2)."""
    if answer.body is None:
        response = Response(status_code=answer.status)
    else:
        body = _bytes(answer)
        response = Response(b"" if asked.method == "HEAD" else body, answer.status, media_type=answer.media_type)
        response.headers["Content-Length"] = str(len(body))
    for name, value in answer.headers:
        response.headers.append(name, value)
    return response
