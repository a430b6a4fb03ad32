"""Answers with a tag, by which they need not be sent twice (RFC 9110, 8.8.3 and 13.1.2)."""

from datetime import datetime
from email.utils import format_datetime
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

_OF_CONTENT = frozenset({"content-length", "content-type"})


def tagged(answer: Response, request: Request, changed: datetime | None) -> Response:
    """Return the answer with its tag; without its content if who asks has that.

    The tag is of the content, because that depends on the language and on what its reader may see. For the same reason
    the time of the last change, in UTC, is told and never relied on.
    """
    tag = f'"{sha256(bytes(answer.body)).hexdigest()[:32]}"'
    answer.headers["ETag"] = tag
    answer.headers["Vary"] = "Accept-Language, Authorization, Cookie"
    if changed is not None:
        answer.headers["Last-Modified"] = format_datetime(changed, usegmt=True)
    if not _has(request.headers.get("if-none-match", ""), tag):
        return answer
    kept = {name: value for name, value in answer.headers.items() if name not in _OF_CONTENT}
    return Response(status_code=304, headers=kept)


def _has(known: str, tag: str) -> bool:
    tags = {each.strip().removeprefix("W/") for each in known.split(",")}
    return tag in tags or "*" in tags
