"""Failures of API gateways (WSO2-like) and of adapters, as far as public integrations show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from ndxp_sdk import errors
from ndxp_sdk._error_mapping.http_status import careful
from ndxp_sdk._error_mapping.mapping import CallInfo, MappedError, Repeatable, error_of, quote
from ndxp_sdk._error_mapping.remedies import hint
from ndxp_sdk._http.response import Response
from ndxp_sdk._http.untrusted_body import child_text, json_object, local_name, string, xml_root
from ndxp_sdk._text import sanitise
from ndxp_sdk.errors import Answered, Origin

# Ranges of codes that WSO2 API Manager documents; the first range that holds a code decides, then the status.
_RANGES: Final[tuple[tuple[range, type[Answered], Repeatable, Origin], ...]] = (
    (range(900800, 900900), errors.QuotaExceeded, "later", "consumer-gateway"),
    (range(900900, 900906), errors.IdentityError, "never", "caller"),
    (range(900906, 900907), errors.NotFound, "never", "caller"),
    (range(900907, 900912), errors.AccessDenied, "never", "caller"),
    (range(101500, 101600), errors.UpstreamFailure, "repeatable", "provider"),
    (range(303000, 303100), errors.UpstreamFailure, "repeatable", "consumer-gateway"),
    (range(700700, 700701), errors.Unavailable, "later", "consumer-gateway"),
)


@dataclass(frozen=True, slots=True)
class Fault:
    """A code and a sentence."""

    code: str | None
    message: str | None


def gateway_fault(answer: Response) -> Fault | None:
    """Return the fault object of a gateway, in JSON or XML."""
    body = json_object(answer.content)
    if body is not None:
        inner = body.get("fault")
        if isinstance(inner, dict):
            return _fault(inner, "code", "message", "description")
        code = string(body.get("code"))
        is_numbered = code is not None and len(code) == 6 and code.isdigit()
        return _fault(body, "code", "message", "description") if is_numbered else None
    root = xml_root(answer.content)
    if root is None or local_name(root) != "fault":
        return None
    return Fault(child_text(root, "code"), child_text(root, "message") or child_text(root, "description"))


def adapter_fault(answer: Response) -> Fault | None:
    """Return the body `{error_code, message}` of an adapter."""
    body = json_object(answer.content)
    if body is None or "error_code" not in body:
        return None
    return _fault(body, "error_code", "message", "error_message")


def gateway_error(fault: Fault, call: CallInfo, answer: Response) -> Answered:
    """Return the error for a gateway's fault: by its code if that is known, otherwise by the status."""
    number = (
        int(fault.code) if fault.code and fault.code.isascii() and fault.code.isdigit() and len(fault.code) < 10 else -1
    )
    known = next(((kind, retry, origin) for numbers, kind, retry, origin in _RANGES if number in numbers), None)
    return _error("the gateway", fault, known or (*careful(answer.status), "consumer-gateway"), call, answer)


def adapter_error(fault: Fault, call: CallInfo, answer: Response) -> Answered:
    """Return the error for a refusal in an adapter's form; whether adapter or provider wrote it cannot be seen."""
    return _error("the adapter", fault, (*careful(answer.status), "unknown"), call, answer)


def _error(
    speaker: str, fault: Fault, known: tuple[type[Answered], Repeatable, Origin], call: CallInfo, answer: Response
) -> Answered:
    kind, retry, origin = known
    code = sanitise(fault.code) if fault.code else "no code"
    finding = MappedError(
        kind=kind,
        text=f"{speaker} answered {code} with status {answer.status}{quote(fault.message)}",
        retry=retry,
        origin=origin,
        code=fault.code,
        detail=fault.message,
        hint=hint("token") if kind is errors.IdentityError else None,
    )
    return error_of(finding, call, answer)


def _fault(body: Mapping[str, Any], code: str, *messages: str) -> Fault:
    return Fault(string(body.get(code)), next((text for name in messages if (text := string(body.get(name)))), None))
