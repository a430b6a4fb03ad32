"""Waivers: a named person accepts a breach for a time. They lapse by themselves, and none works in silence."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from compliance.judgement.scopes import covers
from compliance.model.grades import Outcome
from compliance.model.text import Message
from compliance.model.verdict import Finding, SubjectReport, Verdict, heaviest
from compliance.model.waiver import Waiver

_NOTICE: Final = timedelta(days=30)


def waive(
    subjects: Sequence[SubjectReport], waivers: Sequence[Waiver], day: date
) -> tuple[tuple[SubjectReport, ...], tuple[Message, ...]]:
    """Return the reports with waived findings marked, and notices.

    There is one on each waiver that lapsed, ends soon or was not needed.
    """
    living = [waiver for waiver in waivers if waiver.expires >= day]
    waived = tuple(
        replace(subject, verdicts=tuple(_waived(verdict, living) for verdict in subject.verdicts))
        for subject in subjects
    )
    return waived, tuple(_notices(waivers, waived, day))


def _waived(verdict: Verdict, waivers: Sequence[Waiver]) -> Verdict:
    if verdict.outcome is not Outcome.BREACHED:
        return verdict
    findings = tuple(_marked(finding, verdict.rule, waivers) for finding in verdict.findings)
    counted = [finding for finding in findings if finding.waiver is None]
    if counted:
        return replace(verdict, findings=findings, severity=heaviest(counted))
    last_day = min(finding.waiver.expires for finding in findings if finding.waiver is not None)
    reason = Message.of("accepted by a waiver until {date}", date=last_day)
    return replace(verdict, outcome=Outcome.WAIVED, findings=findings, reason=reason)


def _marked(finding: Finding, rule: str, waivers: Sequence[Waiver]) -> Finding:
    waiver = next((waiver for waiver in waivers if covers(waiver, rule, finding)), None)
    return replace(finding, waiver=waiver) if waiver else finding


def _notices(waivers: Sequence[Waiver], subjects: Sequence[SubjectReport], day: date) -> Iterator[Message]:
    verdicts = [verdict for subject in subjects for verdict in subject.verdicts]
    for waiver in waivers:
        if waiver.expires < day:
            yield Message.of(
                "the waiver of {rule} expired on {date}; its breaches count again",
                rule=waiver.rule,
                date=waiver.expires,
            )
        elif not any(covers(waiver, verdict.rule, found) for verdict in verdicts for found in verdict.findings):
            yield Message.of("the waiver of {rule} for {scope} was not needed", rule=waiver.rule, scope=waiver.scope)
        elif waiver.expires - day <= _NOTICE:
            yield Message.of("the waiver of {rule} ends on {date}", rule=waiver.rule, date=waiver.expires)
