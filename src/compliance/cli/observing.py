"""What traffic shows to standard output and to files, and the exit status with its reason."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from compliance.actions.errors import UsageError
from compliance.actions.render import report_context
from compliance.actions.settings import Reading
from compliance.cli.exit_status import BREACH, NOT_JUDGED
from compliance.cli.given import standard_input
from compliance.cli.output import destinations
from compliance.cli.streams import complain
from compliance.cli.writing import put_all
from compliance.locale import Translator
from compliance.model.dataclass import replace
from compliance.model.text import Message
from compliance.model.traffic.scope import TrafficScope
from compliance.model.traffic.traffic import Passed, Traffic
from compliance.options.values import Destination
from compliance.report.context import UNLIMITED
from compliance.report.traffic import names, written

if TYPE_CHECKING:
    from compliance.actions.observe import Recorded

_STANDARD_INPUT: Final = "-"
_MOST_BASES: Final = 5


def places_of(options: Namespace) -> tuple[Destination, ...]:
    """Return every place that the report goes to; refuses a form in which it is not written, and idle requests."""
    places = destinations(options)
    if refused := sorted({form for form, _ in places} - set(names())):
        raise UsageError(Message.of("what traffic shows is not written as {format}", format=", ".join(refused)))
    if [*options.log, *options.har].count(_STANDARD_INPUT) > 1:
        raise UsageError(Message.of("standard input can be one of the recordings only"))
    return places


def reading(options: Namespace) -> Reading:
    """Return where the document may be read from: files only."""
    if options.root is not None and not options.root.is_dir():
        raise UsageError(Message.of("there is no such folder: {folder}", folder=str(options.root)[:200]))
    return Reading(root=options.root)


def scope(options: Namespace) -> TrafficScope:
    """Return which requests belong to the document."""
    return TrafficScope(base_paths=tuple(options.base_path), hosts=tuple(options.host), ignore=tuple(options.ignore))


def recorded(given: Sequence[str], words: Translator) -> "list[Recorded]":
    """Return what was named to be read; standard input is read as it comes."""
    return [
        (words("standard input"), standard_input()) if name == _STANDARD_INPUT else name
        for name in dict.fromkeys(given)
    ]


def deliver(traffic: Traffic, options: Namespace, words: Translator, places: Sequence[Destination]) -> int:
    """Write the report to each place, say on standard error why the status is not 0, and return it."""
    is_failing = bool(traffic.findings) and options.fail_on != "never"
    status = (BREACH if is_failing else 0) | (NOT_JUDGED if traffic.could_not_be_judged else 0)
    context = replace(report_context(words), width=UNLIMITED, exit_status=status, root=Path.cwd().as_posix())
    unwritten = put_all(places, options, words, context, lambda form, shown: written(traffic, form, shown))
    for reason in _explanations(traffic, words, is_failing=is_failing):
        complain(f"compliance: {reason}")
    return status | unwritten


def _explanations(traffic: Traffic, words: Translator, *, is_failing: bool) -> Iterator[str]:
    """Yield why the status is not 0, and what would help."""
    if is_failing:
        yield words("--fail-on {gate}: findings {findings}", gate="undocumented", findings=len(traffic.findings))
    for each in traffic.unread[:3]:
        yield words(
            "not read: {place}: {reason} (times: {count})", place=str(each.first), reason=each.reason, count=each.count
        )
    if traffic.further:
        yield words("findings that were no longer told apart were seen {count} times", count=traffic.further)
    if traffic.documented:
        return
    if not traffic.operations:
        yield words("the document has no operation, so that no request can be held against one")
        return
    passed = dict(traffic.passed)
    if Passed.OTHER_HOST in passed:
        template = "requests to other hosts than those of the document: {count}; --host names those that count"
        yield words(template, count=passed[Passed.OTHER_HOST])
    template = (
        "no request was for a documented operation below {bases}; --base-path says with what its paths begin here"
    )
    yield words(template, bases=", ".join(traffic.bases[:_MOST_BASES]))
