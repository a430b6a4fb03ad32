"""Pages that say what went wrong, in both languages: Vietnamese first, English beside it."""

from typing import Final

from markupsafe import escape
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from compliance.locale import words as words_of
from compliance.model.text import Message
from compliance.report.sanitise import one_line
from compliance.server.problems import problem

_API: Final = "/api/"
_PAGE: Final = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>{title}</title></head>
<body><main><h1>{title}</h1><p>{vi}</p><p lang="en">{en}</p><p><a href="/">compliance</a></p></main></body></html>
"""


def error_page(request: Request, status: int, message: Message) -> Response:
    """Return a page that says what went wrong; for the API a problem in JSON (RFC 9457)."""
    if request.url.path.startswith(_API):
        return problem(request, status, message)
    return _page(str(status), message, status)


def plain_page(_request: Request, message: Message) -> Response:
    """Return a page that says one thing."""
    return _page("compliance", message, 200)


def _page(title: str, message: Message, status: int) -> Response:
    vi, en = _in_both(message)
    return HTMLResponse(_PAGE.format(title=title, vi=escape(vi), en=escape(en)), status)


def _in_both(message: Message) -> tuple[str, str]:
    return one_line(words_of("vi").message(message)), one_line(words_of("en").message(message))
