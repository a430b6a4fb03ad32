"""Systems beside a list to standard output and to files, and the exit status with its reason."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from compliance.actions.errors import UsageError
from compliance.actions.overlaps import overlaps
from compliance.actions.render import report_context
from compliance.cli.exit_status import NOT_JUDGED
from compliance.cli.given import given
from compliance.cli.output import destinations
from compliance.cli.streams import complain
from compliance.cli.writing import put_all
from compliance.locale import Translator
from compliance.model.dataclass import replace
from compliance.model.overlap import Overlaps
from compliance.model.platform_match import SEEMS_THE_SAME
from compliance.model.text import Message
from compliance.options.values import Destination
from compliance.report.context import UNLIMITED
from compliance.report.overlaps import names, written


def places_of(options: Namespace) -> tuple[Destination, ...]:
    """Return every place that the report goes to; refuses a form in which it is not written."""
    places = destinations(options)
    if refused := sorted({form for form, _ in places} - set(names())):
        raise UsageError(Message.of("overlaps are not written as {format}", format=", ".join(refused)))
    return places


def compare(options: Namespace, words: Translator) -> Overlaps:
    """Return what the systems that were named are like."""
    least = SEEMS_THE_SAME if options.least is None else options.least
    return overlaps(*given(options.source, words), listed=options.list, least=least)


def deliver(found: Overlaps, options: Namespace, words: Translator, places: Sequence[Destination]) -> int:
    """Write the report to each place, say on standard error what was not read, and return the exit status."""
    status = NOT_JUDGED if found.unread else 0
    context = replace(report_context(words), width=UNLIMITED, exit_status=status, root=Path.cwd().as_posix())
    unwritten = put_all(places, options, words, context, lambda form, shown: written(found, form, shown))
    if found.unread:
        reason = words("what could not be read: {count}", count=len(found.unread))
        complain(f"compliance: {reason}")
    return status | unwritten
