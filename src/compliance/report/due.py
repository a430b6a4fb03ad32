"""The reader's words for what is due."""

from datetime import date

from compliance.locale import Translator
from compliance.model.due import DueItem, DueKind, DuePeriod, Said
from compliance.model.text import Message
from compliance.report import citation
from compliance.report.context import ReportContext


def said(value: Said | None, words: Translator) -> str:
    """Return a statement in the reader's language; empty for None."""
    return words.message(value) if isinstance(value, Message) else words.text(value)


def kind(value: DueKind, words: Translator) -> str:
    """Return whether a text of law sets a day, or who else does; empty for what runs out, which says it itself."""
    return {
        DueKind.REQUIREMENT: words("set by a text of law"),
        DueKind.ASKED: words("asked by an agency, not law"),
        DueKind.ANNOUNCED: words("announced, not law"),
        DueKind.DECLARED: words("named by the record, not law"),
    }.get(value, "")


def period(value: DuePeriod, words: Translator) -> str:
    """Return the heading over what is due in a period."""
    return {
        DuePeriod.PAST: words("The day has passed"),
        DuePeriod.WITHIN_30: words("Within 30 days"),
        DuePeriod.WITHIN_90: words("Within 31 to 90 days"),
        DuePeriod.WITHIN_365: words("Within 91 to 365 days"),
        DuePeriod.UNDATED: words("The day is not known"),
    }[value]


def left(days: int, words: Translator) -> str:
    """Return how many days are left until a day, or have gone by since."""
    if days < 0:
        return words("days since then: {count}", count=-days)
    return words("days left: {count}", count=days) if days else words("today")


def nothing(words: Translator) -> str:
    """Return the sentence that nothing is due."""
    return words("Nothing is due within a year, as far as it is known here.")


def clause(item: DueItem, context: ReportContext) -> str:
    """Return the citation of the clause that sets the day; empty where none does."""
    requirement = context.catalogue.find(item.requirement) if item.requirement else None
    return citation.short(requirement, context.words) if requirement else ""


def standing(item: DueItem, on: date, context: ReportContext) -> tuple[str, ...]:
    """Return how well the text of the clause is known, whether it is in force on a day, and from when it binds."""
    requirement = context.catalogue.find(item.requirement) if item.requirement else None
    return citation.standing(requirement, on, context.words) if requirement else ()
