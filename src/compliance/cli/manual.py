"""Manual pages of rules and requirements, in Markdown, which reads well on a terminal too."""

from collections.abc import Iterator, Mapping, Sequence

from compliance.audit.auditor import audit, cited_requirements
from compliance.audit.requirements import NO_RULE_YET
from compliance.audit.severity import maximum_severity
from compliance.cli.examples import as_dossier, as_text
from compliance.locale import Translator
from compliance.model.codelist import Reason
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.requirement import Requirement
from compliance.model.rule import Rule
from compliance.report import citation, labels


def rule_page(rule: Rule, facts: Facts, words: Translator) -> str:
    """Everything about one rule: clause, why, examples, limits."""
    return "\n".join(_rule_lines(rule, facts, words)).strip() + "\n"


def requirement_page(
    requirement: Requirement, rules: Sequence[str], reasons: Mapping[str, Reason], facts: Facts, words: Translator
) -> str:
    """Everything about one requirement: what it asks, of whom, how well it is known, and who checks it."""
    return "\n".join(_requirement_lines(requirement, rules, reasons, facts, words)).strip() + "\n"


def weight_line(rule: Rule, facts: Facts, words: Translator) -> str:
    """What a breach weighs at most, and what the finding proves."""
    most = maximum_severity(cited_requirements(rule, facts), rule.proof, facts)
    severity = labels.severity(most, words) if most else words("nothing yet")
    return words("{severity} at most; {proof}", severity=severity, proof=labels.proof(rule.proof, words))


def _rule_lines(rule: Rule, facts: Facts, words: Translator) -> Iterator[str]:
    yield f"# {rule.id}"
    yield ""
    yield words(rule.title)
    for paragraph in rule.explanation:
        yield ""
        yield words(paragraph)
    yield from _section(words("What a pass shows"), [words(rule.limits)])
    yield from _section(words("Weight on {date}", date=facts.as_of.isoformat()), [weight_line(rule, facts, words)])
    cited = [_citation(row, facts, words) for row in cited_requirements(rule, facts)]
    yield from _section(words("Clauses"), cited)
    yield from _section(words("Good"), _listing(rule.good))
    for example in rule.bad.values():
        yield from _section(words("Bad: {message}", message=_finding(rule, example, facts, words)), _listing([example]))
    yield from _section(words("Not concerned"), _listing(rule.irrelevant))
    yield from _section(words("Not observed"), _listing(rule.unknown))


def _finding(rule: Rule, example: object, facts: Facts, words: Translator) -> str:
    """What the rule says of a bad example, in the reader's language."""
    verdict = audit(as_dossier(rule, example), [rule], facts).verdicts[0]
    return "; ".join(dict.fromkeys(words.message(finding.message) for finding in verdict.findings))


def _citation(row: Requirement, facts: Facts, words: Translator) -> str:
    standing = ", ".join(citation.standing(row, facts.as_of, words))
    return f"- {row.id}: {citation.full(row, words)} ({standing}). {words.text(row.duty)}"


def _requirement_lines(
    requirement: Requirement, rules: Sequence[str], reasons: Mapping[str, Reason], facts: Facts, words: Translator
) -> Iterator[str]:
    weight = maximum_severity([requirement], Proof.CONCLUSIVE, facts)
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
    existed = requirement.instrument.existed(facts.as_of)
    nothing = words("nothing: no text of it was read") if existed else words("nothing: it had not been issued")
    severity = labels.severity(weight, words) if weight else nothing
    yield from _section(words("Weight on {date}", date=facts.as_of.isoformat()), [severity])
    yield from _section(
        words("How it is checked"), [words.text(requirement.how), *_checked_by(requirement, rules, reasons, words)]
    )
    if requirement.counterpart:
        yield from _section(words("Living counterparts"), [", ".join(requirement.counterpart)])


def _addressee(requirement: Requirement, facts: Facts, words: Translator) -> Iterator[str]:
    if requirement.addressee:
        yield words("only: {addressee}", addressee=words.text(facts.addressees[requirement.addressee].name))


def _checked_by(
    requirement: Requirement, rules: Sequence[str], reasons: Mapping[str, Reason], words: Translator
) -> Iterator[str]:
    if rules:
        yield words("Rules: {rules}", rules=", ".join(rules))
        return
    reason = reasons[requirement.reason or NO_RULE_YET]
    yield words("No rule: {reason}", reason=words.text(reason.name))
    yield words.text(reason.instead)


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    if any(lines):
        yield ""
        yield f"## {title}"
        yield ""
        yield from lines


def _listing(examples: Sequence[object]) -> list[str]:
    lines: list[str] = []
    for example in examples:
        lines += ["", *(f"    {line}" for line in as_text(example).splitlines())]
    return lines[1:]
