"""A comparison to standard output and to files, and the exit status with its reason."""

from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from compliance.actions.errors import UsageError
from compliance.actions.render import report_context
from compliance.cli.exit_status import BREACH, NOT_JUDGED
from compliance.cli.given import given, refuse_idle_options
from compliance.cli.streams import complain
from compliance.cli.writing import put_all
from compliance.locale import Translator
from compliance.model.changes.change import Level
from compliance.model.comparison import Comparison
from compliance.model.dataclass import replace
from compliance.model.grades import Severity
from compliance.model.text import Message
from compliance.options.values import Destination
from compliance.report.comparison import names, written
from compliance.report.context import UNLIMITED

if TYPE_CHECKING:
    from compliance.model.source import SourceText

_GATES: Final[Mapping[str, tuple[Level, ...]]] = {
    "breaking": (Level.BREAKING,),
    "warning": (Level.BREAKING, Level.WARNING),
    "never": (),
}
_SEVERITIES: Final = {Level.BREAKING: Severity.FAIL, Level.WARNING: Severity.WARN}
_MOST: Final = 25


def sources(
    options: Namespace, places: Sequence[Destination], words: Translator
) -> "tuple[str | SourceText, str | SourceText]":
    """Return the two documents to compare; standard input can be one of them."""
    if refused := sorted({form for form, _ in places} - set(names())):
        raise UsageError(Message.of("a comparison is not written as {format}", format=", ".join(refused)))
    if options.older is None or options.newer is None:
        raise UsageError(Message.of("two documents are compared: name the older one, then the newer one"))
    given_names = [options.older, options.newer]
    if given_names == ["-", "-"]:
        raise UsageError(Message.of("standard input can be one of the two documents only"))
    refuse_idle_options(options, given_names)
    older, newer = (next(given([name], words)) for name in given_names)
    return older, newer


def deliver(comparison: Comparison, options: Namespace, words: Translator, places: Sequence[Destination]) -> int:
    """Write the comparison to each place, say on standard error why the status is not 0, and return it."""
    gate = _GATES[options.fail_on]
    failing = sum(comparison.count(level) for level in gate)
    status = (BREACH if failing else 0) | (NOT_JUDGED if comparison.not_compared else 0)
    context = replace(
        report_context(words),
        width=UNLIMITED,
        gate=[_SEVERITIES[level] for level in gate],
        exit_status=status,
        root=Path.cwd().as_posix(),
    )
    unwritten = put_all(places, options, words, context, lambda form, shown: written(comparison, form, shown))
    for reason in _explanations(comparison, failing, options, words):
        complain(f"compliance: {reason}")
    return status | unwritten


def _explanations(comparison: Comparison, failing: int, options: Namespace, words: Translator) -> Iterator[str]:
    """Yield why the status is not 0; without a report for people also what could not be compared, and where."""
    if failing:
        yield words("--fail-on {gate}: changes {count}", gate=options.fail_on, count=failing)
    if not comparison.not_compared:
        return
    yield words("what could not be compared: {count}", count=len(comparison.not_compared))
    for each in comparison.not_compared[:_MOST] if options.quiet else ():
        yield words("not compared: {place}: {reason}", place=str(each.location), reason=words.message(each.reason))
