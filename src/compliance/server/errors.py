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


def error_page(request: Request, status: int, message: Message) -> Response:
    """Return a page that says what went wrong; for the API a problem in JSON (RFC 9457)."""
    if request.scope["path"].startswith(_API):
        return problem(request, status, message)
    return _page(request, message, status)


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
