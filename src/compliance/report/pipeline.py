"""What the formats for pipelines have in common: the order of notes, their words, and the counts in sentences."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from compliance.locale import Translator
from compliance.model.text import Message
from compliance.report import citation, labels
from compliance.report.notes import Note, NoteCounts, Notes, NotSeen, Weight
from compliance.report.sanitise import one_line

LONGEST: Final = 4_000
"""So many characters of a text are written: some readers of these formats refuse a file for one that is longer."""


def gravest_first(found: Iterable[Note]) -> list[Note]:
    """Sort by weight, what is waived last; within a weight by rule and place."""
    return sorted(found, key=_order)


def _order(note: Note) -> tuple[bool, int, str, str, int, int, str, str, str]:
    at = note.location
    place = at.uri, at.line or 0, at.column or 0, at.pointer
    return note.waiver is not None, note.weight.rank, note.rule, *place, note.subject, note.fingerprint


def weight(note: Note, words: Translator) -> str:
    """Return what a note weighs, in the reader's words."""
    if note.waiver is not None:
        return words("waived")
    return {
        Weight.ERROR: words("error"),
        Weight.UNJUDGED: words("not judged"),
        Weight.FAIL: words("fail"),
        Weight.TO_CONFIRM: words("failing, to be confirmed"),
        Weight.WARN: words("warn"),
        Weight.ADVICE: words("advice"),
    }[note.weight]


def said(note: Note, words: Translator) -> str:
    """Return the message of a note on one line, with the further places that it names."""
    message = words.message(note.message)
    if note.related:
        places = ", ".join(map(str, note.related))
        message = words("{message} (see also {places})", message=message, places=places)
    return shortened(one_line(message))


def shortened(text: str, longest: int = LONGEST) -> str:
    """Return a text of at most so many characters; an ellipsis says that there was more."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def address(note: Note) -> str:
    """Return where a note stands, as people read it."""
    return one_line(str(note.location))


def heading(note: Note, words: Translator) -> str:
    """Return what is wrong, as a title."""
    return one_line(words(note.heading)).removesuffix(".")


def name(note: Note, notes: Notes, words: Translator) -> str:
    """Return the name of the platform or document that a note is about; its id if it has none."""
    return next((words.text(subject.name) for subject in notes.subjects if subject.id == note.subject), note.subject)


def remedy(note: Note, words: Translator) -> str:
    """Return how it is mended; empty if nobody says so."""
    return words("→ {remedy}", remedy=words(note.remedy)) if note.remedy else ""


def norm(note: Note, words: Translator) -> str:
    """Return what should be, with the ids of the clauses that ask for it; empty if there is neither."""
    clauses = ", ".join(note.requirements)
    if not note.norm:
        return f"[{clauses}]" if clauses else ""
    return words("{norm} [{clauses}]", norm=words(note.norm), clauses=clauses)


def clauses(requirements: Iterable[str], notes: Notes, words: Translator) -> tuple[str, ...]:
    """Return short citations, each once; the id of what is not in the catalogue."""
    known = ((each, notes.catalogue.find(each)) for each in requirements)
    return tuple(dict.fromkeys(citation.short(row, words) if row else each for each, row in known))


def simulated(notes: Notes, words: Translator) -> Iterator[str]:
    """Yield the banner of what was found on mocks."""
    if notes.is_simulated:
        yield labels.simulated(words)


def marked(text: str, notes: Notes, words: Translator) -> str:
    """Return a text that may be read without the rest, marked where it is on mocks."""
    return words("SIMULATED: {sentence}", sentence=text) if notes.is_simulated else text


def counts(counted: NoteCounts, words: Translator) -> Iterator[str]:
    """Yield findings by weight, then how the checks ended that have none."""
    yield words(
        "Findings: fail {fail}, failing but to be confirmed {to_confirm}, warn {warn}, advice {advice}; waived "
        "{waived}",
        fail=counted.fail,
        to_confirm=counted.to_confirm,
        warn=counted.warn,
        advice=counted.advice,
        waived=counted.waived,
    )
    yield words(
        "Checks: no breach found {met}; not applicable {not_applicable}; not observed {not_observed}; errors of the "
        "tool {errors}; could not be judged {unjudged}",
        met=counted.met,
        not_applicable=counted.not_applicable,
        not_observed=counted.not_observed,
        errors=counted.errors,
        unjudged=counted.unjudged,
    )


def result(notes: Notes, words: Translator) -> Iterator[str]:
    """Yield what was counted, the most that may be claimed, and what a reader has to know besides."""
    yield from counts(notes.counts, words)
    yield from claims(notes, words)


def claims(notes: Notes, words: Translator) -> Iterator[str]:
    """Yield the same without the counts."""
    yield words.message(notes.claim)
    yield from notices(notes, words)


def notices(notes: Notes, words: Translator) -> Iterator[str]:
    """Yield what a reader has to know besides."""
    for notice in notes.notices:
        yield shortened(one_line(words("Notice: {notice}", notice=words.message(notice))))


def unseen(notes: Notes, words: Translator, most: int) -> Iterator[str]:
    """Yield what was not looked at, one sentence for each kind of reason with its first place; no more than so many."""
    kinds: dict[str, list[NotSeen]] = {}
    for each in notes.unseen:
        kinds.setdefault(each.reason.template, []).append(each)
    for alike in islice(kinds.values(), most):
        yield shortened(one_line(_reason(alike, words)))
    if len(kinds) > most:
        yield words("{count} more; see the HTML or JSON report", count=len(kinds) - most)


def not_observed(reason: str, words: Translator) -> str:
    """Return a reason for not having looked, as a sentence that stands alone."""
    return words("not observed: {reason}", reason=reason)


def _reason(alike: list[NotSeen], words: Translator) -> str:
    first = alike[0]
    reason = words.message(first.reason)
    if len(alike) > 1:
        reason = words("{example} (and {count} alike)", example=reason, count=len(alike) - 1)
    said = words("{title}: {text}", title=first.place, text=reason)
    remedies: list[Message] = [each.remedy for each in alike if each.remedy is not None]
    return words("{reason}; {remedy}", reason=said, remedy=words.message(remedies[0])) if remedies else said
