"""Prepare requests: frame their bodies, judge responses of the hub's own APIs, build requests for tokens."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from ndxp_sdk._http.origin import HttpOrigin
from ndxp_sdk._http.request import IDEMPOTENT_METHODS, SAFE_METHODS, Content, Fields, Request, fields_of
from ndxp_sdk._http.response import Response
from ndxp_sdk._http.url import address
from ndxp_sdk._pipeline.call import Call
from ndxp_sdk._pipeline.prepared_call import LENGTH
from ndxp_sdk.errors import Ids, NdxpError, UsageError

if TYPE_CHECKING:
    from ndxp_sdk._oauth.token_request import TokenRequest

# What JSON never begins with, and pages do: the letter itself, blanks, marks of an encoding, or nothing at all.
_SUSPECT: Final = frozenset({b"<", b" ", b"\t", b"\r", b"\n", b"\xef", b"\xff", b"\xfe", b""})


def judge(call: Call[Any], ids: Ids, repeatable: bool, answer: Response) -> NdxpError | None:
    """Return the failure that a response of the hub's own APIs is; None if it is none."""
    if 200 <= answer.status < 300 or answer.status in call.answers:
        return _of_page(call, ids, answer) if answer.content[:1] in _SUSPECT and answer.status != 204 else None
    from ndxp_sdk._error_mapping import failure_of_problem  # noqa: PLC0415 - because most calls need none of it

    return failure_of_problem(answer, call.operation, ids, is_repeatable=repeatable)


def _of_page(call: Call[Any], ids: Ids, answer: Response) -> NdxpError | None:
    from ndxp_sdk._error_mapping import failure_of_page  # noqa: PLC0415 - because most calls need none of it

    return failure_of_page(answer, call.operation, ids)


def is_repeatable(call: Call[Any]) -> bool:
    """Return whether a call may be sent twice: as it says, else by its method or an idempotency key."""
    if call.is_safe_to_repeat is not None:
        return call.is_safe_to_repeat
    return call.method in IDEMPOTENT_METHODS or any(name.lower() == "idempotency-key" for name, _ in call.headers)


def frame(fields: Fields, method: str, content: Content, media_type: str | None) -> None:
    """Add the header fields that frame and describe the body; UsageError if the content is none."""
    if media_type is not None:
        fields += fields_of((("Content-Type", media_type),))
    if isinstance(content, bytes):
        fields.append((LENGTH, b"%d" % len(content)))
    elif content is not None:
        if not callable(content):
            raise UsageError("content is neither bytes nor a function that gives the pieces anew for each try")
        if not any(name.lower() == b"content-length" for name, _ in fields):
            fields.append((b"Transfer-Encoding", b"chunked"))
    elif method not in SAFE_METHODS and method != "DELETE":
        fields.append((LENGTH, b"0"))


def http_request_of(defaults: Fields, request: "TokenRequest") -> Request:
    """Return a request to the authorization server as it is sent."""
    site = origin_of(request.url)
    fields = [site.host_field, *defaults[1:2], *fields_of(request.headers)]
    frame(fields, request.method, request.content, request.media_type if request.content is not None else None)
    return Request(site, request.method.encode("ascii"), site.address.target.encode("ascii"), fields, request.content)


@lru_cache(maxsize=64)
def origin_of(url: str) -> HttpOrigin:
    """Return the site of an absolute URL, the same object each time."""
    return HttpOrigin(address(url))
