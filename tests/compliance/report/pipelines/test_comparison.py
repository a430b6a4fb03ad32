"""A comparison of two documents in each of its formats: the same counts, and a SARIF log that fits its schema."""

import json
import re
from xml.etree.ElementTree import fromstring

import pytest

import compliance
from compliance.model.changes.change import Level
from compliance.model.changes.discovery import kind_names
from compliance.model.comparison import Comparison
from compliance.model.language import Language
from compliance.report.comparison import names

from .conftest import AS_OF, source
from .test_same_counts import COUNTERS
from .test_sarif import errors

OLD = """\
openapi: 3.1.0
info: {title: Hộ kinh doanh, version: 1.0.0}
paths:
  /ho:
    get:
      operationId: timHo
      parameters: [{name: loai, in: query, schema: {enum: [A, B]}}]
      responses: {'200': {description: Hộ}}
    post:
      requestBody: {content: {application/json: {schema: {type: string, not: {pattern: A}}}}}
"""
NEW = (
    OLD.replace("[A, B]", "[A]")
    .replace("timHo", "layHo")
    .replace("'200': {description: Hộ}", "'200': {description: Hộ}, '404': {description: Không có}")
)
NEWER = {
    "equal": OLD,
    "all levels": NEW,
    "a condition that cannot be compared": NEW.replace("pattern: A", "pattern: B"),
    "not readable": "openapi: 3.1.0\npaths: {",
}
OWN = {"json", "text"}
UNCOMPARED = {"equal": 0, "all levels": 0, "a condition that cannot be compared": 1, "not readable": 2}
UNJUDGED = {
    "a condition that cannot be compared": ("request_condition_added", "request_alternative_removed"),
    "not readable": kind_names(),
}

Counts = tuple[int, int, int]


def compared(name: str) -> Comparison:
    older, newer = source(OLD, "thư mục/cũ.yaml"), source(NEWER[name], "thư mục/mới.yaml")
    return compliance.diff(older, newer, as_of=AS_OF)


def counts_of(text: str, form: str) -> Counts:
    """What breaks, what may, and what is harmless, as a text says it."""
    if form == "json":
        summary = json.loads(text)["summary"]
        return summary["breaking"], summary["warning"], summary["harmless"]
    if form == "text":
        found = re.findall(r":\d+:\d+ (breaking|possibly breaking|harmless) [a-z_]+ ", text)
        return found.count("breaking"), found.count("possibly breaking"), found.count("harmless")
    counted = COUNTERS[form](text)
    return counted["fail"], counted["warn"], counted["advice"]


@pytest.mark.parametrize("form", names())
@pytest.mark.parametrize("name", NEWER)
def test_each_format_tells_the_counts_of_the_comparison(name: str, form: str) -> None:
    found = compared(name)
    expected = tuple(found.count(level) for level in (Level.BREAKING, Level.WARNING, Level.HARMLESS))
    assert expected == ((1, 1, 1) if "level" in name or "condition" in name else (0, 0, 0))
    assert counts_of(compliance.render(found, form), form) == expected


@pytest.mark.parametrize("name", NEWER)
def test_what_could_not_be_compared_is_counted_alike(name: str) -> None:
    found = compared(name)
    expected = UNCOMPARED[name]
    assert len(found.not_compared) == expected
    assert json.loads(compliance.render(found, "json"))["summary"]["not_compared"] == expected
    (run,) = json.loads(compliance.render(found, "sarif"))["runs"]
    assert run["invocations"][0]["executionSuccessful"] is (expected == 0)
    unjudged = run["properties"]["counts"]["unjudged"]
    assert unjudged == len(UNJUDGED.get(name, ()))
    hidden = [kind for each in json.loads(compliance.render(found, "json"))["not_compared"] for kind in each["kinds"]]
    assert set(hidden) == set(UNJUDGED.get(name, ()))
    assert int(fromstring(compliance.render(found, "junit")).get("errors", "")) == unjudged
    told = json.loads(compliance.render(found, "gitlab"))
    assert sum(each["severity"] == "blocker" for each in told) == expected


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("name", NEWER)
def test_the_sarif_log_fits_the_schema(name: str, language: Language, schema) -> None:
    assert errors(schema, compliance.render(compared(name), "sarif", language=language)) == []
