"""Failures that X-Road reports: which error they are, whose fault, whether to repeat, what to do (wire.md 1.5)."""

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from ndxp_sdk import errors
from ndxp_sdk._error_mapping.mapping import CallInfo, MappedError, Repeatable, detail_id, error_of, header_id, quote
from ndxp_sdk._error_mapping.remedies import hint
from ndxp_sdk._error_mapping.xroad_codes import Code, Family, code_of
from ndxp_sdk._error_mapping.xroad_fault import Report
from ndxp_sdk._http.response import Response
from ndxp_sdk._text import sanitise
from ndxp_sdk.errors import Answered, Origin

Decision = tuple[type[Answered], Repeatable]
_FAMILIES: Final[Mapping[Family, Decision]] = MappingProxyType(
    {
        "caller-message": (errors.RequestInvalid, "never"),
        "identity": (errors.IdentityError, "never"),
        "destination": (errors.NotFound, "never"),
        "access": (errors.AccessDenied, "never"),
        "provider-off": (errors.Unavailable, "later"),
        "provider-failed": (errors.UpstreamFailure, "repeatable"),
        "own-gateway": (errors.GatewayFailure, "repeatable"),
        # because a message may have been delivered before it could not be logged
        "evidence": (errors.EvidenceFailure, "repeatable"),
        "trust": (errors.TrustFailure, "never"),
        "consistency": (errors.IntegrityError, "never"),
        "signer": (errors.GatewayFailure, "never"),
        "asic": (errors.EvidenceFailure, "never"),
    }
)
_BY_ORIGIN: Final[Mapping[Origin, Decision]] = MappingProxyType(
    {
        "caller": (errors.RequestInvalid, "never"),
        "consumer-gateway": (errors.GatewayFailure, "repeatable"),
        "provider-gateway": (errors.UpstreamFailure, "repeatable"),
    }
)
# Because traffic stops until a new configuration is there, and nothing was forwarded.
_BY_CODE: Final[Mapping[str, Decision]] = MappingProxyType({"global_conf_outdated": (errors.Unavailable, "later")})
_SIZE: Final = re.compile(r"(?i)exceeds? maximum loggable size|size exceeds")
_LOG: Final = re.compile(r"(?i)logging_?failed")
_METASERVICES: Final = frozenset({"getOpenAPI", "getWsdl", "listMethods", "allowedMethods"})
# What a metaservice says under one code, internal_error.
_SAID_BY_METASERVICES: Final = (
    (re.compile(r"(?i)service not found"), errors.NotFound),
    (re.compile(r"(?i)invalid service type"), errors.NotFound),
    (re.compile(r"(?i)failed reading service description"), errors.UpstreamFailure),
)
_TLS_TEXTS: Final = (
    (re.compile(r"(?i)did not supply"), "no-client-certificate"),
    (re.compile(r"(?i)has no IS certificates"), "no-registered-certificate"),
    (re.compile(r"(?i)does not match any"), "other-certificate"),
    (re.compile(r"(?i)expired|not yet valid|validity"), "expired-certificate"),
    (re.compile(r"(?i)plain\s?text"), "plain-http"),
)
_HINTS: Final[Mapping[type[Answered], str]] = MappingProxyType(
    {
        errors.AccessDenied: "access",
        errors.EvidenceFailure: "evidence",
        errors.TrustFailure: "alert",
        errors.IntegrityError: "alert",
        errors.PayloadTooLarge: "size",
        errors.GatewayFailure: "operator",
    }
)
_SPEAKERS: Final[Mapping[Origin, str]] = MappingProxyType(
    {
        "caller": "the own security server found the call itself wrong",
        "consumer-gateway": "the own security server answered",
        "provider-gateway": "the security server of the provider answered",
    }
)


def xroad_error(report: Report, call: CallInfo, answer: Response) -> Answered:
    """Return the error for what X-Road reports."""
    code = code_of(report.type)
    kind, retry = _decided(code, report, call)
    speaker = _SPEAKERS.get(code.origin, "X-Road answered")
    about = f" about {call.service}" if call.service else ""
    finding = MappedError(
        kind=kind,
        text=f"{speaker} {sanitise(code.text) or 'no code'}{about}{quote(report.message)}",
        retry=retry,
        origin=code.origin,
        code=report.type,
        family_code=code.text or None,
        detail=report.message,
        hint=_hint(kind, code, report, call),
    )
    ids = replace(call.ids, detail_id=detail_id(report.detail), request_id=header_id(answer, "X-Road-Request-Id"))
    return error_of(finding, replace(call, ids=ids), answer)


def of_stranger(field: str, call: CallInfo, answer: Response) -> Answered:
    """Return the failure of an answer that belongs to another call."""
    finding = MappedError(
        kind=errors.IntegrityError,
        text=f"the answer carries another {field} than this call: it is the answer to another one",
        origin="consumer-gateway",
        code="answer-foreign",
        hint=hint("alert"),
    )
    return error_of(finding, call, answer)


def _decided(code: Code, report: Report, call: CallInfo) -> Decision:
    said = report.message or ""
    if _SIZE.search(said):
        return errors.PayloadTooLarge, "never"
    if code.deciding == "unknown_member" and _is_about_the_caller(said, call):
        return errors.IdentityError, "never"
    if call.service and call.service.rpartition("/")[2] in _METASERVICES and code.deciding == "internal_error":
        told = next((kind for known, kind in _SAID_BY_METASERVICES if known.search(said)), None)
        if told is not None:
            return told, "never"
    if code.deciding in {"io_error", "network_error", "internal_error"} and _LOG.search(said):
        return _FAMILIES["evidence"]
    return _BY_CODE.get(code.deciding) or _by_family(code)


def _by_family(code: Code) -> Decision:
    if code.family is None:
        return _BY_ORIGIN.get(code.origin, (errors.GatewayFailure, "never"))
    kind, retry = _FAMILIES[code.family]
    # because the same codes are given by both security servers, each about itself and what is behind it
    if kind is errors.GatewayFailure and code.origin == "provider-gateway":
        return errors.UpstreamFailure, retry
    if kind is errors.UpstreamFailure and code.origin == "consumer-gateway":
        return errors.GatewayFailure, retry
    return kind, retry


def _is_about_the_caller(said: str, call: CallInfo) -> bool:
    if call.provider is not None and call.provider in said:
        return False
    return (call.own is not None and call.own in said) or said.startswith("Client ")


def _hint(kind: type[Answered], code: Code, report: Report, call: CallInfo) -> str | None:
    said = report.message or ""
    if code.deciding == "ssl_authentication_failed":
        key = next((key for text, key in _TLS_TEXTS if text.search(said)), "no-client-certificate")
    elif code.deciding in {"unknown_member", "invalid_client_identifier"}:
        key = "both-ids"
    elif kind is errors.UpstreamFailure and re.search(r"(?i)timed? ?out", said):
        key = "time-out"
    else:
        key = _HINTS.get(kind, "")
    return hint(key, call.own, call.provider) if key else None
