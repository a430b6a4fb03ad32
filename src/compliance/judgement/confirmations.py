"""Confirmations: a person looked and saw the breach. They grow old, and none works in silence."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from compliance.judgement.scopes import Scopes
from compliance.model.confirmation import Confirmation
from compliance.model.dataclass import replace
from compliance.model.grades import ConfirmationState
from compliance.model.text import Message
from compliance.model.verdict import Finding, SubjectReport, Verdict

LONGEST: Final = timedelta(days=365)
"""A confirmation counts as long as this after the look."""


def confirm(
    subjects: Sequence[SubjectReport], confirmations: Sequence[Confirmation], day: date
) -> tuple[tuple[SubjectReport, ...], tuple[Message, ...]]:
    """Return the reports with confirmed findings marked, and notices.

    There is one on each confirmation that is older than a year or was not needed.
    """
    fresh = [entry for entry in confirmations if day - entry.on <= LONGEST]
    scopes = Scopes(fresh)
    confirmed = tuple(
        replace(subject, verdicts=tuple(_confirmed(verdict, scopes) for verdict in subject.verdicts))
        for subject in subjects
    )
    return confirmed, tuple(_notices(confirmations, fresh, confirmed))


def _confirmed(verdict: Verdict, fresh: Scopes[Confirmation]) -> Verdict:
    if not any(finding.is_to_confirm for finding in verdict.findings):
        return verdict
    return replace(verdict, findings=tuple(_marked(finding, verdict.rule, fresh) for finding in verdict.findings))


def _marked(finding: Finding, rule: str, fresh: Scopes[Confirmation]) -> Finding:
    entry = fresh.first(rule, finding)
    if entry is None or not finding.is_to_confirm:
        return finding
    return replace(finding, confirmation=ConfirmationState.GIVEN, confirmed=entry)


def _notices(
    confirmations: Sequence[Confirmation], fresh: Sequence[Confirmation], subjects: Sequence[SubjectReport]
) -> Iterator[Message]:
    used = {finding.confirmed for s in subjects for verdict in s.verdicts for finding in verdict.findings}
    for entry in confirmations:
        if entry not in fresh:
            yield Message.of(
                "the confirmation of {rule} of {date} is older than a year; its findings wait again",
                rule=entry.rule,
                date=entry.on,
            )
        elif entry not in used:
            template = "the confirmation of {rule} for {scope} was not needed"
            yield Message.of(template, rule=entry.rule, scope=entry.scope)
