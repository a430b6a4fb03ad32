"""Templates to answers, and the files beside them."""

from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final

from starlette.responses import HTMLResponse, Response

from compliance.locale import words as words_of
from compliance.model.language import LANGUAGES, Language
from compliance.report import labels
from compliance.report.formats.html.templating import environment, script, style

_PACKAGE: Final = "compliance.server"
_FOREVER: Final = {"Cache-Control": "public, max-age=31536000, immutable"}
"""Because the address of a file has the hash of what is in it."""


def rendered(template: str, language: Language, status: int = 200, **view: Any) -> HTMLResponse:
    """Return a page; templates are given the translator as `_` and the addresses of the files beside it."""
    shown = environment(_PACKAGE).get_template(template)
    return HTMLResponse(
        shown.render(_=words_of(language), language=language, asset=asset_address, **view), status_code=status
    )


@cache
def assets() -> dict[str, tuple[str, str]]:
    """Return the files beside the pages by name, each with its type and its text."""
    own = _static("dashboard.css")
    found = {"report.js": ("text/javascript", script()), "icon.svg": ("image/svg+xml", _static("icon.svg"))}
    for language in LANGUAGES:
        words = words_of(language)
        for name, head in (("plain", ""), ("simulated", labels.simulated(words))):
            sheet = style(head, words("Overview of the platforms"))
            found[f"{name}-{language}.css"] = ("text/css", f"{sheet}\n{own}")
    return found


def _static(name: str) -> str:
    return (files(_PACKAGE) / "static" / name).read_text("utf-8")


@cache
def asset_address(name: str) -> str:
    """Return the address of a file; one with another text has another address."""
    _, text = assets()[name]
    return f"/static/{sha256(text.encode()).hexdigest()[:16]}/{name}"


def asset(name: str) -> Response | None:
    """Return a file beside the pages; None if there is none of that name."""
    if name not in assets():
        return None
    kind, text = assets()[name]
    return Response(text, media_type=kind, headers=_FOREVER)
