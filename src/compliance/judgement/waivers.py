"""Waivers: a named person accepts a breach for a time. They lapse by themselves, and none works in silence."""

from collections.abc import Iterator, Sequence
from datetime import date

from compliance.judgement.findings import heaviest
from compliance.judgement.scopes import Scopes
from compliance.judgement.waiver_notices import WaivedRun, waiver_notices
from compliance.model.dataclass import replace
from compliance.model.grades import Outcome
from compliance.model.text import Message
from compliance.model.verdict import Finding, SubjectReport, Verdict
from compliance.model.waiver import Waiver


class Waivers:
    """Waivers on a day, and what they cover."""

    def __init__(self, waivers: Sequence[Waiver], day: date) -> None:
        self._all = waivers
        self._day = day
        self._living = Scopes([waiver for waiver in waivers if waiver.expires >= day])
        self._run = WaivedRun(waivers)

    def mark(self, subject: SubjectReport) -> SubjectReport:
        """Return a report with the findings marked that are waived."""
        verdicts = (_waived(subject.id, verdict, self._living) for verdict in subject.verdicts)
        marked = replace(subject, verdicts=tuple(verdicts))
        self._run.add(marked)
        return marked

    def notices(self) -> Iterator[Message]:
        """Yield that a waiver lapsed, ends soon or covers nothing in any report that was marked."""
        return waiver_notices(self._all, self._run, self._day)


def _waived(subject: str, verdict: Verdict, waivers: Scopes[Waiver]) -> Verdict:
    if verdict.outcome is not Outcome.BREACHED:
        return verdict
    findings = tuple(_marked(subject, finding, verdict.rule, waivers) for finding in verdict.findings)
    counted = [finding for finding in findings if finding.waiver is None]
    if counted:
        return replace(verdict, findings=findings, severity=heaviest(counted))
    last_day = min(finding.waiver.expires for finding in findings if finding.waiver is not None)
    reason = Message.of("accepted by a waiver until {date}", date=last_day)
    return replace(verdict, outcome=Outcome.WAIVED, findings=findings, reason=reason)


def _marked(subject: str, finding: Finding, rule: str, waivers: Scopes[Waiver]) -> Finding:
    waiver = waivers.first(subject, rule, finding)
    return replace(finding, waiver=waiver) if waiver else finding
