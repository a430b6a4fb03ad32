"""Signed messages as a security server hands them out; its errors are plain text (UG-SIGDOC)."""

import hashlib
from functools import partial
from typing import Final, Literal, TypeAlias, get_args

from ndxp_sdk._error_mapping import failure_of_problem
from ndxp_sdk._error_mapping.remedies import hint
from ndxp_sdk._http import Pairs
from ndxp_sdk._http.response import Response
from ndxp_sdk._pipeline.call import Call
from ndxp_sdk._text import sanitise
from ndxp_sdk._validators import FLAG, TEXT, needed, one_of, or_none
from ndxp_sdk.errors import (
    Answered,
    EvidenceFailure,
    Facts,
    GatewayFailure,
    IdentityError,
    Ids,
    NdxpError,
    NotFound,
    RequestInvalid,
    UnexpectedAnswer,
    UsageError,
)
from ndxp_sdk.identifiers import MemberId, SystemId
from ndxp_sdk.models.contents import Content

MessageLeg: TypeAlias = Literal["request", "response"]
_KINDS: Final[dict[int, type[Answered]]] = {400: RequestInvalid, 401: IdentityError, 404: NotFound, 500: GatewayFailure}
# How a ZIP begins, an empty one too; containers are ZIPs (ETSI EN 319 162-1).
_ZIP: Final = b"PK"
_PENDING: Final = "timestamped yet"


def asic(
    message_id: str, client: SystemId | MemberId | None, leg: MessageLeg | None, *, unique: bool, force: bool
) -> Call[Content]:
    """Build the call for the containers of a message. UsageError if no caller is named."""
    needed("message_id", message_id, TEXT)
    needed("leg", leg, or_none(one_of(*get_args(MessageLeg))))
    needed("unique", unique, FLAG)
    needed("force", force, FLAG)
    if client is None:
        raise UsageError("whose message is it? Give client, or make the Client with its own system")
    if unique and leg is None:
        raise UsageError("one container is of one leg: say leg='request' or leg='response'")
    flags = tuple((name, "") for name, is_on in ((f"{leg}Only", leg), ("unique", unique), ("force", force)) if is_on)
    asked = (("queryId", message_id), *_named(client), *flags)
    return Call(
        "exchange.asic", "GET", "/asic", partial(_content, "exchange.asic"), query=asked, answers=frozenset(_KINDS)
    )


def verification_conf() -> Call[Content]:
    """Build the call for what is needed to verify containers."""
    name = "exchange.verification_conf"
    return Call(name, "GET", "/verificationconf", partial(_content, name), answers=frozenset(_KINDS))


def _named(client: SystemId | MemberId) -> Pairs:
    names = ("xRoadInstance", "memberClass", "memberCode", "subsystemCode")
    return tuple(zip(names, client.parts, strict=False))


def _content(operation: str, answer: Response) -> Content:
    if answer.status in _KINDS:
        raise _failure(operation, answer)
    media_type = answer.headers.get("Content-Type") or "application/octet-stream"
    if "zip" not in media_type.lower() and not answer.content.startswith(_ZIP):
        raise _no_container(operation, answer)
    return Content(answer.content, media_type, hashlib.sha256(answer.content).hexdigest(), "", is_verified=False)


def _no_container(operation: str, answer: Response) -> UnexpectedAnswer:
    text = f"{len(answer.content)} bytes that are no ZIP came with status {answer.status}, where one was expected"
    facts = Facts(operation, "network", answer.status, "answer-unmarked", hint=hint("unmarked"))
    return UnexpectedAnswer(text, facts)


def _failure(operation: str, answer: Response) -> NdxpError:
    kind = (answer.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    if kind != "text/plain":
        return failure_of_problem(answer, operation, Ids(), is_repeatable=True)
    text = sanitise(answer.content.decode("utf-8", "replace"))
    is_pending = _PENDING in text
    code = "evidence-pending" if is_pending else None
    advice = "ask again in some minutes, or say force=True to have it without its timestamp" if is_pending else None
    facts = Facts(operation, "consumer-gateway", answer.status, code, detail=text, retryable=is_pending, hint=advice)
    return (EvidenceFailure if is_pending else _KINDS[answer.status])(f"the security server says: {text}", facts)
