"""Annotations of GitHub Actions: one workflow command a line, which the runner shows beside the line of the file.

The runner shows ten of each kind for a step, so the heaviest come first and one notice says how many it left out. What
is waived is counted only, because an annotation asks somebody to act.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from compliance.locale import Translator
from compliance.model.location import Location
from compliance.model.report import Report
from compliance.report import pipeline
from compliance.report.context import ReportContext
from compliance.report.notes import Note, Notes, Weight
from compliance.report.noting import notes_of
from compliance.report.places import is_address, is_standard_input, shown_at
from compliance.report.sanitise import escape_controls, one_line

EXTENSION: Final = "txt"

_SHOWN: Final = 10
_REASONS: Final = 5
_KINDS: Final[Mapping[Weight, str]] = {
    Weight.ERROR: "error",
    Weight.UNJUDGED: "error",
    Weight.FAIL: "error",
    Weight.TO_CONFIRM: "error",
    Weight.WARN: "warning",
    Weight.ADVICE: "notice",
}


def write(report: Report, context: ReportContext) -> str:
    return write_notes(notes_of(report, context), context.words)


def write_notes(notes: Notes, words: Translator) -> str:
    lines: dict[str, list[str]] = {"error": [], "warning": [], "notice": []}
    for note in pipeline.gravest_first(notes.counted):
        kind = _KINDS[note.weight]
        lines[kind].append(_annotation(kind, note, notes, words))
    hidden = sum(max(len(lines[kind]) - _SHOWN, 0) for kind in ("error", "warning"))
    notices = _with_result(lines["notice"], hidden, notes, words)
    return "\n".join((*lines["error"], *lines["warning"], *notices)) + "\n"


def _with_result(advice: Sequence[str], hidden: int, notes: Notes, words: Translator) -> Iterator[str]:
    """Yield notices with the result as the last one that the runner still shows."""
    room = _SHOWN - 1
    unseen = (pipeline.not_observed(reason, words) for reason in pipeline.unseen(notes, words, _REASONS))
    sentences = [*pipeline.simulated(notes, words), *pipeline.result(notes, words), *unseen]
    if more := hidden + max(len(advice) - room, 0):
        template = "GitHub shows {shown} annotations of a kind for a step; {count} more stand in the log only"
        sentences.append(words(template, shown=_SHOWN, count=more))
    yield from advice[:room]
    yield _command("notice", {"title": words.message(notes.title)}, "\n".join(sentences))
    yield from advice[room:]


def _annotation(kind: str, note: Note, notes: Notes, words: Translator) -> str:
    at = shown_at(note, notes)
    weight = pipeline.weight(note, words)
    title = words("{heading} ({weight}, {rule})", heading=pipeline.heading(note, words), weight=weight, rule=note.rule)
    name = pipeline.name(note, notes, words)
    lines = (
        _message(note, at, words),
        pipeline.remedy(note, words),
        pipeline.norm(note, words),
        "" if name == note.location.uri else name,
        *(one_line(words.message(line)) for line in note.evidence),
    )
    return _command(kind, {**_place(at), "title": pipeline.marked(title, notes, words)}, "\n".join(filter(None, lines)))


def _message(note: Note, at: Location | None, words: Translator) -> str:
    """Return the message; behind the place, where the annotation cannot stand at it."""
    said = pipeline.said(note, words)
    if at is not None and at.line is not None and _place(at):
        return said
    return words("{title}: {text}", title=pipeline.address(note), text=said)


def _place(at: Location | None) -> dict[str, str]:
    """Return the properties that lead to a line; none for what is no file of the repository."""
    if at is None or is_address(at.uri) or is_standard_input(at.uri):
        return {}
    return {"file": at.uri, "line": str(at.line or 1), **({"col": str(at.column)} if at.column else {})}


def _command(kind: str, properties: Mapping[str, str], message: str) -> str:
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{kind} {given}::{_data(escape_controls(message))}"


def _property(text: str) -> str:
    """Escape the value of a property, as the toolkit of GitHub Actions does."""
    return _data(one_line(text)).replace(":", "%3A").replace(",", "%2C")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
