"""The view model of the page: everything it shows, counted and sorted once; templates only write it down."""

from typing import Final

from compliance.model import summary
from compliance.model.dataclass import dataclass
from compliance.model.dossier import Kind
from compliance.model.report import Report
from compliance.model.unobserved import Unobserved, unobserved
from compliance.report import labels
from compliance.report.context import ReportContext
from compliance.report.facts import Fact
from compliance.report.formats.html.first_screen import FirstScreen, first_screen
from compliance.report.formats.html.reference import (
    ReasonGroup,
    RuleEntry,
    StateGroup,
    reason_groups,
    rule_entries,
    state_groups,
)
from compliance.report.formats.html.rows import DocumentRow, Group, document_rows, groups
from compliance.report.formats.html.section import Section, sections
from compliance.report.work_order import all_by_work

_KINDS_OF_REASON: Final = 12


@dataclass(frozen=True, slots=True)
class Reason:
    """One kind of reason why something was not observed, over the whole report."""

    example: str
    kind: Unobserved


@dataclass(frozen=True, slots=True)
class Page:
    """All that the page shows, from its first screen to its end."""

    first: FirstScreen
    language: str
    title: str
    groups: tuple[Group, ...]
    documents: tuple[DocumentRow, ...]
    sections: tuple[Section, ...]
    unobserved: tuple[Reason, ...]
    states: tuple[StateGroup, ...]
    reasons: tuple[ReasonGroup, ...]
    rules: tuple[RuleEntry, ...]
    meanings: tuple[Fact, ...]


def page_of(report: Report, context: ReportContext) -> Page:
    """Return everything that the page of a report shows, in the reader's words."""
    context, words = with_marks(report, context), context.words
    platforms = summary.of_kind(report.subjects, Kind.PLATFORM)
    documents = summary.of_kind(report.subjects, Kind.DOCUMENT)
    in_order = (*all_by_work(platforms, context), *sorted(documents, key=lambda subject: subject.id))
    return Page(
        first=first_screen(report, context),
        language=words.language,
        title=words("Audit report, {date}", date=labels.day(report.as_of, words)),
        groups=groups(platforms, context),
        documents=document_rows(documents, context),
        sections=sections(report, in_order, context),
        unobserved=reasons(report, context),
        states=state_groups(report, context),
        reasons=reason_groups(report, context),
        rules=rule_entries(report, context),
        meanings=stage_meanings(context),
    )


def with_marks(report: Report, context: ReportContext) -> ReportContext:
    """Return the context in which findings say that they are new, where the report is compared with another."""
    if report.changes is None:
        return context
    from compliance.report import run_changes  # noqa: PLC0415 - because few reports are compared

    return run_changes.with_marks(report, context)


def stage_meanings(context: ReportContext) -> tuple[Fact, ...]:
    """Return the stages of connection with what each means."""
    return tuple(Fact(context.words.text(stage.name), context.words.text(stage.says)) for stage in context.ladder)


def reasons(report: Report, context: ReportContext) -> tuple[Reason, ...]:
    """Return the most frequent reasons why something was not observed."""
    kinds = unobserved(report.subjects)[:_KINDS_OF_REASON]
    return tuple(Reason(context.words.message(kind.example), kind) for kind in kinds)
