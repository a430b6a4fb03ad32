"""SARIF 2.1.0, for code scanning and whatever else reads the results of linters.

Results are findings and nothing else, because code scanning of GitHub shows every result as an alert, whatever its
`kind`. Checks that found nothing are counted in the properties of the run; what could not be judged, what was not
observed and what a reader has to know are notifications. What is waived has a suppression.
"""

from collections.abc import Sequence
from typing import Any, Final
from zlib import compress

from compliance.locale import Translator
from compliance.model.report import Report
from compliance.report import pipeline
from compliance.report.context import ReportContext
from compliance.report.formats.sarif.artifacts import Artifacts
from compliance.report.formats.sarif.law import Law
from compliance.report.formats.sarif.notifications import notifications
from compliance.report.formats.sarif.results import results
from compliance.report.formats.sarif.rules import descriptors, translation
from compliance.report.json_text import json_text
from compliance.report.notes import Note, Notes
from compliance.report.noting import notes_of

EXTENSION: Final = "sarif"
SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST_RESULTS: Final = 25_000
"""Code scanning of GitHub refuses a run with more of them."""

_MOST_BYTES: Final = 10 * 2**20
"""Code scanning of GitHub refuses a file that is longer than this when it is compressed."""


def write(report: Report, context: ReportContext) -> str:
    return write_notes(notes_of(report, context), context.words)


def write_notes(notes: Notes, words: Translator) -> str:
    """Return the log; with fewer results, the heaviest, and a notification that says so, where it would be refused."""
    found = pipeline.gravest_first(notes.findings)
    told = found[:MOST_RESULTS]
    while True:
        run = _run(notes, told, len(found) - len(told), words)
        text = json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})
        if len(text) < _MOST_BYTES or not told or len(compress(text.encode())) < _MOST_BYTES:
            return text
        told = told[: len(told) // 2]


def _run(notes: Notes, told: Sequence[Note], left_out: int, words: Translator) -> dict[str, Any]:
    law, artifacts = Law(notes, words), Artifacts(notes)
    rules = descriptors(notes, law, words)
    made = results(told, notes, law, artifacts, words)
    invocation = _invocation(notes, left_out, artifacts, words)
    return {
        "tool": {
            "driver": {
                "name": "compliance",
                "semanticVersion": notes.tool_version,
                "language": words.language,
                "rules": rules,
                "supportedTaxonomies": law.references(),
            }
        },
        "language": words.language,
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": artifacts.bases(words),
        "invocations": [invocation],
        "artifacts": artifacts.listed(),
        "taxonomies": law.taxonomies(),
        "translations": [translation(notes, words)],
        "results": made,
        "properties": _properties(notes, words),
    }


def _invocation(notes: Notes, left_out: int, artifacts: Artifacts, words: Translator) -> dict[str, Any]:
    status = {} if notes.exit_status is None else {"exitCode": notes.exit_status}
    return {
        **status,
        "executionSuccessful": not notes.troubles,
        "toolExecutionNotifications": notifications(notes, left_out, artifacts, words),
    }


def _properties(notes: Notes, words: Translator) -> dict[str, Any]:
    counted = notes.counts
    return {
        "title": words.message(notes.title),
        "claim": words.message(notes.claim),
        "asOf": notes.as_of.isoformat(),
        "simulated": notes.is_simulated,
        "catalogue": {"version": notes.catalogue.version, "sha256": notes.catalogue.sha256},
        "counts": {name: getattr(counted, name) for name in counted.__slots__},
    }
