"""The findings of one platform or document as cards: what is wrong, how to mend it, the norm, the places."""

from collections.abc import Iterator
from typing import Final

from compliance.locale import Translator
from compliance.model import summary
from compliance.model.dataclass import dataclass
from compliance.model.grades import Outcome, Severity
from compliance.model.location import Location
from compliance.model.summary import Condition
from compliance.model.verdict import Finding, SubjectReport, Verdict
from compliance.report import citation, labels, ruleset_words
from compliance.report.behind import title
from compliance.report.context import ReportContext
from compliance.report.findings import change_of, heading_over, notes, rule_of
from compliance.report.formats.html.links import Link
from compliance.report.places import told_at

_MOST_PLACES: Final = 25
_MARKS: Final = {Severity.FAIL: "✕", Severity.WARN: "△", Severity.ADVICE: "○"}


@dataclass(frozen=True, slots=True)
class Place:
    """One finding: where it is, what was found, what people wrote on it, and the evidence behind it.

    `weight` is empty where it is that of the card. `evidence` is None if the place is in a file.
    """

    location: str
    pointer: str
    message: str
    related: tuple[str, ...]
    weight: str
    notes: tuple[str, ...]
    evidence: tuple[str, ...] | None
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Card:
    """What one rule found. `tone` colours it, `mark` and `weight` say the same; `more` places are not shown.

    `rule` is None where no rule found it: a text that cannot be read.
    """

    heading: str
    tone: str
    mark: str
    weight: str
    proof: str
    remedy: str
    norm: str
    rule: Link | None
    clauses: tuple[Link, ...]
    places: tuple[Place, ...]
    more: int


def cards(subject: SubjectReport, context: ReportContext) -> tuple[Card, ...]:
    """Return what is wrong, the gravest first; what could not be read before it."""
    return tuple(_cards(subject, context))


def _cards(subject: SubjectReport, context: ReportContext) -> Iterator[Card]:
    words = context.words
    unread = [(gap.location, words.message(gap.reason)) for gap in subject.gaps if gap.location]
    if unread:
        places = tuple(_bare(location, said, context) for location, said in unread)
        yield _ruleless(words("The text could not be read"), places, context)
    for verdict in summary.gravest_first(subject.verdicts):
        if verdict.outcome is Outcome.ERROR:
            said = words.message(verdict.reason) if verdict.reason else words("the rule crashed")
            heading = words("The rule crashed, which is a fault of the tool")
            yield _ruleless(heading, (_bare(Location(subject.id), said, context),), context, verdict)
        elif verdict.findings:
            yield _card(subject, verdict, context)


def _ruleless(heading: str, places: tuple[Place, ...], context: ReportContext, verdict: Verdict | None = None) -> Card:
    return Card(
        heading=heading,
        tone="error",
        mark="!",
        weight=context.words("could not be judged"),
        proof="",
        remedy="",
        norm=title(verdict.rule, context) if verdict else "",
        rule=rule_link(verdict.rule, context) if verdict else None,
        clauses=(),
        places=places[:_MOST_PLACES],
        more=max(len(places) - _MOST_PLACES, 0),
    )


def _card(subject: SubjectReport, verdict: Verdict, context: ReportContext) -> Card:
    words, rule = context.words, rule_of(verdict, context)
    weight = _weight(verdict, words)
    is_counted = verdict.outcome is Outcome.BREACHED
    return Card(
        heading=heading_over(verdict, rule, words),
        tone=verdict.severity if is_counted and verdict.severity else "none",
        mark=_MARKS.get(verdict.severity, "·") if is_counted and verdict.severity else "–",
        weight=weight,
        proof=labels.proof(verdict.proof, words),
        remedy=words(rule.remedy) if rule and rule.remedy else "",
        norm=ruleset_words.norm(verdict.ruleset, words) if verdict.ruleset else title(verdict.rule, context),
        rule=rule_link(verdict.rule, context),
        clauses=clause_links(verdict.requirements, context),
        places=tuple(_place(subject, verdict, each, context) for each in verdict.findings[:_MOST_PLACES]),
        more=max(len(verdict.findings) - _MOST_PLACES, 0),
    )


def _weight(verdict: Verdict, words: Translator) -> str:
    """Return what a verdict weighs in words: a fail that waits says so, and what is waived."""
    if verdict.outcome is not Outcome.BREACHED:
        return labels.outcome(verdict.outcome, words)
    if verdict.is_to_confirm:
        return labels.condition(Condition.TO_CONFIRM, words)
    weight = labels.severity(verdict.severity, words)
    return words("{weight} by ruleset", weight=weight) if verdict.ruleset else weight


def rule_link(rule: str, context: ReportContext) -> Link:
    """Return the id of a rule, which leads to what is said of it."""
    return Link(rule, context.addresses.rule(rule) if rule in context.rules else "")


def clause_links(requirements: tuple[str, ...], context: ReportContext) -> tuple[Link, ...]:
    """Return short citations, each once: two requirements may stand in one article."""
    found: dict[str, str] = {}
    for each in requirements:
        known = context.catalogue.find(each)
        text = citation.short(known, context.words) if known else each
        found.setdefault(text, context.addresses.requirement(known.id if known else each))
    return tuple(Link(text, href) for text, href in found.items())


def _place(subject: SubjectReport, verdict: Verdict, finding: Finding, context: ReportContext) -> Place:
    words, usual = context.words, _weight(verdict, context.words)
    weight = labels.weight_in(verdict, finding, words)
    said = (*change_of(subject.id, verdict.rule, finding, context), *notes(finding))
    evidence = finding.evidence
    return Place(
        location=told_at(finding.location, context),
        pointer=finding.location.pointer,
        message=words.message(finding.message),
        related=tuple(told_at(each, context) for each in finding.related),
        weight="" if weight == usual else weight,
        notes=tuple(map(words.message, said)),
        evidence=None if evidence is None else tuple(words.message(line) for line in evidence),
        fingerprint=finding.fingerprint,
    )


def _bare(location: Location, said: str, context: ReportContext) -> Place:
    return Place(told_at(location, context), location.pointer, said, (), "", (), None, "")
