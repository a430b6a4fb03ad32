"""What went wrong, for programs: a problem in JSON (RFC 9457)."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from compliance.locale import words as words_of
from compliance.model.dataclass import dataclass
from compliance.model.text import Message
from compliance.report.json_text import json_text
from compliance.report.sanitise import one_line
from compliance.server.preferred import preferred

MEDIA_TYPE: Final = "application/problem+json"
KINDS_AT: Final = "https://ndxp-sdk.example/problems/"
RETRY_AFTER: Final = 5
"""Seconds after which somebody asks again what could not be answered for a moment."""
_BUSY: Final = 503
_IN_PATHS: Final = "/:@!$&'()*+,;=~-._"


@dataclass(slots=True, eq=False, repr=False)
class Problem:
    """What went wrong. `type` names the kind, `instance` the path that was asked for."""

    type: str
    title: str
    status: int
    detail: str
    instance: str


KINDS: Final[Mapping[int, tuple[str, Message]]] = {
    400: ("bad-request", Message.of("the request is not understood")),
    401: ("not-logged-in", Message.of("nobody is logged in")),
    403: ("not-allowed", Message.of("who asks may not do this")),
    404: ("not-found", Message.of("there is nothing to show here")),
    405: ("method-not-allowed", Message.of("the method does not fit")),
    408: ("too-slow", Message.of("the request came too slowly")),
    413: ("too-large", Message.of("the request is too large")),
    421: ("another-host", Message.of("the server is not called so")),
    422: ("makes-no-sense", Message.of("what is asked for makes no sense")),
    429: ("too-many-requests", Message.of("too many requests")),
    500: ("internal-error", Message.of("the dashboard made a mistake")),
    503: ("unavailable", Message.of("the answer cannot be given for a moment")),
}
_OTHER: Final = ("other", Message.of("the request came to nothing"))


def problem(request: Request, status: int, message: Message) -> Response:
    """Return the answer that says what went wrong, in the language that is asked for."""
    words = words_of(preferred(request.headers.get("accept-language", "")))
    code, title = KINDS.get(status, _OTHER)
    told = Problem(
        type=f"{KINDS_AT}{code}",
        title=words.message(title),
        status=status,
        detail=one_line(words.message(message)),
        instance=quote(request.scope["path"], safe=_IN_PATHS),
    )
    headers = {"Content-Language": words.language, "Vary": "Accept-Language"}
    if status == _BUSY:
        headers["Retry-After"] = str(RETRY_AFTER)
    return Response(json_text(told), status, headers, MEDIA_TYPE)
