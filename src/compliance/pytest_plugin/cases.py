"""A report as tests."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from compliance.actions.audit import audit
from compliance.actions.check import check
from compliance.actions.render import report_context
from compliance.model.dataclass import dataclass, replace
from compliance.model.gate import GATES, gate_of
from compliance.model.grades import Outcome
from compliance.model.report import Report
from compliance.pytest_plugin.asking import Asked
from compliance.pytest_plugin.case import Case, Ending
from compliance.pytest_plugin.target import LIVE_RULES, LiveTarget
from compliance.report import citation, labels
from compliance.report.context import ReportContext
from compliance.report.notes import Check, Note, Notes, Weight
from compliance.report.noting import NOT_JUDGED, notes_of
from compliance.report.sanitise import one_line

_MOST_PLACES: Final = 25


@dataclass(frozen=True, slots=True)
class Judged:
    """The tests in the order of the report, and what is said before and after them."""

    cases: tuple[Case, ...]
    header: str
    remarks: tuple[str, ...]


def judged(asked: Asked) -> Judged:
    """Judge what was asked for; raises `ActionError` for what cannot be meant."""
    cases: list[Case] = []
    remarks: list[str] = []
    for report in _reports(asked):
        context = replace(report_context(asked.words), gate=GATES[gate_of(report, asked.fail_on)])
        notes = notes_of(report, context)
        cases += (*_unread(notes, context), *_judged(notes, context))
        remarks += _said(notes, asked)
    return Judged(tuple(cases), _header(asked), (*remarks, *_remarks(asked)))


def _reports(asked: Asked) -> Iterator[Report]:
    if asked.paths:
        yield check(*asked.paths, reading=asked.reading, judging=asked.judging, network=asked.network)
    if asked.target is not None:
        yield _looked_at(asked.target, asked)


def _looked_at(target: LiveTarget, asked: Asked) -> Report:
    """Look at a service and judge what was seen, by the rules on running endpoints unless others are chosen."""
    reading = replace(asked.reading, root=asked.reading.root or target.folder)
    judging = replace(asked.judging, select=asked.judging.select or (LIVE_RULES,))
    if target.folder is None:
        reading = replace(reading, fetch=True)
    return audit(target.record, reading=reading, network=asked.network, judging=judging)


def _header(asked: Asked) -> str:
    settings = asked.words("compliance: settings of {file}", file=asked.file) if asked.file else ""
    named = (*asked.paths, *([asked.target.url] if asked.target else ()))
    return settings or f"compliance: {' '.join(named)}"


def _unread(notes: Notes, context: ReportContext) -> Iterator[Case]:
    """Yield a test that fails for each subject of which something could not be judged; rules that crash fail below."""
    troubles = [note for note in notes.troubles if note.weight is Weight.UNJUDGED]
    for subject in dict.fromkeys(note.subject for note in troubles):
        found = [note for note in troubles if note.subject == subject]
        lines = [context.words(found[0].heading), *_places(found, context)]
        yield Case(subject, NOT_JUDGED, "failed", "\n".join(lines))


def _judged(notes: Notes, context: ReportContext) -> Iterator[Case]:
    for each in notes.checks:
        ending = _ending(each, notes)
        lines = _found(each, notes, context) if each.notes else _reason(each, context)
        yield Case(each.subject, each.rule, ending, "" if ending == "passed" else "\n".join(lines))


def _ending(each: Check, notes: Notes) -> Ending:
    if each.outcome is Outcome.ERROR or any(map(notes.fails, each.notes)):
        return "failed"
    if any(note.waiver is None for note in each.notes):
        return "noted"
    if each.notes:
        return "waived"
    return "passed" if each.outcome is Outcome.MET else "skipped"


def _reason(each: Check, context: ReportContext) -> Iterator[str]:
    words = context.words
    yield one_line(words.message(each.reason)) if each.reason else labels.outcome(each.outcome, words)


def _found(each: Check, notes: Notes, context: ReportContext) -> Iterator[str]:
    """Yield what is wrong, where, how to mend it, then the norm with its clauses."""
    words, rule = context.words, notes.rules[each.rule]
    yield words(rule.heading)
    yield from _places(each.notes, context)
    if rule.remedy:
        yield words("→ {remedy}", remedy=words(rule.remedy))
    if rule.norm:
        yield words("Norm: {norm}", norm=words(rule.norm))
    yield from (f"  {clause}" for clause in _clauses(each.requirements, notes, context))
    yield f"compliance explain {each.rule}"


def _clauses(ids: Sequence[str], notes: Notes, context: ReportContext) -> Iterator[str]:
    for each in ids:
        if (requirement := notes.catalogue.requirements.get(each)) is None:
            yield f"[{each}]"
            continue
        standing = ", ".join(citation.standing(requirement, notes.as_of, context.words))
        yield f"[{each}] {citation.full(requirement, context.words)} ({standing})"


def _places(found: Iterable[Note], context: ReportContext) -> Iterator[str]:
    notes, words = list(found), context.words
    for note in islice(notes, _MOST_PLACES):
        yield one_line(f"{note.location} {_weight(note, context)} {_message(note, context)}")
        yield from (f"    {one_line(words.message(line))}" for line in (*note.remarks, *note.evidence))
    if len(notes) > _MOST_PLACES:
        yield words("{count} more; see the HTML or JSON report", count=len(notes) - _MOST_PLACES)


def _message(note: Note, context: ReportContext) -> str:
    message = context.words.message(note.message)
    if not note.related:
        return message
    template = "{message} (see also {places})"
    return context.words(template, message=message, places=", ".join(map(str, note.related)))


def _weight(note: Note, context: ReportContext) -> str:
    words = context.words
    if note.waiver is not None:
        return words("waived")
    if note.weight is Weight.TO_CONFIRM:
        return words("failing, to be confirmed")
    return labels.severity(note.weight.severity, words) if note.weight.is_of_finding else words("not read")


def _said(notes: Notes, asked: Asked) -> Iterator[str]:
    words = asked.words
    yield words.message(notes.claim)
    for notice in notes.notices:
        yield words("Notice: {notice}", notice=one_line(words.message(notice)))


def _remarks(asked: Asked) -> Iterator[str]:
    words = asked.words
    if asked.target is not None:
        yield words(
            "{url}: nobody says whose it is, so that no rule on owner, record or exchange was judged; write a record "
            "and use `compliance audit` for these",
            url=asked.target.url,
        )
    if asked.unused:
        template = "{file}: settings that pytest does not use: {names}"
        yield words(template, file=asked.file, names=", ".join(asked.unused))
