"""A report as notes, for the formats of pipelines."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final

from compliance.model import summary
from compliance.model.dossier import Kind
from compliance.model.grades import Outcome, Severity
from compliance.model.location import Location
from compliance.model.report import Report
from compliance.model.rule import Rule
from compliance.model.text import Message, Text
from compliance.model.verdict import Finding, SubjectReport, Unseen, Verdict
from compliance.report import labels, ruleset_words
from compliance.report.context import ReportContext
from compliance.report.findings import notes
from compliance.report.notes import Check, Note, NotedRule, NotedSubject, Notes, NotSeen, Weight

NOT_JUDGED: Final = "compliance.not_judged"
"""The id under which formats list what could not be judged, whatever the rules were that wanted to."""

_CRASHED: Final = Message.of("The rule crashed, which is a fault of the tool")
_UNREAD: Final = Message.of("The text could not be read")
_UNREACHED: Final = Message.of("It could not be judged")


def notes_of(report: Report, context: ReportContext) -> Notes:
    """Return everything that a format for pipelines says of a report."""
    found = {each.rule: each for subject in report.subjects for each in subject.verdicts if each.findings}
    rules = {name: _described(found[name], context) for name in sorted(found)}
    return Notes(
        title=labels.heading(report),
        claim=summary.coverage(report.requirements).claim,
        as_of=report.as_of,
        tool_version=report.tool_version,
        catalogue=context.catalogue,
        is_simulated=report.is_simulated,
        subjects=tuple(map(_subject, report.subjects)),
        checks=tuple(
            _check(subject, verdict, rules.get(verdict.rule))
            for subject in report.subjects
            for verdict in subject.verdicts
        ),
        rules=rules,
        troubles=tuple(note for subject in report.subjects for note in _troubles(subject)),
        unseen=tuple(dict.fromkeys(each for subject in report.subjects for each in _unseen(subject, context))),
        notices=(*report.notices, *_nothing_to_look_at(report)),
        failing=frozenset(weight for weight in Weight if weight.severity in context.gate),
        exit_status=context.exit_status,
        root=context.root,
    )


def fingerprint(*steps: str) -> str:
    """Return a name for what is known by these words, as long as that of a finding."""
    return sha256("\n".join(steps).encode(errors="surrogatepass")).hexdigest()[:16]


def _described(verdict: Verdict, context: ReportContext) -> NotedRule:
    """Return the words of a rule; its id if this version does not know it, as in an older report."""
    name = verdict.rule
    if verdict.ruleset is not None:
        return NotedRule(name, verdict.ruleset.description or name, norm=ruleset_words.NO_LAW.template)
    rule: Rule | None = context.rules.get(name)
    if rule is None:
        return NotedRule(name, name)
    cited = (context.catalogue.standing_id(each) or each for each in rule.citations)
    return NotedRule(
        id=name,
        heading=rule.broken or name,
        norm=rule.title,
        explanation=rule.explanation,
        remedy=rule.remedy or "",
        limits=rule.limits,
        requirements=tuple(dict.fromkeys(cited)),
    )


def _subject(subject: SubjectReport) -> NotedSubject:
    english, vietnamese = subject.name_en, subject.name_vi
    name = Text(en=english or vietnamese or subject.id, vi=vietnamese or english or subject.id)
    return NotedSubject(subject.id, name, subject.sources, _home(subject))


def _home(subject: SubjectReport) -> str:
    """Return the document, and of a platform the last of its files, which is its record."""
    if subject.kind is Kind.DOCUMENT:
        return subject.id
    return next((file.uri for file in reversed(subject.sources) if "://" not in file.uri), "")


def _check(subject: SubjectReport, verdict: Verdict, rule: NotedRule | None) -> Check:
    return Check(
        rule=verdict.rule,
        subject=subject.id,
        outcome=verdict.outcome,
        notes=tuple(_note(subject, verdict, finding, rule) for finding in verdict.findings) if rule else (),
        requirements=verdict.requirements,
        reason=verdict.reason,
        is_unjudged=verdict.could_not_be_judged,
    )


def _note(subject: SubjectReport, verdict: Verdict, finding: Finding, rule: NotedRule) -> Note:
    return Note(
        rule=verdict.rule,
        subject=subject.id,
        weight=_weight(finding),
        heading=rule.heading,
        message=finding.message,
        location=finding.location,
        fingerprint=finding.fingerprint,
        remedy=rule.remedy,
        norm=rule.norm,
        requirements=verdict.requirements,
        related=finding.related,
        remarks=tuple(notes(finding)),
        waiver=finding.waiver,
        evidence=finding.evidence or (),
    )


def _weight(finding: Finding) -> Weight:
    if finding.is_to_confirm:
        return Weight.TO_CONFIRM
    return Weight(finding.severity or Severity.ADVICE)


def _troubles(subject: SubjectReport) -> Iterator[Note]:
    """Yield crashes of rules, then each place and reason for which something could not be judged."""
    for verdict in subject.verdicts:
        if verdict.outcome is Outcome.ERROR:
            message = verdict.reason or _CRASHED
            yield _trouble(subject, verdict.rule, Weight.ERROR, _CRASHED, message, Location(subject.id))
    reasons = _failed(subject.verdicts)
    for gap in subject.gaps:
        if _is_trouble(gap, reasons):
            heading = _UNREACHED if gap.location is None else _UNREAD
            yield _trouble(subject, NOT_JUDGED, Weight.UNJUDGED, heading, gap.reason, _place(gap))
    told = {gap.reason for gap in subject.gaps}
    for reason in reasons:
        if reason not in told:
            yield _trouble(subject, NOT_JUDGED, Weight.UNJUDGED, _UNREACHED, reason, Location(subject.id))


def _trouble(
    subject: SubjectReport, rule: str, weight: Weight, heading: Message, message: Message, at: Location
) -> Note:
    name = fingerprint(rule, subject.id, at.uri, at.pointer, message.template)
    return Note(rule, subject.id, weight, heading.template, message, at, name)


def _failed(verdicts: Iterable[Verdict]) -> dict[Message, None]:
    """Return the reasons for which verdicts could not be reached, but for crashes, in their order and each once."""
    unjudged = (each for each in verdicts if each.could_not_be_judged and each.outcome is not Outcome.ERROR)
    return dict.fromkeys(each.reason for each in unjudged if each.reason is not None)


def _is_trouble(gap: Unseen, reasons: dict[Message, None]) -> bool:
    return gap.location is not None or gap.reason in reasons


def _place(gap: Unseen) -> Location:
    if gap.location is not None:
        return gap.location
    uri, separator, pointer = gap.place.partition("#/")
    return Location(uri, separator[1:] + pointer)


def _unseen(subject: SubjectReport, context: ReportContext) -> Iterator[NotSeen]:
    """Yield what nobody asked for or gave, and the reasons of rules that no such place tells."""
    reasons = _failed(subject.verdicts)
    for gap in subject.gaps:
        if not _is_trouble(gap, reasons):
            yield NotSeen(gap.shown or gap.place, gap.reason, context.remedies.get(gap.remedy) if gap.remedy else None)
    told = {gap.reason for gap in subject.gaps} | set(reasons)
    for verdict in subject.verdicts:
        if verdict.outcome is Outcome.NOT_OBSERVED and verdict.reason is not None and verdict.reason not in told:
            yield NotSeen(subject.id, verdict.reason)


def _nothing_to_look_at(report: Report) -> Iterator[Message]:
    if count := summary.counts(report.subjects).nothing_to_look_at:
        yield labels.nothing_to_look_at(count)
