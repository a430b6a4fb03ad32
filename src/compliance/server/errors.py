"""Pages that say what went wrong, in both languages: first in that of the address, the other one beside it."""

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from compliance.locale import Translator
from compliance.locale import words as words_of
from compliance.model.language import LANGUAGES
from compliance.model.text import Message
from compliance.report.sanitise import one_line
from compliance.server.addresses import language_of
from compliance.server.problems import problem
from compliance.server.rendering import rendered

_API: Final = "/api/"
_UNKNOWN: Final = 401
_CHALLENGE: Final = 'Bearer realm="compliance"'


def error_page(request: Request, status: int, message: Message) -> Response:
    """Return a page that says what went wrong; for the API a problem in JSON (RFC 9457).

    Who is not known is told by what one may come in (RFC 9110, 15.5.2), and that a token was none (RFC 6750, 3.1).
    """
    is_of_api = request.scope["path"].startswith(_API)
    answer = problem(request, status, message) if is_of_api else _page(request, message, status)
    if status == _UNKNOWN:
        has_token = request.headers.get("authorization", "").lower().startswith("bearer")
        answer.headers["WWW-Authenticate"] = _CHALLENGE + (', error="invalid_token"' if has_token else "")
    return answer


def plain_page(request: Request, message: Message) -> Response:
    """Return a page that says one thing."""
    return _page(request, message, 200)


def _page(request: Request, message: Message, status: int) -> Response:
    # because an address of the request may be none, and that has to be said too
    language = language_of(request.scope["path"])
    other = next(each for each in LANGUAGES if each != language)
    return rendered(
        "message.html",
        language,
        status,
        heading=_heading(status, words_of(language)),
        said=one_line(words_of(language).message(message)),
        other=other,
        said_otherwise=one_line(words_of(other).message(message)),
    )


def _heading(status: int, words: Translator) -> str:
    headings = {
        200: words("Connection of platforms"),
        401: words("Log in first"),
        403: words("This may not be done"),
        404: words("There is no such page"),
        422: words("This cannot be meant"),
        503: words("Not to be had now"),
    }
    return headings.get(status) or words("This did not work ({status})", status=status)
