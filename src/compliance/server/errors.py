"""Pages that say what went wrong, in both languages: Vietnamese first, English beside it."""

from typing import Final

from markupsafe import escape
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from compliance.locale import words
from compliance.model.text import Message
from compliance.report.sanitise import one_line

_API: Final = "/api/"
_PAGE: Final = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>{status}</title></head>
<body><main><h1>{status}</h1><p>{vi}</p><p lang="en">{en}</p></main></body></html>
"""


def error_page(request: Request, status: int, message: Message) -> Response:
    """Return a page that says what went wrong; for the API a problem in JSON (RFC 9457)."""
    vi, en = (one_line(words(language).message(message)) for language in ("vi", "en"))
    if request.url.path.startswith(_API):
        problem = {"status": status, "title": en, "detail": vi}
        return JSONResponse(problem, status, media_type="application/problem+json")
    return HTMLResponse(_PAGE.format(status=status, vi=escape(vi), en=escape(en)), status)
