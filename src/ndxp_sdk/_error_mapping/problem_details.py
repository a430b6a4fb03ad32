"""Failures of the hub's own APIs: RFC 9457 problems, refused bearer tokens, and whatever else comes in their place."""

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final, get_args

from ndxp_sdk import errors
from ndxp_sdk._error_mapping.http_status import careful, kind_of
from ndxp_sdk._error_mapping.mapping import CallInfo, MappedError, Repeatable, error_of, header_id, quote
from ndxp_sdk._error_mapping.remedies import hint
from ndxp_sdk._http.response import Response
from ndxp_sdk._http.retry_after import seconds_of
from ndxp_sdk._http.untrusted_body import json_object, media_type_of, string
from ndxp_sdk._text import sanitise
from ndxp_sdk.errors import Answered, Ids, Origin

MEDIA_TYPE: Final = "application/problem+json"
# The codes of specs/contracts/common.yaml; a test holds the list complete.
KINDS: Final[Mapping[str, type[Answered]]] = MappingProxyType(
    {
        "access-denied": errors.AccessDenied,
        "agreement-inactive": errors.AccessDenied,
        "already-exists": errors.Conflict,
        "client-unauthenticated": errors.IdentityError,
        "evidence-pending": errors.Conflict,
        "idempotency-in-progress": errors.Conflict,
        "idempotency-mismatch": errors.RequestInvalid,
        "integrity-failure": errors.IntegrityError,
        "internal-error": errors.GatewayFailure,
        "not-found": errors.NotFound,
        "payload-too-large": errors.PayloadTooLarge,
        "precondition-failed": errors.Conflict,
        "precondition-required": errors.Conflict,
        "purpose-inactive": errors.AccessDenied,
        "quota-exceeded": errors.QuotaExceeded,
        "request-invalid": errors.RequestInvalid,
        "state-conflict": errors.Conflict,
        "trust-expired": errors.Unavailable,
        "unavailable": errors.Unavailable,
        "unsupported-media-type": errors.RequestInvalid,
        "upstream-failure": errors.UpstreamFailure,
        "upstream-timeout": errors.UpstreamFailure,
    }
)
_SHOWN_FAULTS: Final = 5
_ORIGINS: Final[frozenset[str]] = frozenset(get_args(Origin))
_INSTANCE: Final = re.compile(r"(?:urn:[\w:.\-]{1,200}|/?[\w./\-]{1,200})")
_WHY: Final = re.compile(r'error="?([\w.\-]{1,60})')


def problem_of(answer: Response) -> dict[str, Any] | None:
    """Return the members of a problem. None if neither the media type nor the members are those of one."""
    body = json_object(answer.content)
    if body is None:
        return None
    has_members = isinstance(body.get("code") or body.get("type"), str) and not {"title", "status"}.isdisjoint(body)
    return body if has_members or media_type_of(answer) == MEDIA_TYPE else None


def problem_error(body: Mapping[str, Any], call: CallInfo, answer: Response) -> Answered:
    """Map a problem to its error."""
    code = _code(body)
    by_status, retry = kind_of(answer.status)
    kind = KINDS.get(code or "", by_status)
    said = string(body.get("detail")) or string(body.get("title"))
    shown = ": ".join(filter(None, (sanitise(code or ""), sanitise(said or ""))))
    finding = MappedError(
        kind=kind,
        text=f"{shown or f'a problem with status {answer.status}'}{_faults(body)}{_upstream(body)}",
        retry=_retry(body, retry),
        origin=_origin(body, answer.status),
        code=code,
        detail=said,
        hint=hint("token") if kind is errors.IdentityError else None,
        retry_after=seconds_of(body.get("retry_after")),
    )
    return error_of(finding, replace(call, ids=_ids(body, call.ids, answer)), answer)


def status_error(answer: Response, call: CallInfo) -> Answered:
    """Return the error of a refusal without a problem, by status and by what OAuth says in WWW-Authenticate."""
    kind, retry = careful(answer.status)
    why = _WHY.search(answer.headers.get("WWW-Authenticate") or "")
    code = why.group(1) if why else None
    body = json_object(answer.content) or {}
    said = next((text for name in ("error_description", "message", "error") if (text := string(body.get(name)))), None)
    finding = MappedError(
        kind=kind,
        text=f"status {answer.status}{f' with {sanitise(code)}' if code else ''}{quote(said)}",
        retry=retry,
        origin="platform" if answer.status >= 500 else "caller",
        code=code or string(body.get("error")),
        detail=said,
        hint=hint("token") if kind is errors.IdentityError else None,
    )
    return error_of(finding, replace(call, ids=_ids({}, call.ids, answer)), answer)


def _code(body: Mapping[str, Any]) -> str | None:
    given = string(body.get("code"))
    if given:
        return given
    kind = string(body.get("type")) or ""
    return kind.rstrip("/").rpartition("/")[2] if "/problems/" in kind else None


def _retry(body: Mapping[str, Any], by_status: Repeatable) -> Repeatable:
    if body.get("retryable") is False:
        return "never"
    # because the hub says that repeating can help, and not that it does no harm
    return "repeatable" if body.get("retryable") is True and by_status == "never" else by_status


def _origin(body: Mapping[str, Any], status: int) -> Origin:
    given = body.get("origin")
    if isinstance(given, str) and given in _ORIGINS:
        return given  # type: ignore[return-value]  # because it is one of them
    return "platform" if status >= 500 else "caller"


def _faults(body: Mapping[str, Any]) -> str:
    faults = body.get("errors")
    rows = [fault for fault in faults if isinstance(fault, dict)] if isinstance(faults, list) else []
    shown = [_fault(row) for row in rows[:_SHOWN_FAULTS]]
    rest = len(rows) - len(shown)
    return f" ({'; '.join(shown)}{f'; {rest} more' if rest else ''})" if shown else ""


def _fault(row: Mapping[str, Any]) -> str:
    pointer, code, said = (string(row.get(name)) for name in ("pointer", "code", "detail"))
    return " ".join(sanitise(each, 80) for each in (pointer, f"{code}:" if code and said else code, said) if each)


def _upstream(body: Mapping[str, Any]) -> str:
    upstream = body.get("upstream")
    if not isinstance(upstream, dict):
        return ""
    words = [string(upstream.get(name)) for name in ("status", "type", "detail")]
    return f"; behind the hub: {sanitise(' '.join(filter(None, words)))}" if any(words) else ""


def _ids(body: Mapping[str, Any], known: Ids, answer: Response) -> Ids:
    instance = string(body.get("instance"))
    return replace(
        known,
        message_id=known.message_id or _id(body, "message_id"),
        transaction_id=_id(body, "transaction_id") or known.transaction_id,
        correlation_id=header_id(answer, "X-Correlation-Id") or known.correlation_id,
        instance=sanitise(instance) if instance and _INSTANCE.fullmatch(instance) else None,
    )


def _id(body: Mapping[str, Any], name: str) -> str | None:
    value = string(body.get(name))
    return sanitise(value, 128) if value else None
