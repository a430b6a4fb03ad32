"""The answer to a call: its form as JSON, or a file, with a tag by which it need not be sent twice."""

from email.utils import format_datetime
from hashlib import sha256
from typing import Any, Final

from starlette.responses import Response

from compliance.report.json_text import json_text
from compliance.server.api.call import Call

FILE: Final = "file"
"""The form of what is a file."""
JSON: Final = "application/json"


def in_json(form: Any, call: Call) -> Response:
    """Return a form as the answer."""
    answer = Response(json_text(form), media_type=JSON)
    answer.headers["Content-Language"] = call.language
    following = getattr(form, "next", None)
    if following:
        answer.headers["Link"] = f'<{following}>; rel="next"'
    return answer


def tagged(answer: Response, call: Call) -> Response:
    """Return the answer with its tag; without its content if who asks has that (RFC 9110, 13.1.2).

    The tag is of the content, because that depends on the language and on what its reader may see. For the same reason
    the time of the last change is told and never relied on.
    """
    tag = f'"{sha256(bytes(answer.body)).hexdigest()[:32]}"'
    answer.headers["ETag"] = tag
    answer.headers["Vary"] = "Accept-Language, Cookie"
    ended = call.run.ended if "run" in vars(call) else None
    if ended is not None:
        answer.headers["Last-Modified"] = format_datetime(ended, usegmt=True)
    if not _has(call.request.headers.get("if-none-match", ""), tag):
        return answer
    kept = {name: value for name, value in answer.headers.items() if name not in {"content-length", "content-type"}}
    return Response(status_code=304, headers=kept)


def _has(known: str, tag: str) -> bool:
    tags = {each.strip().removeprefix("W/") for each in known.split(",")}
    return tag in tags or "*" in tags
