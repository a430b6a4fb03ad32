"""Problems written as answers: RFC 9457 with our members, or RFC 6749 §5.2 where an operation speaks OAuth."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final
from uuid import uuid4

from ndxp_mocks.hub.contract.operations import ContractOperation
from ndxp_mocks.hub.http.messages import JSON_TYPE, HubAnswer, HubProblem

PROBLEM_TYPE: Final = "application/problem+json"
_HOME: Final = "https://hub.example/problems"
_RETRYABLE: Final = frozenset({429, 502, 503, 504})
_WORTH_WAITING: Final = frozenset({"idempotency-in-progress", "evidence-pending"})
_TITLES: Final[Mapping[str, str]] = {
    "request-invalid": "The request does not follow the contract",
    "client-unauthenticated": "No valid credentials came with the request",
    "access-denied": "The caller may not do this",
    "agreement-inactive": "The agreement is not active",
    "purpose-inactive": "The purpose is not active",
    "not-found": "There is no such resource",
    "method-not-allowed": "The resource does not know this method",
    "state-conflict": "The state of the resource does not allow this",
    "already-exists": "There is such a resource already",
    "idempotency-in-progress": "The same creation is in progress",
    "idempotency-mismatch": "The idempotency key came with another request",
    "evidence-pending": "The evidence is not timestamped yet",
    "precondition-failed": "The resource has changed",
    "precondition-required": "The request has to say which state it changes",
    "payload-too-large": "The body is too large",
    "unsupported-media-type": "The hub does not take this media type",
    "quota-exceeded": "The quota is used up",
    "internal-error": "The hub failed",
    "unavailable": "The hub cannot serve at the moment",
}
_OAUTH: Final = {401: "invalid_client", 403: "access_denied", 429: "temporarily_unavailable", 500: "server_error"}


def problem_response(problem: HubProblem, operation: ContractOperation | None) -> HubAnswer:
    """Return the answer that tells this problem, in the language of the operation."""
    if operation is not None and _speaks_oauth(operation):
        return _oauth(problem)
    body = {
        "type": f"{_HOME}/{problem.code}",
        "title": _TITLES.get(problem.code) or HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.detail,
        "instance": f"urn:uuid:{uuid4()}",
        "code": problem.code,
        "origin": "caller" if problem.status < 500 else "platform",
        "retryable": problem.status in _RETRYABLE or problem.code in _WORTH_WAITING,
        **_waiting(problem),
        **problem.members,
    }
    return HubAnswer(problem.status, body, _headers(problem), PROBLEM_TYPE)


def acceptable_response(problem: HubProblem, operation: ContractOperation) -> HubProblem:
    """Return the same problem with a status that the operation documents: 400 where it does not know a finer one."""
    if operation.answer(problem.status) is not None or operation.answer(400) is None or problem.status >= 500:
        return problem
    return HubProblem(400, problem.code, problem.detail, headers=problem.headers, **problem.members)


def _speaks_oauth(operation: ContractOperation) -> bool:
    told = operation.answer(400)
    return told is not None and JSON_TYPE in told.contents


def _oauth(problem: HubProblem) -> HubAnswer:
    status = problem.status if problem.status in {*_OAUTH, 503} else 400
    error = "temporarily_unavailable" if status == 503 else _OAUTH.get(status, "invalid_request")
    plain = "".join(each if " " <= each <= "~" and each not in '"\\' else "'" for each in problem.detail)
    return HubAnswer(status, {"error": error, "error_description": plain}, _headers(problem))


def _waiting(problem: HubProblem) -> dict[str, Any]:
    wait = next((value for name, value in _headers(problem) if name == "Retry-After"), "")
    return {"retry_after": int(wait)} if wait.isdigit() else {}


def _headers(problem: HubProblem) -> tuple[tuple[str, str], ...]:
    names = {name.lower() for name, _ in problem.headers}
    wanted: list[tuple[str, str]] = []
    if problem.status == 401 and "www-authenticate" not in names:
        wanted.append(("WWW-Authenticate", 'Bearer realm="hub"'))
    if problem.status in (429, 503) and "retry-after" not in names:
        wanted.append(("Retry-After", "1"))
    return (*problem.headers, *wanted)
