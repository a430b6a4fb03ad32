"""Waivers: a named person accepts a breach for a time. They lapse by themselves, and none works in silence."""

from collections.abc import Sequence
from datetime import date

from compliance.judgement.scopes import Scopes
from compliance.judgement.waiver_notices import waiver_notices
from compliance.model.dataclass import replace
from compliance.model.grades import Outcome
from compliance.model.text import Message
from compliance.model.verdict import Finding, SubjectReport, Verdict, heaviest
from compliance.model.waiver import Waiver


def waive(
    subjects: Sequence[SubjectReport], waivers: Sequence[Waiver], day: date
) -> tuple[tuple[SubjectReport, ...], tuple[Message, ...]]:
    """Return the reports with waived findings marked, and notices.

    There is one on each waiver that lapsed, ends soon or covers nothing.
    """
    living = Scopes([waiver for waiver in waivers if waiver.expires >= day])
    waived = tuple(
        replace(subject, verdicts=tuple(_waived(verdict, living) for verdict in subject.verdicts))
        for subject in subjects
    )
    return waived, tuple(waiver_notices(waivers, waived, day))


def _waived(verdict: Verdict, waivers: Scopes[Waiver]) -> Verdict:
    if verdict.outcome is not Outcome.BREACHED:
        return verdict
    findings = tuple(_marked(finding, verdict.rule, waivers) for finding in verdict.findings)
    counted = [finding for finding in findings if finding.waiver is None]
    if counted:
        return replace(verdict, findings=findings, severity=heaviest(counted))
    last_day = min(finding.waiver.expires for finding in findings if finding.waiver is not None)
    reason = Message.of("accepted by a waiver until {date}", date=last_day)
    return replace(verdict, outcome=Outcome.WAIVED, findings=findings, reason=reason)


def _marked(finding: Finding, rule: str, waivers: Scopes[Waiver]) -> Finding:
    waiver = waivers.first(rule, finding)
    return replace(finding, waiver=waiver) if waiver else finding
