"""What a breach of a rule weighs."""

from compliance.judgement.severity import maximum_severity
from compliance.judgement.weights import cited_requirements
from compliance.model.facts import Facts
from compliance.model.grades import Severity
from compliance.model.rule import Rule


def at_most(rule: Rule, known: Facts) -> Severity | None:
    """Return what a breach weighs at most by the law of a day; None before its clauses were issued."""
    return maximum_severity(cited_requirements(rule, known), rule.proof, known)
