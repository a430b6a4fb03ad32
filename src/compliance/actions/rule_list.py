"""Every rule there is, ours and those of others, and the modules of those that are needed."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from compliance.actions._plugins import plugin_rules
from compliance.loading.facts.rules import listed_rule, listed_subject
from compliance.model.listed_rule import ListedRule
from compliance.model.packages import rule_packages
from compliance.model.rule import Rule
from compliance.rules import rule_in, rule_modules


@cache
def rule_list() -> tuple[ListedRule, ...]:
    """Return every rule by group and name, ours first; only new ones of ours and those of others are imported.

    Raises:
        UsageError: a package of rules of others is broken.
    """
    ours = tuple(map(_rule, rule_modules()))
    return (*ours, *plugin_rules(ours))


def rules_on(may: Callable[[str], bool]) -> tuple[ListedRule, ...]:
    """Return the rules that look at some kinds of subject, in the same order; `may` is asked of the name of each kind.

    Raises as `rule_list` does.
    """
    if rule_packages():
        return tuple(rule for rule in rule_list() if may(rule.subject))
    wanted = cache(may)
    listed = ((module, listed_subject(module)) for module in rule_modules())
    rules = (_rule(module) for module, subject in listed if subject is None or wanted(subject))
    return tuple(rule for rule in rules if wanted(rule.subject))


def _rule(module: str) -> ListedRule:
    return listed_rule(module) or ListedRule.of(rule_in(module))


class RuleBook(Mapping[str, Rule]):
    """Every rule by its id; the module of one is imported when it is looked up."""

    def __init__(self) -> None:
        self._modules = {rule.id: rule.module for rule in rule_list()}

    def __getitem__(self, rule: str) -> Rule:
        return rule_in(self._modules[rule])

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)
