"""Which rules are run."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from fnmatch import fnmatchcase

from compliance.actions.errors import UsageError
from compliance.actions.rule_list import rule_list, rules_on
from compliance.actions.settings import Judging
from compliance.model.listed_rule import ListedRule
from compliance.model.remedy import Remedy
from compliance.model.requirement import Catalogue
from compliance.model.text import Message


def chosen_rules(judging: Judging, may: Callable[[str], bool], further: Collection[str] = ()) -> tuple[ListedRule, ...]:
    """Return the rules that match; a pattern that matches none is an error, or a slip would pass in silence.

    `may` says of the name of a kind of subject whether rules on it are wanted at all. `further` are the ids of rules of
    rulesets, which a pattern may mean as well.
    """
    if not judging.select and not judging.ignore:
        return rules_on(may)
    rules = rule_list()
    select, ignore = ([_matching(each, rules, further) for each in given] for given in (judging.select, judging.ignore))
    return tuple(
        rule
        for rule in rules
        if may(rule.subject) and (not select or _matches_any(rule, select)) and not _matches_any(rule, ignore)
    )


def _matching(pattern: str, rules: Sequence[ListedRule], further: Collection[str]) -> str:
    """Return the pattern, or the id of the requirement that this one was merged into; raises `UsageError` if idle."""
    if any(_matches(rule, pattern) for rule in rules) or any(fnmatchcase(each, pattern) for each in further):
        return pattern
    from compliance.loading.facts.catalogue import catalogue  # noqa: PLC0415 - because most patterns match

    known = catalogue()
    standing = known.standing_id(pattern)
    if standing is not None and any(standing in rule.citations for rule in rules):
        return standing
    raise _unmatched(pattern, rules, known)


def _matches_any(rule: ListedRule, patterns: Iterable[str]) -> bool:
    return any(_matches(rule, pattern) for pattern in patterns)


def _matches(rule: ListedRule, pattern: str) -> bool:
    """Return whether a pattern means the rule by its id or by a requirement that it cites."""
    return any(fnmatchcase(name, pattern) for name in (rule.id, *rule.citations))


def _unmatched(pattern: str, rules: Sequence[ListedRule], known: Catalogue) -> UsageError:
    """Say that a pattern matches nothing: it is a slip, or means requirements that no rule looks at."""
    from difflib import get_close_matches  # noqa: PLC0415 - see above

    short, requirements = pattern[:80], (*known.requirements, *known.merged)
    if any(fnmatchcase(each, pattern) for each in requirements):
        return UsageError(Message.of("no rule looks at the requirement {id}", id=short), Remedy.EXPLAIN_REQUIREMENT)
    if near := get_close_matches(short, [*_patterns(rules), *requirements], n=1):
        return UsageError(Message.of("no rule matches {glob}; did you mean {near}?", glob=short, near=near[0]))
    return UsageError(Message.of("no rule matches {glob}", glob=short), Remedy.LIST_RULES)


def _patterns(rules: Iterable[ListedRule]) -> Iterator[str]:
    """Yield what may be written: ids of rules and of what they cite, and patterns for a group, an act, an article."""
    for rule in rules:
        for name in (rule.id, *rule.citations):
            yield name
            yield from (f"{name[:end]}.*" for end, sign in enumerate(name) if sign == ".")
