"""The report as a tagged PDF (PDF/UA-1) on A4: the first screen of the page, then each owner with its platforms.

What others wrote reaches the typesetter as data and never as markup. Fonts are those that the typesetter brings: the
same report gives the same bytes on every machine.
"""

import json
from datetime import UTC, datetime, time
from importlib.resources import files
from typing import Final

import typst

from compliance.model.report import Report
from compliance.report.context import ReportContext
from compliance.report.formats.pdf.data import data_of

EXTENSION: Final = "pdf"
IS_BINARY: Final = True
IS_PAPER: Final = True

_TEMPLATES: Final = ("look.typ", "summary.typ", "sections.typ", "report.typ")


def write(report: Report, context: ReportContext) -> bytes:
    folder = files("compliance.report.formats.pdf") / "templates"
    template = "\n".join((folder / name).read_text("utf-8") for name in _TEMPLATES)
    made = typst.compile(
        template.encode(),
        format="pdf",
        sys_inputs={"data": json.dumps(data_of(report, context), ensure_ascii=False)},
        ignore_system_fonts=True,
        pdf_standards="ua-1",
        timestamp=datetime.combine(report.as_of, time(), UTC),
    )
    assert isinstance(made, bytes)  # noqa: S101 - because only pictures come as several
    return made
