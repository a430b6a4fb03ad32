"""Rules that other distributions bring: packages of rules named by entry points of the group `compliance.rules`."""

from collections.abc import Sequence

from compliance.actions.errors import UsageError
from compliance.loading.facts.catalogue import catalogue
from compliance.locale.packages import fault
from compliance.model.listed_rule import ListedRule
from compliance.model.location import Location
from compliance.model.packages import RulePackage, rule_packages
from compliance.model.subject import KINDS
from compliance.model.text import Message
from compliance.rules import rules_of


def plugin_rules(ours: Sequence[ListedRule]) -> tuple[ListedRule, ...]:
    """Return the rules of others, by name of the entry point; raises `UsageError` if a package of them is broken."""
    packages = rule_packages()
    if packages:
        _refuse_broken_requirements()
    found: list[ListedRule] = []
    for package in packages:
        if (file := fault(package, "vi")) is not None:
            template = "{file} holds no mapping of sentences to their translations"
            raise _broken(package, None, Message.of(template, file=file))
        found += _checked(package, {rule.id for rule in (*ours, *found)})
    return tuple(found)


def _refuse_broken_requirements() -> None:
    from compliance.loading.facts.own_requirements import own_requirements  # noqa: PLC0415 - because few have any

    for package, error in own_requirements().broken:
        refused = _broken(package, *error.faults[0])
        refused.faults = (*refused.faults, *error.faults[1:])
        raise refused


def _checked(package: RulePackage, taken: set[str]) -> list[ListedRule]:
    try:
        rules = [ListedRule.of(rule) for rule in rules_of(package.module)]
    except (Exception, SystemExit) as error:
        problem = Message(f"{type(error).__name__}: {error}")
        raise _broken(package, None, problem) from error
    for rule in rules:
        if (fault := _fault(rule, taken)) is not None:
            raise _broken(package, None, fault)
        taken.add(rule.id)
    return rules


def _fault(rule: ListedRule, taken: set[str]) -> Message | None:
    if not rule.citations:
        return Message.of("{module} cites no requirement; no clause, no rule", module=rule.module)
    unknown = [citation for citation in rule.citations if catalogue().find(citation) is None]
    if unknown:
        return Message.of("{module} cites {id}, which is no requirement", module=rule.module, id=unknown[0])
    if rule.id in taken:
        return Message.of("{module} would be a second rule {id}", module=rule.module, id=rule.id)
    if rule.subject not in {kind.name for kind in KINDS}:
        template = "{module} looks at {subject}, which is no kind of subject"
        return Message.of(template, module=rule.module, subject=rule.subject)
    return None


def _broken(package: RulePackage, where: Location | None, problem: Message) -> UsageError:
    template = "the rules that {distribution} brings ({package}) cannot be used; mend or remove it"
    error = UsageError(Message.of(template, distribution=package.distribution, package=package.module))
    error.faults = (*error.faults, (where, problem))
    return error
