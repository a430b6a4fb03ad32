"""Every rule there is, ours and those of others, and the modules of those that are needed."""

from collections.abc import Iterator, Mapping
from functools import cache

from compliance.actions._plugins import plugin_rules
from compliance.loading.facts.rules import listed_rules
from compliance.model.listed_rule import ListedRule
from compliance.model.rule import Rule
from compliance.rules import rule_in, rule_modules


@cache
def rule_list() -> tuple[ListedRule, ...]:
    """Return every rule by group and name, ours first; only new ones of ours and those of others are imported.

    Raises:
        UsageError: a package of rules of others is broken.
    """
    known = listed_rules()
    ours = tuple(known.get(module) or ListedRule.of(rule_in(module)) for module in rule_modules())
    return (*ours, *plugin_rules(ours))


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
