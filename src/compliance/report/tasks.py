"""What is left to mend on platforms: a task for each rule that is broken on one, with its weight."""

from collections.abc import Iterable, Iterator

from compliance.model.dataclass import dataclass
from compliance.model.grades import Severity
from compliance.model.verdict import Finding, SubjectReport, Verdict
from compliance.report import citation, labels, sorting
from compliance.report.context import ReportContext
from compliance.report.findings import heading_over, rule_of
from compliance.report.notes import Weight


@dataclass(frozen=True, slots=True)
class Task:
    """What one rule found on one platform or document, of one weight; what is waived is no task.

    `remedy` is empty if the rule has no words for it. `clauses` are short citations.
    """

    subject: SubjectReport
    weight: Weight
    heading: str
    remedy: str
    clauses: tuple[str, ...]
    findings: tuple[Finding, ...]


def tasks(subjects: Iterable[SubjectReport], context: ReportContext) -> tuple[Task, ...]:
    """Return the tasks, the gravest first; those of one weight by the name of the platform."""
    found = (task for subject in subjects for verdict in subject.verdicts for task in _tasks(subject, verdict, context))
    return tuple(sorted(found, key=lambda task: _order(task, context)))


def _order(task: Task, context: ReportContext) -> tuple[int, sorting.Collated, str]:
    return task.weight.rank, sorting.collated(labels.name(task.subject, context.words)), task.heading


def _tasks(subject: SubjectReport, verdict: Verdict, context: ReportContext) -> Iterator[Task]:
    weights = sorted({weight_of(finding) for finding in verdict.counted}, key=lambda weight: weight.rank)
    rule = rule_of(verdict, context)
    for weight in weights:
        yield Task(
            subject=subject,
            weight=weight,
            heading=heading_over(verdict, rule, context.words),
            remedy=context.words(rule.remedy) if rule and rule.remedy else "",
            clauses=clauses(verdict.requirements, context),
            findings=tuple(finding for finding in verdict.counted if weight_of(finding) is weight),
        )


def weight_of(finding: Finding) -> Weight:
    """Return what a finding weighs; one that cites no clause of that day is advice."""
    if finding.is_to_confirm:
        return Weight.TO_CONFIRM
    return Weight(finding.severity or Severity.ADVICE)


def clauses(requirements: Iterable[str], context: ReportContext) -> tuple[str, ...]:
    """Return short citations, each once: two requirements may stand in one article."""
    known = ((each, context.catalogue.find(each)) for each in requirements)
    return tuple(dict.fromkeys(citation.short(row, context.words) if row else each for each, row in known))
