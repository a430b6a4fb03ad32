"""What a reader of results has to know besides: what could not be judged, what was not observed, what is left out."""

from collections.abc import Iterator
from typing import Any, Final

from compliance.locale import Translator
from compliance.report import pipeline
from compliance.report.formats.sarif.artifacts import Artifacts
from compliance.report.notes import Note, Notes, Weight

_MOST_REASONS: Final = 100


def notifications(notes: Notes, left_out: int, artifacts: Artifacts, words: Translator) -> list[dict[str, Any]]:
    """Return notifications, errors first."""
    return [*_errors(notes, artifacts, words), *_warnings(notes, left_out, words), *_notices(notes, words)]


def _errors(notes: Notes, artifacts: Artifacts, words: Translator) -> Iterator[dict[str, Any]]:
    for note in pipeline.gravest_first(notes.troubles):
        yield {
            "level": "error",
            "message": {"text": _said(note, words)},
            "locations": artifacts.locations(note),
            **({"associatedRule": {"id": note.rule}} if note.weight is Weight.ERROR else {}),
        }


def _warnings(notes: Notes, left_out: int, words: Translator) -> Iterator[dict[str, Any]]:
    for banner in pipeline.simulated(notes, words):
        yield _notification("warning", banner)
    if left_out:
        template = "Results left out, because code scanning takes no more: {count}. The JSON report has all findings."
        yield _notification("warning", words(template, count=left_out))


def _notices(notes: Notes, words: Translator) -> Iterator[dict[str, Any]]:
    for sentence in pipeline.claims(notes, words):
        yield _notification("note", sentence)
    for reason in pipeline.unseen(notes, words, _MOST_REASONS):
        yield _notification("note", pipeline.not_observed(reason, words))


def _notification(level: str, text: str) -> dict[str, Any]:
    return {"level": level, "message": {"text": text}}


def _said(note: Note, words: Translator) -> str:
    said = words("{title}: {text}", title=pipeline.address(note), text=pipeline.said(note, words))
    return words("{title}: {text}", title=pipeline.heading(note, words), text=said)
