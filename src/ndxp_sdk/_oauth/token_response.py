"""Answers of token endpoints: a token, an error of RFC 6749 §5.2, a problem of RFC 9457, a gateway's JSON, or HTML.

Nothing here raises: a traceback from these frames could show the token.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from ndxp_sdk._http.response import Response
from ndxp_sdk._http.retry_after import retry_after_of
from ndxp_sdk._oauth.token import Token
from ndxp_sdk._oauth.token_request import fits_field
from ndxp_sdk._text import sanitise
from ndxp_sdk.errors import (
    AccessDenied,
    Answered,
    Facts,
    GatewayFailure,
    IdentityError,
    Ids,
    NdxpError,
    NotFound,
    QuotaExceeded,
    RequestInvalid,
    Unavailable,
    UnexpectedAnswer,
)
from ndxp_sdk.secrets import Secret

DEFAULT_LIFE: Final = 60.0
WHAT: Final = "the token endpoint"
_BEARER: Final = frozenset({"", "bearer", "bearertoken"})
_SECONDS: Final = re.compile(r"[0-9]{1,15}(\.[0-9]*)?")
_CODE: Final = re.compile(r"[A-Za-z0-9_.:-]{1,60}")
_RUN: Final = re.compile(r"[A-Za-z0-9+/_.=~-]{24,}")
_DIGIT: Final = re.compile(r"[0-9]")
_UUID: Final = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\.?")
_TOKENS: Final = ("access_token", "refresh_token", "id_token", "session", "token")
_RETRYABLE: Final = frozenset({429, 500, 502, 503, 504})
_BY_ERROR: Final[Mapping[str, type[Answered]]] = {
    "invalid_client": IdentityError,
    "invalid_grant": IdentityError,
    "unauthorized_client": IdentityError,
    "access_denied": AccessDenied,
    "invalid_scope": AccessDenied,
    "server_error": GatewayFailure,
    "temporarily_unavailable": Unavailable,
}
_BY_STATUS: Final[Mapping[int, type[Answered]]] = {
    401: IdentityError,
    403: AccessDenied,
    404: NotFound,
    429: QuotaExceeded,
    503: Unavailable,
}
_HINTS: Final[Mapping[type[Answered], str]] = {
    IdentityError: "`ndxp token explain` says which check fails",
    AccessDenied: "check scope, agreement and purpose: `ndxp token explain`",
    NotFound: "check token_url",
    UnexpectedAnswer: "check token_url, and whether a proxy answers instead",
}


def token_of(answer: Response, now: float, mask: Callable[[str], str] = str) -> Token | NdxpError:
    """Return the token of a response with status 200, or what is wrong with it."""
    members = object_of(answer) if answer.status == 200 else None
    value = members.get("access_token") if members else None
    if members is None or not isinstance(value, str) or not value.strip():
        return failure_of(answer, WHAT, mask)
    kind = str(members.get("token_type") or "")
    if kind.lower() not in _BEARER:
        return _unusable(answer, f"{WHAT} gives a token of type {sanitise(mask(kind), 30)}, Bearer is expected", mask)
    if not fits_field(value.strip()):
        return _unusable(answer, f"{WHAT} gives a token that fits into no header field", mask)
    return Token.lasting(Secret(value.strip()), "Bearer", now, life_of(members.get("expires_in")))


def life_of(value: object) -> float:
    """Read `expires_in` in seconds, a number or a text; a minute if it is missing or makes no sense."""
    text = "" if isinstance(value, bool) else str(value).strip()
    seconds = float(text) if _SECONDS.fullmatch(text) else 0.0
    return seconds or DEFAULT_LIFE


def failure_of(answer: Response, what: str = WHAT, mask: Callable[[str], str] = str) -> NdxpError:
    """Build the error for a response without a token. `mask` redacts what was sent in confidence and may be echoed."""
    from ndxp_sdk._error_mapping.gatekeepers import of_gatekeeper  # noqa: PLC0415 - because most answers hold a token
    from ndxp_sdk._error_mapping.mapping import CallInfo  # noqa: PLC0415 - the same

    gatekeeper = of_gatekeeper(answer, CallInfo())
    if gatekeeper is not None:
        return gatekeeper
    members = object_of(answer) or {}
    code, detail = _code(members, mask), _detail(members, mask)
    if code is None and detail is None and (answer.status < 400 or not members):
        return _strange(answer, what, mask)
    error = _BY_STATUS.get(answer.status) if answer.status in {429, 503} else None
    error = error or _BY_ERROR.get(code or "") or _BY_STATUS.get(answer.status)
    error = error or (GatewayFailure if answer.status >= 500 else RequestInvalid)
    told = " ".join(filter(None, (str(answer.status), code)))
    message = f"{what} answers {told}: {detail}" if detail else f"{what} answers {told}"
    return error(message, _facts(answer, error, code, detail, mask))


def object_of(answer: Response) -> dict[str, Any] | None:
    """Return the JSON object of the body, whatever its media type says."""
    try:
        found = json.loads(answer.content)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def received_in(answer: Response) -> Iterator[str]:
    """Yield the tokens in a response."""
    members = object_of(answer) or {}
    yield from (value for name in _TOKENS if isinstance(value := members.get(name), str))


def _code(members: Mapping[str, Any], mask: Callable[[str], str]) -> str | None:
    named = members.get("error") or members.get("code") or members.get("error_code")
    text = _without_tokens(mask(str(named))) if isinstance(named, str | int) else ""
    return text if _CODE.fullmatch(text) else None


def _detail(members: Mapping[str, Any], mask: Callable[[str], str]) -> str | None:
    for name in ("error_description", "detail", "description", "message", "title"):
        told = members.get(name)
        if isinstance(told, str) and told.strip():
            return sanitise(_without_tokens(mask(told)))
    return None


def _without_tokens(text: str) -> str:
    """Redact long runs of the letters of base64; UUIDs stay, because the operator asks for them."""
    return _RUN.sub(lambda run: "***" if _DIGIT.search(run[0]) and not _UUID.fullmatch(run[0]) else run[0], text)


def _strange(answer: Response, what: str, mask: Callable[[str], str]) -> Answered:
    from ndxp_sdk._error_mapping.intermediaries import is_page  # noqa: PLC0415 - because most answers hold a token

    is_html = is_page(answer)
    page = "an HTML page" if is_html else f"{len(answer.content)} bytes that are no token"
    if 300 <= answer.status < 400:
        return _unusable(answer, f"{what} answers {answer.status}: a redirection, which is not followed", mask)
    error = _BY_STATUS.get(answer.status, GatewayFailure if answer.status >= 500 else UnexpectedAnswer)
    facts = _facts(answer, error, None, None, mask)
    return error(f"{what} answers {answer.status} with {page}", replace(facts, origin="network") if is_html else facts)


def _unusable(answer: Response, message: str, mask: Callable[[str], str]) -> UnexpectedAnswer:
    return UnexpectedAnswer(message, _facts(answer, UnexpectedAnswer, None, None, mask))


def _facts(
    answer: Response, error: type[Answered], code: str | None, detail: str | None, mask: Callable[[str], str]
) -> Facts:
    correlation = mask(answer.headers.get("X-Correlation-Id") or "")
    return Facts(
        origin="caller" if error in {IdentityError, AccessDenied, RequestInvalid, NotFound} else "platform",
        status=answer.status,
        code=code,
        detail=detail,
        retryable=answer.status in _RETRYABLE,
        retry_after=retry_after_of(answer),
        ids=Ids(correlation_id=sanitise(correlation, 80) if correlation else None),
        hint=_HINTS.get(error),
    )
