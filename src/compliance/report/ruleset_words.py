"""What is said of a rule of a ruleset: always that it is no law."""

from typing import Final

from compliance.locale import Translator
from compliance.model.ruleset import RulesetRule
from compliance.model.text import Message

NO_LAW: Final = Message.of("A rule of a ruleset that was given along; no law stands behind it")


def heading(rule: RulesetRule, words: Translator) -> str:
    """Return what the rule says of itself, in the words of its author; its id if it says nothing."""
    return words(rule.description.strip().removesuffix(".")) or rule.id


def norm(rule: RulesetRule, words: Translator) -> str:
    """Return whose rule it is, where to read more, and that it is no law."""
    level = rule.level.name.lower()  # because that is what stands in the file
    known = words("no law: rule of the ruleset {file}, its level there: {level}", file=rule.file, level=level)
    if rule.documentation is None:
        return known
    return words("{known}; see {address}", known=known, address=rule.documentation)
