"""The table of requirements: the state of each over the whole report, and where it stands in the law."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from compliance.model.dataclass import dataclass
from compliance.model.grades import State
from compliance.model.report import Report
from compliance.model.text import Text
from compliance.model.verdict import RequirementState, SubjectReport
from compliance.report import citation, labels
from compliance.report.context import ReportContext
from compliance.report.formats.xlsx.sheet import Cell, Column, Table
from compliance.report.work_order import STATES


@dataclass(frozen=True, slots=True)
class _Breaches:
    """The platforms and documents that have a finding on a requirement, and how many findings these are."""

    subjects: frozenset[str]
    findings: int


def requirement_sheet(report: Report, context: ReportContext) -> Table:
    """Return the requirements, those that ask for work first."""
    words = context.words
    columns = (
        Column(words("Citation"), 52),
        Column(words("State"), 24),
        Column(words("Duty"), 60),
        Column(words("Platforms and documents with a finding"), 14),
        Column(words("Findings"), 11),
        Column(words("How its text is known, and whether it binds"), 40),
        Column(words("Binds from"), 18),
        Column(words("Rules"), 9),
        Column(words("Why no rule speaks on it"), 40),
        Column(words("Identifier"), 26),
    )
    breaches = _breaches(report.subjects, context)
    rows = sorted(report.requirements, key=lambda row: STATES.index(row.state))
    return Table(Text("Requirements", "Yêu cầu"), columns, tuple(_row(row, breaches, report, context) for row in rows))


def _breaches(subjects: Sequence[SubjectReport], context: ReportContext) -> Mapping[str, _Breaches]:
    """Count by requirement what no waiver covers."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for subject in subjects:
        for verdict in subject.verdicts:
            names = dict.fromkeys(context.catalogue.standing_id(each) or each for each in verdict.requirements)
            for name in names:
                found[name] += [subject.id] * len(verdict.counted)
    return {name: _Breaches(frozenset(ids), len(ids)) for name, ids in found.items()}


def _row(
    row: RequirementState, breaches: Mapping[str, _Breaches], report: Report, context: ReportContext
) -> tuple[Cell, ...]:
    words, known = context.words, context.catalogue.find(row.id)
    found = breaches.get(row.id, _Breaches(frozenset(), 0))
    return (
        citation.full(known, words) if known else row.id,
        labels.sentence_case(labels.state(row.state, words)),
        words.text(known.duty) if known else None,
        len(found.subjects),
        found.findings,
        "; ".join(citation.standing(known, report.as_of, words)) if known else None,
        known.applies.start if known else None,
        len(row.rules),
        _reason(row, context),
        row.id,
    )


def _reason(row: RequirementState, context: ReportContext) -> str | None:
    if row.state is not State.NOT_CHECKABLE:
        return None
    known = context.reasons.get(row.reason or "")
    return context.words.text(known.name) if known else context.words("no rule in this version")
