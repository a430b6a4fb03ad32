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


class Confirmations:
    """Confirmations that count on a day, and which of them were needed."""

    def __init__(self, confirmations: Sequence[Confirmation], day: date) -> None:
        self._all = confirmations
        self._fresh = [entry for entry in confirmations if day - entry.on <= LONGEST]
        self._scopes = Scopes(self._fresh)
        self._used: set[Confirmation | None] = set()

    def mark(self, subject: SubjectReport) -> SubjectReport:
        """Return a report with the findings marked that were confirmed."""
        verdicts = (_confirmed(subject.id, verdict, self._scopes) for verdict in subject.verdicts)
        marked = replace(subject, verdicts=tuple(verdicts))
        self._used |= {finding.confirmed for verdict in marked.verdicts for finding in verdict.findings}
        return marked

    def notices(self) -> Iterator[Message]:
        """Yield that a confirmation is older than a year, or was not needed on any report that was marked."""
        for entry in self._all:
            if entry not in self._fresh:
                yield Message.of(
                    "the confirmation of {rule} of {date} is older than a year; its findings wait again",
                    rule=entry.rule,
                    date=entry.on,
                )
            elif entry not in self._used:
                template = "the confirmation of {rule} for {scope} was not needed"
                yield Message.of(template, rule=entry.rule, scope=entry.scope)


def _confirmed(subject: str, verdict: Verdict, fresh: Scopes[Confirmation]) -> Verdict:
    if not any(finding.is_to_confirm for finding in verdict.findings):
        return verdict
    marked = (_marked(subject, finding, verdict.rule, fresh) for finding in verdict.findings)
    return replace(verdict, findings=tuple(marked))


def _marked(subject: str, finding: Finding, rule: str, fresh: Scopes[Confirmation]) -> Finding:
    entry = fresh.first(subject, rule, finding)
    if entry is None or not finding.is_to_confirm:
        return finding
    return replace(finding, confirmation=ConfirmationState.GIVEN, confirmed=entry)
