"""The report as one HTML page that loads nothing from any network."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined, Undefined
from markupsafe import Markup

from compliance.model.report import Report
from compliance.report import labels
from compliance.report.context import ReportContext
from compliance.report.formats.html.view import page_of
from compliance.report.sanitise import escape_controls

EXTENSION: Final = "html"
IS_PAPER: Final = True


def write(report: Report, context: ReportContext) -> str:
    style, script = _style(report, context), _part("report.js")
    page = page_of(report, context)
    return (
        _environment()
        .get_template("report.html")
        .render(
            _=context.words,
            first=page.first,
            page=page,
            style=style,
            script=script,
            style_hash=_hash(style),
            script_hash=_hash(script),
        )
    )


@cache
def _environment() -> Environment:
    """Return the environment of the templates, each of which is compiled once."""
    return Environment(
        loader=PackageLoader("compliance.report.formats.html"),
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


def _part(name: str) -> str:
    return (files("compliance.report.formats.html") / "templates" / name).read_text("utf-8")


def _style(report: Report, context: ReportContext) -> str:
    """Return the style sheet with the words that stand in the margins of each printed page."""
    words = context.words
    margins = {
        "page-head": labels.simulated(words) if report.is_simulated else "",
        "page-foot": words.message(labels.heading(report)),
    }
    style = _part("report.css")
    for name, text in margins.items():
        style = style.replace(f'"{name}"', _css_string(text))
    return style


def _css_string(text: str) -> str:
    """Return a CSS string; what could end it, or the style element, is escaped (CSS Syntax Level 3, section 4.3.7)."""
    escaped = "".join(f"\\{ord(char):x} " if char in '"\\<\n\r\f' else char for char in escape_controls(text))
    return f'"{escaped}"'


def _hash(text: str) -> str:
    """Return a source expression of the Content Security Policy."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
