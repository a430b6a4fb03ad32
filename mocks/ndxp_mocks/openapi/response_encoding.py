"""Encoding of answers: their common headers, compression, and 304 to callers that have them already."""

import gzip
import hashlib
from dataclasses import replace
from typing import Final

from ndxp_mocks.openapi.fake_values import phrase
from ndxp_mocks.openapi.messages import Reply, Request
from ndxp_mocks.openapi.serialization import is_compressible
from ndxp_mocks.platform.misbehaviour import Pairs
from ndxp_mocks.platform.settings import STAMP

_GZIPPED_FROM: Final = 1024
_VARYING: Final = ("vary", "Accept-Encoding")
_NEVER_KEPT: Final = ("Cache-Control", "no-store")
_KEPT_SHORTLY: Final = ("Cache-Control", "public, max-age=60")
_IDS: Final = frozenset(
    {"xcorrelationid", "correlationid", "xrequestid", "requestid", "xtraceid", "traceid", "xroadid"}
    | {"matuongquan", "xmatuongquan", "mayeucau", "xmayeucau"}
)
_TRACES: Final = frozenset({"traceparent", "tracestate"})


def identifies(header: str) -> bool:
    """Return whether callers tell their requests apart by a header, so that no answer differs by it."""
    return is_id(header) or header.lower() in _TRACES


def is_id(header: str) -> bool:
    """Return whether a header is the id of a request, which comes back: `X-Request-Id`, `correlation_id` …"""
    return phrase(header).replace(" ", "") in _IDS


def finish(reply: Reply, request: Request, *, is_private: bool) -> Reply:
    """Return the reply with what every answer carries, and as the caller has it already or likes it best.

    One that is private, because it is for some callers only or tells of persons, is kept by no cache.
    """
    is_open = reply.status == 200 and not is_private and request.method in {"GET", "HEAD"}
    if not (_documented_tag(reply) or "").startswith(
        '"'
    ):  # because a strong tag is that of one form (RFC 9110, 8.8.3.3)
        reply = compress(reply, request.header("accept-encoding"))
    reply = _tagged(reply, request)
    named = {name.lower() for name, _ in reply.headers}
    kept = _KEPT_SHORTLY if is_open else _NEVER_KEPT
    added = [*STAMP, *([] if is_open and "cache-control" in named else [kept])]
    replaced = {name.lower() for name, _ in added}
    own = [pair for pair in reply.headers if pair[0].lower() not in replaced]
    return replace(reply, headers=(*own, *added))


def with_correlation_id(reply: Reply, request: Request) -> Reply:
    """Return the reply with the identifiers that the caller gave to its request."""
    echoed = tuple(pair for pair in request.headers if is_id(pair[0]))
    if not echoed:
        return reply
    names = {name for name, _ in echoed}
    return replace(reply, headers=(*(pair for pair in reply.headers if pair[0].lower() not in names), *echoed))


def with_fixed(reply: Reply, fixed: Pairs) -> Reply:
    """Return the reply with headers that every answer carries, each unless the document says what it is."""
    named = {name.lower() for name, _ in reply.headers}
    return replace(reply, headers=(*reply.headers, *(pair for pair in fixed if pair[0].lower() not in named)))


def compress(reply: Reply, accepted_encodings: str | None) -> Reply:
    """Return the reply by gzip, where it becomes smaller by it and the caller takes it."""
    if len(reply.body) < _GZIPPED_FROM or not is_compressible(reply.media_type):
        return reply
    varying = (*(pair for pair in reply.headers if pair != _VARYING), _VARYING)
    if not _takes_gzip(accepted_encodings):
        return replace(reply, headers=varying)
    body = gzip.compress(reply.body, compresslevel=5, mtime=0)
    return replace(reply, headers=(*varying, ("Content-Encoding", "gzip")), body=body)


def _takes_gzip(accepted_encodings: str | None) -> bool:
    for part in (accepted_encodings or "").lower().split(","):
        coding, _, quality = part.partition(";")
        if coding.strip() in {"gzip", "x-gzip", "*"}:
            return quality.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False


def _tagged(reply: Reply, request: Request) -> Reply:
    if reply.status != 200 or request.method not in {"GET", "HEAD"}:
        return reply
    documented = _documented_tag(reply)
    tag = documented or f'"{hashlib.blake2b(reply.body, digest_size=12).hexdigest()}"'
    headers = (*(pair for pair in reply.headers if pair[0].lower() != "etag"), ("ETag", tag))
    wanted = (each.strip().removeprefix("W/") for each in (request.header("if-none-match") or "").split(","))
    if any(each in {tag.removeprefix("W/"), "*"} for each in wanted):
        return Reply(304, tuple(pair for pair in headers if pair[0] != "Content-Encoding"))
    return replace(reply, headers=headers)


def _documented_tag(reply: Reply) -> str | None:
    """Return the entity tag of a form that the document demands, None if any does."""
    return next((value for name, value in reply.headers if name.lower() == "etag"), None)
