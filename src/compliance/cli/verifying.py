"""A verification to standard output and to files, and the exit status with its reason."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Final

from compliance.actions.errors import UsageError
from compliance.actions.render import report_context
from compliance.cli.exit_status import BREACH, NOT_JUDGED
from compliance.cli.output import destinations
from compliance.cli.streams import complain
from compliance.cli.writing import put_all
from compliance.locale import Translator
from compliance.model.dataclass import replace
from compliance.model.text import VIET_NAM, Message
from compliance.model.verification import Verification, VerifiedDossier
from compliance.options.values import Destination
from compliance.report.context import UNLIMITED
from compliance.report.verification import names, written

_MOST: Final = 25


def places_of(options: Namespace) -> tuple[Destination, ...]:
    """Return every place that the report goes to; raises `UsageError` for a form that it does not have."""
    places = destinations(options)
    if refused := sorted({form for form, _ in places} - set(names())):
        raise UsageError(Message.of("a verification is not written as {format}", format=", ".join(refused)))
    return places


def end_of_day(day: date | None) -> datetime | None:
    """Return the last moment of a day in Viet Nam, None for None."""
    return datetime.combine(day, time.max, VIET_NAM) if day is not None else None


def deliver(verification: Verification, options: Namespace, words: Translator, places: Sequence[Destination]) -> int:
    """Write the verification to each place, say on standard error why the status is not 0, and return it."""
    context = replace(report_context(words), width=UNLIMITED)
    unwritten = put_all(places, options, words, context, lambda form, shown: written(verification, form, shown))
    for reason in _explanations(verification, words, is_full=options.quiet):
        complain(f"compliance: {reason}")
    found = (BREACH if verification.has_flaws else 0) | (0 if verification.is_complete else NOT_JUDGED)
    return found | unwritten


def _explanations(verification: Verification, words: Translator, *, is_full: bool) -> Iterator[str]:
    """Yield why the status is not 0; `is_full` where no report for people says more."""
    if flaws := sum(len(each.flaws) for each in verification.dossiers):
        yield words("flaws of dossiers: {count}", count=flaws)
    if unjudged := [name for each in verification.dossiers for name in each.unjudged()]:
        yield words("not looked at: {count}", count=len(unjudged))
    if is_full:
        lines = [line for each in verification.dossiers for line in _lines(each, words)]
        yield from lines[:_MOST]


def _lines(dossier: VerifiedDossier, words: Translator) -> Iterator[str]:
    if dossier.unread is not None:
        yield f"{dossier.path}: {words.message(dossier.unread)}"
    for flaw in dossier.flaws:
        place = "/".join(filter(None, (dossier.path, flaw.name)))
        yield words("{place}: {part}: {reason}", place=place, part=flaw.part, reason=flaw.message)
