"""Findings of one platform or document as lines: one per violation, and one per rule that crashed."""

from collections.abc import Iterator

from compliance.locale import Translator
from compliance.model import summary
from compliance.model.dataclass import dataclass
from compliance.model.grades import Outcome
from compliance.model.location import Location
from compliance.model.verdict import Finding, SubjectReport, Unseen, Verdict
from compliance.report import labels
from compliance.report.context import ReportContext
from compliance.report.sanitise import one_line


@dataclass(frozen=True, slots=True)
class Line:
    """What one line says. `weight` is the severity or `error` in words, `tone` the same for `paint`."""

    place: Location
    weight: str
    tone: str | None
    rule: str
    message: str
    clauses: str

    @property
    def location(self) -> str:
        return one_line(str(self.place))

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """The key that sorts from top to bottom of each file."""
        return self.place.uri, self.place.line or 0, self.place.column or 0, self.rule, self.message


def lines_of(subject: SubjectReport, context: ReportContext) -> list[Line]:
    """Return faults of an unusable text, breaches, the gravest first, then errors. What is waived is not listed."""
    unread = [_unread(gap.location, gap, context) for gap in subject.gaps if gap.location is not None]
    return unread + [
        line for verdict in summary.gravest_first(subject.verdicts) for line in _lines(subject, verdict, context)
    ]


def _lines(subject: SubjectReport, verdict: Verdict, context: ReportContext) -> Iterator[Line]:
    match verdict.outcome:
        case Outcome.BREACHED:
            yield from (_breach(verdict, finding, context) for finding in verdict.findings if not finding.waived_by)
        case Outcome.ERROR:
            yield _error(subject, verdict, context)


def _breach(verdict: Verdict, finding: Finding, context: ReportContext) -> Line:
    return Line(
        place=finding.location,
        weight=labels.severity(verdict.severity, context.words),
        tone=verdict.severity,
        rule=verdict.rule,
        message=one_line(_with_related(finding, context.words)),
        clauses=_clauses(verdict),
    )


def _with_related(finding: Finding, words: Translator) -> str:
    message = words.message(finding.message)
    if not finding.related:
        return message
    return words("{message} (see also {places})", message=message, places=", ".join(map(str, finding.related)))


def _unread(place: Location, gap: Unseen, context: ReportContext) -> Line:
    words = context.words
    return Line(place, words("not read"), "error", "", one_line(words.message(gap.reason)), "")


def _error(subject: SubjectReport, verdict: Verdict, context: ReportContext) -> Line:
    words = context.words
    return Line(
        place=Location(subject.id),
        weight=words("error"),
        tone="error",
        rule=verdict.rule,
        message=one_line(words.message(verdict.reason)) if verdict.reason else words("the rule crashed"),
        clauses=_clauses(verdict),
    )


def _clauses(verdict: Verdict) -> str:
    return f"[{', '.join(verdict.requirements)}]"
