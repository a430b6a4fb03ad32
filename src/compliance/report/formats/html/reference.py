"""What the page says once: the text of each clause, each rule, and why some requirements have no rule."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from compliance.locale import Translator
from compliance.model.dataclass import dataclass
from compliance.model.grades import State
from compliance.model.report import Report
from compliance.model.rule import Rule
from compliance.model.verdict import RequirementState
from compliance.report import citation, labels
from compliance.report.addresses import anchor
from compliance.report.context import ReportContext
from compliance.report.formats.html.cards import clause_links, rule_link
from compliance.report.formats.html.links import Link
from compliance.report.work_order import STATES

_STATES: Final = tuple(state for state in STATES if state is not State.NOT_CHECKABLE)


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """One requirement: its citation, the duty in our words, how well and since when it is law, and its rules."""

    anchor: str
    id: str
    citation: str
    duty: str
    standing: tuple[str, ...]
    rules: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class StateGroup:
    """The requirements in one state, those that ask for work first."""

    anchor: str
    heading: str
    rows: tuple[ClauseRow, ...]


@dataclass(frozen=True, slots=True)
class ReasonGroup:
    """The requirements that have no rule for one reason, and what is done instead."""

    heading: str
    instead: str
    rows: tuple[ClauseRow, ...]


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """What a rule asks, why, what a finding of it says, and what a pass shows."""

    anchor: str
    id: str
    title: str
    broken: str
    remedy: str
    paragraphs: tuple[str, ...]
    limits: str
    clauses: tuple[Link, ...]


def state_groups(report: Report, context: ReportContext) -> tuple[StateGroup, ...]:
    """Return the requirements that rules speak on, by state; empty states are left out."""
    found = ((state, [row for row in report.requirements if row.state is state]) for state in _STATES)
    return tuple(_state_group(state, rows, report, context) for state, rows in found if rows)


def _state_group(state: State, rows: list[RequirementState], report: Report, context: ReportContext) -> StateGroup:
    heading = _headed(labels.state(state, context.words), len(rows), context.words)
    return StateGroup(anchor("state", state), heading, _rows(rows, report, context))


def _headed(name: str, count: int, words: Translator) -> str:
    return words("{name}: {count}", name=labels.sentence_case(name), count=count)


def reason_groups(report: Report, context: ReportContext) -> tuple[ReasonGroup, ...]:
    """Return the requirements without a rule, by the reason for that."""
    rows = sorted((row for row in report.requirements if row.state is State.NOT_CHECKABLE), key=_reason_code)
    return tuple(_reason_group(code, list(group), report, context) for code, group in groupby(rows, key=_reason_code))


def _reason_group(code: str, rows: list[RequirementState], report: Report, context: ReportContext) -> ReasonGroup:
    name, instead = _reason(code, context)
    return ReasonGroup(_headed(name, len(rows), context.words), instead, _rows(rows, report, context))


def _reason_code(row: RequirementState) -> str:
    return row.reason or ""


def _reason(code: str, context: ReportContext) -> tuple[str, str]:
    """Return why a requirement has no rule, and what happens instead."""
    known = context.reasons.get(code)
    if known is None:
        return code or context.words("no rule in this version"), ""
    return context.words.text(known.name), context.words.text(known.instead)


def _rows(rows: list[RequirementState], report: Report, context: ReportContext) -> tuple[ClauseRow, ...]:
    return tuple(_row(row, report, context) for row in rows)


def _row(row: RequirementState, report: Report, context: ReportContext) -> ClauseRow:
    known, words = context.catalogue.find(row.id), context.words
    return ClauseRow(
        anchor=anchor("requirement", row.id),
        id=row.id,
        citation=citation.full(known, words) if known else row.id,
        duty=words.text(known.duty) if known else "",
        standing=citation.standing(known, report.as_of, words) if known else (),
        rules=tuple(rule_link(rule, context) for rule in row.rules),
    )


def rule_entries(report: Report, context: ReportContext) -> tuple[RuleEntry, ...]:
    """Return the rules that gave a verdict, by id."""
    used = sorted({rule for subject in report.subjects for rule in subject.rules})
    return tuple(rule_entry(context.rules[rule], context) for rule in used if rule in context.rules)


def rule_entry(rule: Rule, context: ReportContext) -> RuleEntry:
    """Return what is said of one rule."""
    words = context.words
    return RuleEntry(
        anchor=anchor("rule", rule.id),
        id=rule.id,
        title=words(rule.title),
        broken=words(rule.broken) if rule.broken else "",
        remedy=words(rule.remedy) if rule.remedy else "",
        paragraphs=tuple(_paragraphs(rule, context)),
        limits=words(rule.limits),
        clauses=clause_links(rule.citations, context),
    )


def _paragraphs(rule: Rule, context: ReportContext) -> Iterator[str]:
    yield from (context.words(paragraph) for paragraph in rule.explanation)
