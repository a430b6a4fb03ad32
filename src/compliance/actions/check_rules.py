"""Hold rules against what holds for every rule: their texts, their citations and their examples."""

from datetime import date

from compliance.actions._rules import chosen_rules
from compliance.actions.rule_faults import RuleFault, rule_faults
from compliance.actions.settings import Judging, today
from compliance.loading.facts.published import facts
from compliance.model.dataclass import dataclass
from compliance.model.rule import Rule
from compliance.rules import rule_in


@dataclass(frozen=True, slots=True)
class RuleTest:
    """What is wrong with one rule, nothing if `faults` is empty, and how many examples were judged."""

    rule: Rule
    examples: int
    faults: tuple[RuleFault, ...]


def check_rules(*names: str, as_of: date | None = None) -> tuple[RuleTest, ...]:
    """Judge the examples of rules by id or glob, of all rules without one, by the law of a day.

        assert not any(test.faults for test in compliance.check_rules("openapi.*"))

    Raises:
        UsageError: no rule has such an id.
    """
    known = facts(as_of or today())
    return tuple(
        RuleTest(
            rule,
            len(rule.good) + len(rule.bad) + len(rule.irrelevant) + len(rule.unknown),
            tuple(rule_faults(rule, known)),
        )
        for rule in (rule_in(listed.module) for listed in chosen_rules(Judging(select=names), lambda _subject: True))
    )
