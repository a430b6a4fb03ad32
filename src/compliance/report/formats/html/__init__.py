"""The report as one HTML page that loads nothing from any network."""

from base64 import b64encode
from hashlib import sha256
from typing import Final

from compliance.model.report import Report
from compliance.report import labels
from compliance.report.context import ReportContext
from compliance.report.formats.html.templating import environment, script, style
from compliance.report.formats.html.view import page_of

EXTENSION: Final = "html"
IS_PAPER: Final = True


def write(report: Report, context: ReportContext) -> str:
    words, page = context.words, page_of(report, context)
    sheet = style(labels.simulated(words) if report.is_simulated else "", words.message(labels.heading(report)))
    return (
        environment()
        .get_template("report.html")
        .render(
            _=words,
            first=page.first,
            page=page,
            style=sheet,
            script=script(),
            style_hash=_hash(sheet),
            script_hash=_hash(script()),
        )
    )


def _hash(text: str) -> str:
    """Return a source expression of the Content Security Policy."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
