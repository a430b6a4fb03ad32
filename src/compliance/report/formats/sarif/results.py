"""Findings as results."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from compliance.locale import Translator
from compliance.model.waiver import Waiver
from compliance.report import pipeline
from compliance.report.formats.sarif.artifacts import Artifacts
from compliance.report.formats.sarif.law import Law
from compliance.report.notes import Note, Notes, Weight
from compliance.report.sanitise import one_line

FINGERPRINT: Final = "complianceFingerprint/v1"

_LEVELS: Final[Mapping[Weight, str]] = {
    Weight.FAIL: "error",
    Weight.TO_CONFIRM: "error",
    Weight.WARN: "warning",
    Weight.ADVICE: "note",
}


def results(
    told: Sequence[Note], notes: Notes, law: Law, artifacts: Artifacts, words: Translator
) -> list[dict[str, Any]]:
    """Return a result for each finding, the heaviest first."""
    numbers = {name: number for number, name in enumerate(notes.rules)}
    has_waivers = any(note.waiver is not None for note in told)
    return [
        {
            "ruleId": note.rule,
            **({"ruleIndex": numbers[note.rule]} if note.rule in numbers else {}),
            "kind": "fail",
            "level": _LEVELS[note.weight],
            "message": {"text": plain(_message(note, notes, words))},
            "locations": artifacts.locations(note),
            **({"relatedLocations": artifacts.related(note)} if note.related else {}),
            "partialFingerprints": {FINGERPRINT: note.fingerprint},
            "taxa": law.taxa(note.requirements),
            # because a log in which one result has suppressions has to say of the others that they have none (3.27.23)
            **({"suppressions": _suppressions(note, words)} if has_waivers else {}),
            "properties": _properties(note, notes, words),
        }
        for note in told
    ]


def plain(text: str) -> str:
    """Return a text as SARIF has plain ones: `[a](b)` would be a link, unless its brackets are escaped (3.11.6)."""
    return text.replace("[", "\\[").replace("]", "\\]") if "](" in text else text


def _message(note: Note, notes: Notes, words: Translator) -> str:
    heading, said = pipeline.heading(note, words), pipeline.said(note, words)
    text = words("{title}: {text}", title=heading, text=said)
    if note.weight is Weight.TO_CONFIRM:
        text = words("{text} ({note})", text=text, note=pipeline.weight(note, words))
    return pipeline.marked(text, notes, words)


def _suppressions(note: Note, words: Translator) -> list[dict[str, Any]]:
    waiver: Waiver | None = note.waiver
    if waiver is None:
        return []
    said = " ".join(one_line(words.message(remark)) for remark in note.remarks) or waiver.reason
    properties = {
        "legalBasis": waiver.legal_basis,
        "owner": waiver.owner,
        "approver": waiver.approver,
        "expires": waiver.expires.isoformat(),
    }
    return [{"kind": "external", "status": "accepted", "justification": said, "properties": properties}]


def _properties(note: Note, notes: Notes, words: Translator) -> dict[str, Any]:
    return {
        "subject": note.subject,
        "name": pipeline.name(note, notes, words),
        "weight": note.weight.value,
        "requirements": list(note.requirements),
        "remarks": [one_line(words.message(remark)) for remark in note.remarks],
        **({"evidence": [one_line(words.message(line)) for line in note.evidence]} if note.evidence else {}),
    }
