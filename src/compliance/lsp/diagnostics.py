"""What was found as diagnostics of the protocol."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from lsprotocol.types import CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity
from lsprotocol.types import Location as Spot

from compliance.actions.look import Told
from compliance.actions.rule_list import RuleBook
from compliance.judgement.weights import cited_requirements
from compliance.loading.facts.published import facts
from compliance.locale import Translator
from compliance.lsp.positions import Page
from compliance.model.grades import Severity
from compliance.model.location import Location
from compliance.model.verdict import Finding
from compliance.report.findings import heading_of
from compliance.report.labels import weight
from compliance.report.manual import rule_summary
from compliance.report.sanitise import escape_controls, one_line

SOURCE: Final = "compliance"
_SEVERITIES: Final = {
    Severity.FAIL: DiagnosticSeverity.Error,
    Severity.WARN: DiagnosticSeverity.Warning,
    Severity.ADVICE: DiagnosticSeverity.Information,
    None: DiagnosticSeverity.Hint,
}

Spots = Callable[[Location], Spot | None]
"""Gives a place as the client knows it, None if it lies in no file."""


def diagnostic(told: Told, page: Page, spots: Spots, day: date, words: Translator) -> Diagnostic:
    """Return what an editor shows at the place of a finding, or of what could not be judged."""
    finding = told.finding
    return Diagnostic(
        range=page.range(told.at),
        message=message(told, words),
        severity=_severity(told),
        code=told.rule or None,
        code_description=_link(told.rule, day) if told.rule else None,
        source=SOURCE,
        related_information=list(_related(finding, spots, words)) if finding and finding.related else None,
    )


def message(told: Told, words: Translator) -> str:
    """Return the sentence of a finding, with what it waits for; of anything else that it was not judged."""
    said = one_line(words.message(told.message))
    if told.finding is None:
        return words("not judged: {reason}", reason=said)
    if told.finding.waiver is not None or told.finding.is_to_confirm:
        return words("{weight}: {message}", weight=weight(told.finding, words), message=said)
    return said


def explanation(told: Told, day: date, words: Translator) -> str:
    """Return in Markdown what is wrong, how it is mended, why it matters, by which clause, what a pass shows."""
    rule = RuleBook().get(told.rule)
    if rule is None:
        return f"**{escape_controls(message(told, words))}**"
    known = facts(day)
    heading = f"**{heading_of(told.rule, rule, words)}**"
    summary = rule_summary(rule, cited_requirements(rule, known), known, words)
    return f"{heading}\n\n{message(told, words)}\n\n{summary.removeprefix(heading).strip()}\n\n`{told.rule}`\n"


def _severity(told: Told) -> DiagnosticSeverity:
    if told.finding is None:
        return DiagnosticSeverity.Error if told.rule else DiagnosticSeverity.Warning
    return DiagnosticSeverity.Hint if told.finding.waiver else _SEVERITIES[told.finding.severity]


def _link(name: str, day: date) -> CodeDescription | None:
    """Return the address of the standard that a rule cites, None if it cites laws alone, which have none here."""
    rule, known = RuleBook().get(name), facts(day)
    cited = cited_requirements(rule, known) if rule else []
    links = (each.standard.url for each in cited if each.standard and each.standard.url)
    href = next(links, None)
    return CodeDescription(href) if href else None


def _related(finding: Finding, spots: Spots, words: Translator) -> Iterator[DiagnosticRelatedInformation]:
    for place in finding.related:
        if (spot := spots(place)) is not None:
            yield DiagnosticRelatedInformation(spot, words("to be compared with this"))
