"""Code Quality of GitLab: a list of issues in the JSON of Code Climate, shown in a merge request beside the lines.

The format has no place for what is true of the whole, so each issue says in its body from which report it is, and the
first has the notices. What is waived is left out: a merge request lists every issue that the other branch lacks.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from compliance.locale import Translator
from compliance.model.location import Location
from compliance.model.report import Report
from compliance.report import pipeline
from compliance.report.context import ReportContext
from compliance.report.json_text import json_text
from compliance.report.notes import Note, Notes, Weight
from compliance.report.noting import fingerprint, notes_of
from compliance.report.places import shown_at
from compliance.report.sanitise import one_line

EXTENSION: Final = "json"

_SEVERITIES: Final[Mapping[Weight, str]] = {
    Weight.ERROR: "blocker",
    Weight.UNJUDGED: "blocker",
    Weight.FAIL: "critical",
    Weight.TO_CONFIRM: "major",
    Weight.WARN: "minor",
    Weight.ADVICE: "info",
}


def write(report: Report, context: ReportContext) -> str:
    return write_notes(notes_of(report, context), context.words)


def write_notes(notes: Notes, words: Translator) -> str:
    issues = [*_numbered(_issue(note, notes, words) for note in pipeline.gravest_first(notes.counted))]
    if issues:  # because notices on each of many issues would make the file long
        body = issues[0]["content"]["body"]
        issues[0]["content"]["body"] = "\n\n".join((body, *pipeline.notices(notes, words)))
    return json_text(issues)


def _issue(note: Note, notes: Notes, words: Translator) -> dict[str, Any]:
    at = shown_at(note, notes) or Location(note.location.uri)
    heading, said = pipeline.heading(note, words), pipeline.said(note, words)
    if at.line is None:
        said = words("{title}: {text}", title=pipeline.address(note), text=said)
    description = words("{title}: {text}", title=heading, text=said)
    about = (words.message(notes.title), *pipeline.simulated(notes, words), words.message(notes.claim))
    name = pipeline.name(note, notes, words)
    seen = "; ".join(map(words.message, note.evidence))
    body = (pipeline.remedy(note, words), pipeline.norm(note, words), seen, name, " · ".join(about))
    return {
        "type": "issue",
        "description": pipeline.marked(description, notes, words),
        "check_name": note.rule,
        "fingerprint": fingerprint(note.fingerprint, note.subject),
        "severity": _SEVERITIES[note.weight],
        "categories": ["Compatibility"],
        "content": {"body": "\n\n".join(one_line(part) for part in body if part)},
        "location": {"path": at.uri, "lines": {"begin": at.line or 1}},
    }


def _numbered(issues: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Give issues of one fingerprint others: GitLab keeps one issue for each."""
    seen: dict[str, int] = {}
    for issue in issues:
        name = issue["fingerprint"]
        seen[name] = number = seen.get(name, 0) + 1
        yield issue if number == 1 else {**issue, "fingerprint": fingerprint(name, str(number))}
