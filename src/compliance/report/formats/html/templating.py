"""How templates are read and what they print, the same for a page in a file and for pages that a server shows."""

from functools import cache
from importlib.resources import files
from typing import Final

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined, Undefined
from markupsafe import Markup

from compliance.report.sanitise import escape_controls

_PACKAGE: Final = "compliance.report.formats.html"


@cache
def environment(*packages: str) -> Environment:
    """Return the environment of the templates, each of which is compiled once.

    Templates of these packages may use ours, and come before ours of the same name.
    """
    return Environment(
        loader=ChoiceLoader([PackageLoader(package) for package in (*packages, _PACKAGE)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_visible,
    )


def _visible(value: object) -> object:
    """Escape control characters in all that prints as text, which may come from outside; markup was escaped before."""
    is_harmless = value is None or isinstance(value, Markup | Undefined | int | float)
    return value if is_harmless else escape_controls(str(value))


def script() -> str:
    """Return the script of the page, without which everything can be read too."""
    return _part("report.js")


def style(head: str, foot: str) -> str:
    """Return the style sheet; `head` and `foot` stand in the margins of each printed page."""
    sheet = _part("report.css")
    for name, text in (("page-head", head), ("page-foot", foot)):
        sheet = sheet.replace(f'"{name}"', _css_string(text))
    return sheet


def _part(name: str) -> str:
    return (files(_PACKAGE) / "templates" / name).read_text("utf-8")


def _css_string(text: str) -> str:
    """Return a CSS string; what could end it, or the style element, is escaped (CSS Syntax Level 3, section 4.3.7)."""
    escaped = "".join(f"\\{ord(char):x} " if char in '"\\<\n\r\f' else char for char in escape_controls(text))
    return f'"{escaped}"'
