"""Why a breach weighs what it weighs and no more: clause by clause, then what limits the rule."""

from collections.abc import Iterator

from compliance.locale import Translator
from compliance.model.facts import Facts
from compliance.model.grades import Basis, ConfirmationState, Proof, Severity
from compliance.model.manual import Cause, ClauseWeight, RulePage
from compliance.model.requirement import Requirement
from compliance.report import labels


def reasons(page: RulePage, words: Translator) -> Iterator[str]:
    """Yield what each clause alone gives and why, whom it binds, and what allows the rule no more than a warning."""
    for weight in page.weights:
        yield f"- {clause(weight, page.facts, words)}"
    practices = ", ".join(row.id for row in page.cited if row.is_good_practice)
    if practices and any(not row.is_good_practice for row in page.cited):
        yield words("- The threshold is from {practices} and not in the law: a warning at most.", practices=practices)
    if page.rule.proof is Proof.INDICATIVE:
        yield words("- What is seen only points to a breach (indicative): a warning at most.")
    if page.rule.proof is Proof.SUGGESTIVE:
        yield words("- What is seen only raises the question whether there is a breach: advice at most.")
    if page.rule.proof is Proof.CONCLUSIVE and page.rule.basis is Basis.DECLARED:
        yield words(
            "- It rests on the word of the record: a warning at most, unless `provenance.declared_by` names who stands "
            "for it."
        )
    if page.confirmation is ConfirmationState.NEEDED:
        yield words("- A machine can check a part of it only: a fail counts when a person has confirmed it.")


def clause(weight: ClauseWeight, facts: Facts, words: Translator) -> str:
    """Write what one clause alone gives and why, and for whom it gives one step less."""
    severity = labels.severity(weight.severity, words) if weight.severity else words("nothing")
    said = words(
        "{id}: {severity}, {why}",
        id=weight.requirement.id,
        severity=severity,
        why=_cause(weight.cause, weight.requirement, words),
    )
    return "; ".join((said, *_scope(weight.requirement, weight.severity, facts, words)))


def _cause(value: Cause, requirement: Requirement, words: Translator) -> str:
    begins = requirement.applies.start
    later = words("it binds from {date} only", date=labels.day(begins, words)) if begins else ""
    return {
        "binds": words("it obliges, its article was read, it is in force and binds"),
        "later": later or words("the day from which it binds is not known"),
        "unsettled": words("its instrument is not in force or its status is not settled"),
        "guidance": words("its instrument guides and does not bind directly"),
        "recommended": words("it recommends or defines and does not oblige"),
        "permitted": words("it permits or encourages"),
        "second-hand": words("its text is known second-hand only"),
        "good-practice": words("it is good practice, not law"),
        "ended": words("it is no longer in force"),
        "not-issued": words("it had not been issued"),
        "not-read": words("no text of it was read"),
    }[value]


def _scope(requirement: Requirement, severity: Severity | None, facts: Facts, words: Translator) -> Iterator[str]:
    """Yield for whom the clause weighs one step less; of advice there is no less."""
    if severity is None or severity is Severity.ADVICE:
        return
    if requirement.addressee is not None:
        name = words.text(facts.addressees[requirement.addressee].name)
        yield words("one step less for platforms other than: {addressee}", addressee=name)
    bearers = [facts.bearers[bearer] for bearer in requirement.bearer]
    audited = [bearer for bearer in bearers if bearer.is_audited]
    if not requirement.is_good_practice and all(bearer.owner_kinds for bearer in audited):
        names = ", ".join(words.text(bearer.name) for bearer in bearers)
        yield words("one step less where the owner is none of these, or not known: {bearers}", bearers=names)
