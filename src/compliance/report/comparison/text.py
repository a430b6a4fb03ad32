"""A comparison for a terminal: changes under what they are, the gravest first, and what could not be compared."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from compliance.model.changes.change import Level
from compliance.model.comparison import ComparedChange, Comparison, NotCompared
from compliance.model.grades import Severity
from compliance.report.comparison import _words
from compliance.report.context import ReportContext
from compliance.report.sanitise import one_line
from compliance.report.terminal import headline, paint, wrapped

_MOST: Final = 25
_STEP: Final = "  "
_TONES: Final = {Level.BREAKING: Severity.FAIL, Level.WARNING: Severity.WARN, Level.HARMLESS: Severity.ADVICE}


def write(comparison: Comparison, context: ReportContext) -> str:
    parts = (
        headline(context.words.message(_words.heading(comparison)), context),
        _changes(comparison, context),
        _unseen(context.words("Could not be compared"), comparison.not_compared, context),
        _unseen(context.words("Faults of the documents"), comparison.notices, context),
        _result(comparison, context),
    )
    return "\n".join(line for part in parts for line in part).strip("\n") + "\n"


def _changes(comparison: Comparison, context: ReportContext) -> Iterator[str]:
    kinds = _words.kinds()
    order = {name: number for number, name in enumerate(kinds)}
    for level in Level:
        found = sorted(comparison.of(level), key=lambda change: order[change.kind])
        for name, changes in groupby(found, key=lambda change: change.kind):
            kind = kinds[name]
            yield from headline(context.words(kind.title), context)
            if kind.remedy:
                remedy = context.words("→ {remedy}", remedy=context.words(kind.remedy))
                yield from wrapped(remedy, context, _STEP, _STEP * 2)
            yield from _places(list(changes), context)


def _places(changes: Sequence[ComparedChange], context: ReportContext) -> Iterator[str]:
    for change in changes[:_MOST]:
        yield from _line(change, context)
    if len(changes) > _MOST:
        more = context.words("{count} more; see the JSON report", count=len(changes) - _MOST)
        yield from wrapped(more, context, _STEP, _STEP)


def _line(change: ComparedChange, context: ReportContext) -> Iterator[str]:
    """Yield `path:line:column level kind message`, as linters write it, and where it stood before."""
    words = context.words
    place, weight = one_line(str(change.newer)), words.message(_words.level(change.level))
    message = words("{message} (before: {place})", message=words.message(change.message), place=str(change.older))
    if len(change.operations) > 1:
        message = words("{message}; operations: {count}", message=message, count=len(change.operations))
    first, *rest = wrapped(f"{place} {weight} {change.kind} {message}", context, "", _STEP * 2)
    yield first.replace(f"{place} {weight}", f"{place} {paint(weight, _TONES[change.level], context)}", 1)
    yield from rest


def _unseen(title: str, found: Sequence[NotCompared], context: ReportContext) -> Iterator[str]:
    if not found:
        return
    yield from headline(title, context)
    for each in found[:_MOST]:
        text = f"{each.location} {context.words.message(each.reason)}"
        yield from wrapped(text, context, _STEP, _STEP * 2)
    if len(found) > _MOST:
        more = context.words("{count} more; see the JSON report", count=len(found) - _MOST)
        yield from wrapped(more, context, _STEP, _STEP)


def _result(comparison: Comparison, context: ReportContext) -> Iterator[str]:
    yield from headline(context.words("Result"), context)
    claim = context.words.message(_words.claim(comparison))
    yield from (paint(line, "strong", context) for line in wrapped(claim, context))
