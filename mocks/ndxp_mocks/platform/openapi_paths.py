"""Operations written as OpenAPI path items. Examples are the answers that the platform really gives."""

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from typing import Final

from ndxp_mocks.platform.openapi_components import LEGAL_BASIS, SCHEME, error_references, reference
from ndxp_mocks.platform.operation import JsonObject, Operation
from ndxp_mocks.platform.paging import SHARED
from ndxp_mocks.platform.problems import MEDIA_TYPE, TITLES, problem

BASE: Final = "/v1"
_CORRELATION: Final[JsonObject] = {"X-Correlation-Id": {"$ref": "#/components/headers/X-Correlation-Id"}}
_RETRY: Final[JsonObject] = {"Retry-After": {"$ref": "#/components/headers/Retry-After"}}
_DOCUMENTED: Final = (400, 401, 403, 404, 429, 500, 503)
_WORTH_RETRYING: Final = frozenset({429, 503})


def paths(operations: Iterable[Operation]) -> JsonObject:
    """Return the path items, by path.

    Those about people last, so that whoever looks at a few sees what can be shown.
    """
    in_order = sorted(operations, key=attrgetter("entity.is_personal", "path"))
    return {
        path: {each.method: _operation(each) for each in group} for path, group in groupby(in_order, attrgetter("path"))
    }


def scope(operation: Operation) -> str:
    """Return the OAuth scope that an operation demands."""
    return f"{operation.entity.path}:read"


def error_responses() -> JsonObject:
    """Return the shared error answers, for components/responses."""
    responses = {f"Error{status}": _error_response(status) for status in _DOCUMENTED}
    return {**responses, "ErrorDefault": {**_error_response(500), "description": "Lỗi khác."}}


def _operation(operation: Operation) -> JsonObject:
    described: JsonObject = {
        "operationId": operation.identifier,
        "tags": [operation.entity.path],
        "summary": operation.summary,
        "description": operation.description,
        "parameters": _parameters(operation),
    }
    if operation.body is not None:
        described["requestBody"] = _request_body(operation)
    if operation.entity.is_personal:
        described["x-legal-basis"] = LEGAL_BASIS
    return {
        **described,
        "responses": _responses(operation),
        "security": [] if operation.is_open else [{SCHEME: [scope(operation)]}],
        **operation.members,
    }


def _parameters(operation: Operation) -> list[JsonObject]:
    shared = ("CorrelationId", "Purpose") if operation.entity.is_personal else ("CorrelationId",)
    return [*map(_parameter, operation.parameters), *map(_parameter_reference, shared)]


def _parameter(parameter: JsonObject) -> JsonObject:
    shared = next((name for name, each in SHARED.items() if each is parameter), None)
    return parameter if shared is None else _parameter_reference(shared)


def _parameter_reference(name: str) -> JsonObject:
    return {"$ref": f"#/components/parameters/{name}"}


def _request_body(operation: Operation) -> JsonObject:
    content = {"schema": operation.body, "example": operation.example.body}
    return {"required": True, "description": "Nội dung yêu cầu.", "content": {"application/json": content}}


def _responses(operation: Operation) -> JsonObject:
    success = operation.success
    example = _shortened(operation.answer(operation.example).body)
    good = {
        "description": success.description,
        "headers": {**_CORRELATION, **success.headers},
        "content": {"application/json": {"schema": success.schema, "example": example}},
    }
    return {str(success.status): good, **error_references(_statuses(operation))}


def _shortened(body: JsonObject) -> JsonObject:
    """Return a list of one is example enough."""
    return {name: value[:1] if isinstance(value, list) else value for name, value in body.items()}


def _statuses(operation: Operation) -> tuple[int, ...]:
    return tuple(status for status in _DOCUMENTED if not (operation.is_open and status in {401, 403}))


def _error_response(status: int) -> JsonObject:
    example = problem(status, _DETAILS[status]).body
    return {
        "description": f"{TITLES[status]}.",
        "headers": {**_CORRELATION, **(_RETRY if status in _WORTH_RETRYING else {})},
        "content": {MEDIA_TYPE: {"schema": reference("Problem"), "example": example}},
    }


_DETAILS: Final = {
    400: "Tham số hoặc nội dung không đúng mô tả.",
    401: "Cần mã truy cập hợp lệ.",
    403: "Hệ thống gọi chưa được cấp quyền đối với dữ liệu này.",
    404: "Không có dữ liệu ứng với yêu cầu.",
    429: "Đã vượt quá số lượt gọi cho phép.",
    500: "Hệ thống gặp lỗi, hãy thử lại sau.",
    503: "Hệ thống tạm ngừng phục vụ, hãy thử lại sau.",
}
