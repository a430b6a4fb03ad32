"""The report as one HTML page that asks nothing of any network."""

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined, Undefined
from markupsafe import Markup

from compliance.model.verdict import Report
from compliance.report import labels
from compliance.report.page import Page
from compliance.report.reporter import Setting
from compliance.report.sanitise import escape_controls

EXTENSION: Final = "html"


def write(report: Report, setting: Setting) -> str:
    style, script = _style(report, setting), _part("report.js")
    template = _environment(setting).get_template("report.html")
    return template.render(
        report=report,
        page=Page(report, setting),
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
        simulated=labels.simulated(setting.words),
    )


def _environment(setting: Setting) -> Environment:
    environment = Environment(
        loader=PackageLoader("compliance.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_visible,
    )
    environment.globals["_"] = setting.words
    return environment


def _visible(value: object) -> object:
    """Whatever prints as text may come from outside, a location too; what is already markup was made from it."""
    is_harmless = value is None or isinstance(value, Markup | Undefined | int | float)
    return value if is_harmless else escape_controls(str(value))


def _part(name: str) -> str:
    return (files("compliance.report") / "templates" / name).read_text("utf-8")


def _style(report: Report, setting: Setting) -> str:
    """The style sheet with the words that stand in the margins of each printed page."""
    words = setting.words
    margins = {
        "page-head": labels.simulated(words) if report.is_simulated else "",
        "page-foot": labels.heading(report, words),
    }
    style = _part("report.css")
    for name, text in margins.items():
        style = style.replace(f'"{name}"', _css_string(text))
    return style


def _css_string(text: str) -> str:
    """A CSS string: what could end it, or the style element, is escaped (CSS Syntax Level 3, section 4.3.7)."""
    escaped = "".join(f"\\{ord(char):x} " if char in '"\\<\n\r\f' else char for char in escape_controls(text))
    return f'"{escaped}"'


def _hash(text: str) -> str:
    """A source expression of the Content Security Policy."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
