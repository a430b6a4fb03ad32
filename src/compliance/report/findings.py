"""Findings of one platform or document: one group for each rule, with what is wrong, how to mend it, and the places."""

from collections.abc import Iterator

from compliance.locale import Translator
from compliance.model import summary
from compliance.model.dataclass import dataclass
from compliance.model.grades import Outcome
from compliance.model.location import Location
from compliance.model.repetition import is_repetition
from compliance.model.rule import Rule
from compliance.model.text import Message
from compliance.model.verdict import Finding, SubjectReport, Unseen, Verdict
from compliance.report import labels, ruleset_words
from compliance.report.context import ReportContext
from compliance.report.sanitise import one_line


@dataclass(frozen=True, slots=True)
class Line:
    """One place. `weight` is the severity or `error` in words, `tone` the same for `paint`.

    `notes` are what people wrote on it, `evidence` is the look behind it; `commands` repeat it and are not wrapped.
    """

    place: Location
    weight: str
    tone: str | None
    rule: str
    message: str
    notes: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()

    @property
    def location(self) -> str:
        return one_line(str(self.place))


@dataclass(frozen=True, slots=True)
class Group:
    """What one rule found: the heading, how to mend it, the norm with its clauses, and the places in reading order.

    `remedy` and `norm` are empty if there is no rule, or this version does not know it.
    """

    heading: str
    remedy: str
    norm: str
    lines: tuple[Line, ...]


def groups_of(subject: SubjectReport, context: ReportContext) -> list[Group]:
    """Return faults of an unusable text, breaches, the gravest first, then errors, then what is waived."""
    unread = tuple(_unread(gap.location, gap, context) for gap in subject.gaps if gap.location is not None)
    head = [Group(context.words("The text could not be read"), "", "", unread)] if unread else []
    return head + [
        group for verdict in summary.gravest_first(subject.verdicts) for group in _groups(subject, verdict, context)
    ]


def _groups(subject: SubjectReport, verdict: Verdict, context: ReportContext) -> Iterator[Group]:
    if verdict.outcome is Outcome.ERROR:
        heading = context.words("The rule crashed, which is a fault of the tool")
        yield Group(heading, "", "", (_error(subject, verdict, context),))
    elif verdict.findings:
        words, rule = context.words, rule_of(verdict, context)
        lines = tuple(_line(subject, verdict, finding, context) for finding in verdict.findings)
        remedy = words(rule.remedy) if rule and rule.remedy else ""
        yield Group(heading_over(verdict, rule, words), remedy, _norm(verdict, rule, words), lines)


def rule_of(verdict: Verdict, context: ReportContext) -> Rule | None:
    """Return the rule of ours that a verdict is by; None for one of a ruleset, or one that is not known."""
    return context.rules.get(verdict.rule) if verdict.ruleset is None else None


def heading_over(verdict: Verdict, rule: Rule | None, words: Translator) -> str:
    """Return what is wrong where findings of a verdict stand."""
    if verdict.ruleset is not None:
        return one_line(ruleset_words.heading(verdict.ruleset, words))
    return heading_of(verdict.rule, rule, words)


def heading_of(name: str, rule: Rule | None, words: Translator) -> str:
    """Return what is wrong where a rule is broken; its id if it has no words for that or is not known."""
    return words(rule.broken) if rule and rule.broken else name


def _norm(verdict: Verdict, rule: Rule | None, words: Translator) -> str:
    if verdict.ruleset is not None:
        return one_line(ruleset_words.norm(verdict.ruleset, words))
    clauses = ", ".join(verdict.requirements)
    return words("{norm} [{clauses}]", norm=words(rule.title), clauses=clauses) if rule else f"[{clauses}]"


def _line(subject: SubjectReport, verdict: Verdict, finding: Finding, context: ReportContext) -> Line:
    seen, words = finding.evidence or (), context.words
    said = (*change_of(subject.id, verdict.rule, finding, context), *notes(finding))
    return Line(
        place=finding.location,
        weight=labels.weight_in(verdict, finding, words),
        tone="quiet" if finding.waiver else finding.severity,
        rule=verdict.rule,
        message=one_line(_with_related(finding, words)),
        notes=tuple(one_line(words.message(note)) for note in said),
        evidence=tuple(one_line(words.message(line)) for line in seen if not is_repetition(line)),
        commands=tuple(one_line(words.message(line)) for line in seen if is_repetition(line)),
    )


def notes(finding: Finding) -> Iterator[Message]:
    """Yield what people wrote on a finding: who confirmed it and what was seen, or why and until when it is waived."""
    if (seen := finding.confirmed) is not None:
        yield Message.of("Confirmed by {who} on {date}: {seen}", who=seen.who, date=seen.on, seen=seen.seen)
    if (waiver := finding.waiver) is not None:
        yield Message.of(
            "Waived until {date}: {reason}. Basis: {basis}. Asked for by {owner}, approved by {approver}",
            date=waiver.expires,
            reason=waiver.reason.rstrip("."),
            basis=waiver.legal_basis.rstrip("."),
            owner=waiver.owner,
            approver=waiver.approver,
        )


def change_of(subject: str, rule: str, finding: Finding, context: ReportContext) -> Iterator[Message]:
    """Yield that a finding is new or back, where the report is compared with an earlier run; nothing of a known one."""
    said = context.changes.get((subject, rule, finding.fingerprint))
    if said is not None:
        yield said


def _with_related(finding: Finding, words: Translator) -> str:
    message = words.message(finding.message)
    if not finding.related:
        return message
    return words("{message} (see also {places})", message=message, places=", ".join(map(str, finding.related)))


def _unread(place: Location, gap: Unseen, context: ReportContext) -> Line:
    words = context.words
    return Line(place, words("not read"), "error", "", one_line(words.message(gap.reason)))


def _error(subject: SubjectReport, verdict: Verdict, context: ReportContext) -> Line:
    words = context.words
    said = one_line(words.message(verdict.reason)) if verdict.reason else words("the rule crashed")
    return Line(Location(subject.id), words("error"), "error", verdict.rule, said)
