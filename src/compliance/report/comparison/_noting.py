"""A comparison as notes, for the formats of pipelines: each kind of change is a check, each change a note."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from compliance.model.changes.change import Level
from compliance.model.changes.kind import Kind
from compliance.model.comparison import ComparedChange, Comparison, NotCompared
from compliance.model.grades import Outcome
from compliance.model.text import Message, Text
from compliance.report.comparison import _words
from compliance.report.context import ReportContext
from compliance.report.notes import Check, Note, NotedRule, NotedSubject, Notes, Weight
from compliance.report.noting import NOT_JUDGED, fingerprint

_WEIGHTS: Final = {Level.BREAKING: Weight.FAIL, Level.WARNING: Weight.WARN, Level.HARMLESS: Weight.ADVICE}
_UNCOMPARED: Final = Message.of("It could not be compared")


def notes_of(comparison: Comparison, context: ReportContext) -> Notes:
    """Return everything that a format for pipelines says of a comparison."""
    kinds = _words.kinds()
    found = {name: list(changes) for name, changes in groupby(sorted(comparison.changes, key=_kind), key=_kind)}
    used = dict.fromkeys(change.kind for change in comparison.changes)
    unseen = _unseen(comparison)
    return Notes(
        title=_words.heading(comparison),
        claim=_words.claim(comparison),
        as_of=comparison.as_of,
        tool_version=comparison.tool_version,
        catalogue=context.catalogue,
        is_simulated=False,
        subjects=(_subject(comparison),),
        checks=tuple(_check(comparison, kind, found.get(name, ()), unseen.get(name)) for name, kind in kinds.items()),
        rules={f"diff.{name}": _described(kinds[name]) for name in used},
        troubles=tuple(_trouble(comparison, each) for each in comparison.not_compared),
        notices=tuple(_notices(comparison)),
        failing=frozenset(weight for weight in Weight if weight.severity in context.gate),
        exit_status=context.exit_status,
        root=context.root,
    )


def _subject(comparison: Comparison) -> NotedSubject:
    newer = comparison.newer
    name = newer.title or newer.uri
    files = (*newer.sources, *comparison.older.sources)
    return NotedSubject(newer.uri, Text(en=name, vi=name), tuple(dict.fromkeys(files)), newer.uri)


def _kind(change: ComparedChange) -> str:
    return change.kind


def _unseen(comparison: Comparison) -> dict[str, Message]:
    """Return the kinds that may be there unseen, each with the first reason."""
    return {kind: each.reason for each in reversed(comparison.not_compared) for kind in each.kinds}


def _check(comparison: Comparison, kind: Kind, changes: Iterable[ComparedChange], unseen: Message | None) -> Check:
    notes = tuple(_note(comparison, change, kind) for change in changes)
    outcome = Outcome.BREACHED if notes else Outcome.NOT_OBSERVED if unseen else Outcome.MET
    reason = unseen if not notes else None
    return Check(f"diff.{kind.id}", comparison.newer.uri, outcome, notes, (), reason, is_unjudged=unseen is not None)


def _note(comparison: Comparison, change: ComparedChange, kind: Kind) -> Note:
    return Note(
        rule=f"diff.{change.kind}",
        subject=comparison.newer.uri,
        weight=_WEIGHTS[change.level],
        heading=kind.title,
        message=change.message,
        location=change.newer,
        fingerprint=change.fingerprint,
        remedy=kind.remedy or "",
        related=(change.older,),
    )


def _described(kind: Kind) -> NotedRule:
    return NotedRule(f"diff.{kind.id}", kind.title, explanation=kind.explanation, remedy=kind.remedy or "")


def _trouble(comparison: Comparison, each: NotCompared) -> Note:
    at = each.location
    name = fingerprint(NOT_JUDGED, at.uri, at.pointer, each.reason.template)
    return Note(NOT_JUDGED, comparison.newer.uri, Weight.UNJUDGED, _UNCOMPARED.template, each.reason, at, name)


def _notices(comparison: Comparison) -> Iterator[Message]:
    for each in comparison.notices:
        yield Message.of("{place}: {what}", place=str(each.location), what=each.reason)
