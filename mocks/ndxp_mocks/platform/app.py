"""A platform as an ASGI application: requests are admitted, held to the document, answered, and stamped."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import Any, Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from ndxp_mocks.platform.access_tokens import Issuer
from ndxp_mocks.platform.answer_faults import observe_request, remember, with_answer_faults
from ndxp_mocks.platform.authorization import admission, refusal
from ndxp_mocks.platform.misbehaviour import FLAWLESS, Admission, Misbehaviour, ObservedRequest
from ndxp_mocks.platform.openapi_paths import BASE, scope
from ndxp_mocks.platform.operation import Answer, Call, JsonObject, Operation
from ndxp_mocks.platform.problems import problem
from ndxp_mocks.platform.request_validation import flaws_of_body, flaws_of_parameters, query_of
from ndxp_mocks.platform.response_headers import with_headers

NEVER_KEPT: Final = ("Cache-Control", "no-store")
_KEPT_SHORTLY: Final = ("Cache-Control", "public, max-age=60")
_LARGEST_BODY: Final = 64 * 1024

Demand = Callable[[Operation], bool]
Headers = Iterable[tuple[str, str]]


def demands_token(operation: Operation) -> bool:
    """Return whether a flawless platform wants a token: always, open data aside."""
    return not operation.is_open


def guards_people_only(operation: Operation) -> bool:
    """Return whether a platform that forgot its protection still wants a token."""
    return operation.entity.is_personal


def application(
    operations: Iterable[Operation],
    document: JsonObject,
    demand: Demand,
    stamp: Headers,
    misbehaviour: Misbehaviour = FLAWLESS,
    issuer: Issuer | None = None,
) -> ASGIApp:
    """Return the application that serves these operations and, to anyone, the document.

    Beside the made-up token those of the issuer are good, None if there is none.
    """
    in_order = sorted(operations, key=attrgetter("path"))
    routes = [
        _route(path, tuple(group), document["paths"].get(path, {}), demand, misbehaviour, issuer)
        for path, group in groupby(in_order, attrgetter("path"))
    ]
    published = Route(f"{BASE}/openapi.json", partial(_published, document), methods=["GET"])
    starlette = Starlette(routes=[published, *routes], exception_handlers={HTTPException: _unknown, Exception: _failed})
    starlette.router.redirect_slashes = False
    right = with_headers(starlette, stamp)
    return right if misbehaviour.amend_answer is None else with_answer_faults(right, misbehaviour.amend_answer)


def _route(
    path: str,
    operations: tuple[Operation, ...],
    described: JsonObject,
    demand: Demand,
    misbehaviour: Misbehaviour,
    issuer: Issuer | None,
) -> Route:
    by_method = {operation.method.upper(): operation for operation in operations}

    async def endpoint(request: Request) -> Response:
        operation = by_method[_safe_method(request.method)]
        shown = _admission(request, operation, issuer, is_wanted=demand(operation))
        asked = replace(
            observe_request(request.scope), operation=described.get(operation.method), template=path, admission=shown
        )
        remember(request.scope, asked)
        return _response(await _answer(operation, request, misbehaviour.amend_request(asked)), operation)

    return Route(f"{BASE}{path}", endpoint, methods=list(by_method))


def _admission(request: Request, operation: Operation, issuer: Issuer | None, *, is_wanted: bool) -> Admission:
    authorization = request.headers.get("Authorization")
    if issuer is None:
        return admission(authorization, is_wanted=is_wanted)
    judge = partial(issuer.flaw, scopes=(scope(operation),), is_of_one_record="{" in operation.path)
    return admission(authorization, is_wanted=is_wanted, judge=judge)


def _safe_method(method: str) -> str:
    return "GET" if method == "HEAD" else method


async def _answer(operation: Operation, request: Request, asked: ObservedRequest) -> Answer:
    refused = refusal(asked.admission)
    if refused is not None:
        return refused
    if asked.names_two_clients and asked.is_held_to_the_document:
        return problem(400, "X-Road-Client chỉ được xuất hiện một lần.")
    received = await _received(request)
    if received is None:
        return problem(413, f"Nội dung lớn hơn {_LARGEST_BODY} byte.")
    query = query_of(operation, dict(asked.query))
    body, flaws = _body(operation, received)
    flaws += tuple(flaws_of_parameters(operation, "path", request.path_params))
    flaws += tuple(flaws_of_parameters(operation, "query", query))
    if flaws and asked.is_held_to_the_document:
        return problem(400, "Tham số hoặc nội dung không đúng mô tả.", flaws)
    return operation.answer(operation.example if flaws else Call(request.path_params, query, body))


async def _received(request: Request) -> bytes | None:
    """Return the body, None if it is larger than a platform takes."""
    received, length = bytearray(), 0
    async for chunk in request.stream():  # to the end, because who is cut off while sending never reads the refusal
        length += len(chunk)
        if length <= _LARGEST_BODY:
            received += chunk
    return bytes(received) if length <= _LARGEST_BODY else None


def _body(operation: Operation, received: bytes) -> tuple[Any, tuple[str, ...]]:
    if operation.body is None:
        return None, ("nội dung: không được mô tả",) if received else ()
    try:
        body = json.loads(received.decode("utf-8"))
    except (ValueError, RecursionError):  # the latter because nesting has no limit in JSON, but one in Python
        return None, ("nội dung: không phải JSON",)
    return body, tuple(flaws_of_body(operation, body))


def _response(answer: Answer, operation: Operation) -> Response:
    kept = _KEPT_SHORTLY if operation.is_open and answer.status == 200 else NEVER_KEPT
    return _written(answer, (*answer.headers, kept))


def _written(answer: Answer, headers: Headers) -> Response:
    body = json.dumps(answer.body, ensure_ascii=False).encode("utf-8")
    return Response(body, answer.status, dict(headers), answer.media_type)


async def _published(document: JsonObject, _request: Request) -> Response:
    return _written(Answer(200, document), (_KEPT_SHORTLY,))


async def _unknown(_request: Request, error: Exception) -> Response:
    status, headers = (error.status_code, error.headers or {}) if isinstance(error, HTTPException) else (404, {})
    return _written(problem(status, "Địa chỉ hoặc phương thức không có trong mô tả."), (*headers.items(), NEVER_KEPT))


async def _failed(_request: Request, _error: Exception) -> Response:
    return _written(problem(500, "Hệ thống gặp lỗi, hãy thử lại sau."), (NEVER_KEPT,))
