"""Manual pages of rules and requirements, in Markdown, which reads well on a terminal too."""

from collections.abc import Iterator, Sequence

from compliance.locale import Translator
from compliance.model.facts import Facts
from compliance.model.grades import Proof, Severity
from compliance.model.manual import RequirementPage, RulePage
from compliance.model.requirement import Requirement
from compliance.model.rule import Rule
from compliance.report import citation, labels, weights


def rule_text(page: RulePage, words: Translator) -> str:
    """Write everything about one rule: clause, why, examples, limits."""
    return "\n".join(_rule_lines(page, words)).strip() + "\n"


def rule_summary(rule: Rule, cited: Sequence[Requirement], facts: Facts, words: Translator) -> str:
    """Write what fits beside a finding: how it is mended, why it matters, its clauses, what a pass does not show."""
    lines = [*_said(rule, words)]
    for paragraph in rule.explanation:
        lines += ["", words(paragraph)]
    lines += _section(words("Clauses"), [_citation(row, facts, words) for row in cited])
    lines += _section(words("What a pass shows"), [words(rule.limits)])
    return "\n".join(lines).strip() + "\n"


def requirement_text(page: RequirementPage, words: Translator) -> str:
    """Write everything about one requirement: what it asks, of whom, how well it is known, and who checks it."""
    return "\n".join(_requirement_lines(page, words)).strip() + "\n"


def weight_line(maximum: Severity | None, proof: Proof, words: Translator) -> str:
    """Write what a breach weighs at most, and what the finding proves."""
    severity = labels.severity(maximum, words) if maximum else words("nothing yet")
    return words("{severity} at most; {proof}", severity=severity, proof=labels.proof(proof, words))


def _rule_lines(page: RulePage, words: Translator) -> Iterator[str]:
    rule, facts = page.rule, page.facts
    yield f"# {rule.id}"
    yield ""
    yield " · ".join(map(words, page.headings))
    yield ""
    yield words(rule.title)
    for paragraph in rule.explanation:
        yield ""
        yield words(paragraph)
    yield from _section(words("What a finding says"), [*_said(rule, words)])
    yield from _section(words("What a pass shows"), [words(rule.limits)])
    weight = (weight_line(page.maximum, rule.proof, words), "", *weights.reasons(page, words))
    yield from _section(words("Weight on {date}", date=facts.as_of), weight)
    yield from _section(words("Clauses"), [_citation(row, facts, words) for row in page.cited])
    yield from _section(words("Good"), _listing(page.good))
    for messages, example in page.bad:
        said = "; ".join(words.message(message) for message in messages)
        yield from _section(words("Bad: {message}", message=said), _listing([example]))
    yield from _section(words("Not concerned"), _listing(page.irrelevant))
    yield from _section(words("Not observed"), _listing(page.unknown))


def _said(rule: Rule, words: Translator) -> Iterator[str]:
    """Yield the heading of a finding, and how it is mended."""
    if rule.broken:
        yield f"**{words(rule.broken)}**"
    if rule.remedy:
        yield ""
        yield f"→ {words(rule.remedy)}"


def _citation(row: Requirement, facts: Facts, words: Translator) -> str:
    standing = ", ".join(citation.standing(row, facts.as_of, words))
    return f"- {row.id}: {citation.full(row, words)} ({standing}). {words.text(row.duty)}"


def _requirement_lines(page: RequirementPage, words: Translator) -> Iterator[str]:
    requirement, facts = page.requirement, page.facts
    yield f"# {requirement.id}"
    yield ""
    yield words.text(requirement.duty)
    standing = ", ".join(citation.standing(requirement, facts.as_of, words))
    yield from _section(words("Source"), [citation.full(requirement, words), standing])
    if requirement.also:
        yield words("Also: {ids}", ids=", ".join(requirement.also))
    bearers = ", ".join(words.text(facts.bearers[bearer].name) for bearer in requirement.bearer)
    yield from _section(words("Bound"), [bearers, *_addressee(requirement, facts, words)])
    if requirement.note:
        yield from _section(words("Note"), [words.text(requirement.note)])
    if requirement.instrument.notes:
        yield from _section(words("On the text"), [words.text(requirement.instrument.notes)])
    weight = weights.clause(page.weight, facts, words)
    yield from _section(words("Weight on {date}", date=facts.as_of), [weight])
    yield from _section(words("How it is checked"), [words.text(requirement.how), *_checked_by(page, words)])
    if requirement.counterpart:
        yield from _section(words("Living counterparts"), [", ".join(requirement.counterpart)])


def _addressee(requirement: Requirement, facts: Facts, words: Translator) -> Iterator[str]:
    if requirement.addressee:
        addressee = facts.addressees[requirement.addressee]
        yield words("only: {addressee}", addressee=words.text(addressee.name))
        known_by = words("A record shows it by `classes: [{code}]`", code=addressee.code)
        if addressee.known_by:
            known_by = words("{this}, or by {that}", this=known_by, that=words.text(addressee.known_by))
        yield known_by


def _checked_by(page: RequirementPage, words: Translator) -> Iterator[str]:
    if page.reason is None:
        yield words("Rules: {rules}", rules=", ".join(page.rules))
        return
    yield words("No rule: {reason}", reason=words.text(page.reason.name))
    yield words.text(page.reason.instead)


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    if any(lines):
        yield ""
        yield f"## {title}"
        yield ""
        yield from lines


def _listing(examples: Sequence[str]) -> list[str]:
    lines: list[str] = []
    for example in examples:
        lines += ["", *(f"    {line}".rstrip() for line in example.splitlines())]
    return lines[1:]
