"""A ruleset settled for one document: what it extends merged in, its overrides and pointers applied, aliases expanded.

The order is that of Spectral: extended rulesets first, then the rules of the file. A rule that is not `recommended` is
off until something turns it on; a level turns it on, `off` turns it off.
"""

from collections.abc import Iterator
from copy import copy
from posixpath import dirname, relpath

from compliance.model.location import Location
from compliance.model.text import Message
from compliance.rulesets.aliases import Aliases, expanded
from compliance.rulesets.errors import RulesetRefused
from compliance.rulesets.globs import matches
from compliance.rulesets.ruleset import OFF, WARN, Definition, Extended, Ruleset, Then


class SettledRule:
    """One rule as it counts for one document."""

    def __init__(self, definition: Definition, owner: Ruleset) -> None:
        self.name = definition.name
        self.owner = owner
        self.aliases: Aliases = owner.aliases
        self.at: Location = definition.at
        self.is_on = True
        self.severity = WARN
        self.given: tuple[str, ...] = ()
        self.then: tuple[Then, ...] = ()
        self.message: str | None = None
        self.description = ""
        self.documentation: str | None = None
        self.is_resolved = True
        self.is_recommended = True
        self.formats: frozenset[str] | None = None
        self.judged_by = definition.judged_by
        self.levels: dict[str, int] = {}

    def take(self, definition: Definition, owner: Ruleset) -> None:
        """Let what an entry says count."""
        if definition.given is not None:
            self.aliases = owner.aliases
            self.judged_by = definition.judged_by
        for member in ("given", "then", "message", "documentation", "is_resolved", "is_recommended", "formats"):
            if (value := getattr(definition, member)) is not None:
                setattr(self, member, value)
        self.description = definition.description or self.description
        if definition.severity is not None:
            self.severity = definition.severity
        self.is_on = definition.is_on if definition.is_on is not None else definition.severity != OFF

    def enable(self, which: str) -> None:
        """Turn it on or off as its ruleset is extended: `all`, `recommended` or `off`."""
        self.is_on = which == "all" or (which == "recommended" and self.is_recommended)

    @property
    def is_missing(self) -> bool:
        """Whether it is known by name only."""
        return not self.given and not self.judged_by

    def level_at(self, pointer: str) -> int:
        """Return its level at a place: that of the nearest place above for which one is said."""
        above = [each for each in self.levels if not each or pointer == each or pointer.startswith(f"{each}/")]
        return self.levels[max(above, key=len)] if above else self.severity

    def concerns(self, formats: frozenset[str]) -> bool:
        """Return whether it is for documents of these formats."""
        return self.formats is None or bool(self.formats & formats)

    def paths(self, formats: frozenset[str]) -> tuple[str, ...]:
        """Return its paths in a document of these formats."""
        found = [each for path in self.given for each in expanded(path, self.aliases, formats)]
        return tuple(dict.fromkeys(found))


def settle(ruleset: Ruleset, document: str) -> list[SettledRule]:
    """Return the rules that are on for a document; raises `RulesetRefused` if one changes a rule that is not there."""
    path = _relative(document, ruleset.uri)
    whole, levels = _overridden(ruleset, path)
    rules = _rules(whole, "recommended", None)
    for name, of_rule in levels.items():
        if name in rules:
            rules[name].levels = of_rule
            rules[name].is_on = True
    return [rule for rule in rules.values() if rule.is_on and (rule.severity != OFF or rule.levels)]


def settled(ruleset: Ruleset) -> dict[str, SettledRule]:
    """Return all rules of a ruleset, on or off, by name, as they count for documents without an override.

    Raises `RulesetRefused` if one changes a rule that is not there.
    """
    return _rules(ruleset, "recommended", None)


def _relative(document: str, ruleset: str) -> str:
    """Return the path of a document as overrides write it: from the folder of the ruleset."""
    return document if "://" in document else relpath(document, dirname(ruleset) or ".")


def _overridden(ruleset: Ruleset, path: str) -> tuple[Ruleset, dict[str, dict[str, int]]]:
    """Return the ruleset with the overrides for a file, and the levels of rules at places in it."""
    levels: dict[str, dict[str, int]] = {}
    whole = ruleset
    for override in ruleset.overrides:
        if any(matches(path, glob) for glob in override.files):
            whole = _merged(whole, override.ruleset)
        for glob, pointer in override.pointers:
            if matches(path, glob):
                for definition in override.ruleset.definitions:
                    level = OFF if definition.severity is None else definition.severity
                    levels.setdefault(definition.name, {})[pointer] = level
    return whole, levels


def _merged(whole: Ruleset, part: Ruleset) -> Ruleset:
    """Return a ruleset that extends one and changes it like an override does."""
    return Ruleset(
        uri=whole.uri,
        definitions=part.definitions,
        extends=(*part.extends, Extended(whole)),
        aliases={**whole.aliases, **part.aliases},
        formats=part.formats or whole.formats,
        documentation=part.documentation or whole.documentation,
    )


def _rules(ruleset: Ruleset, which: str, said: str | None) -> dict[str, SettledRule]:
    """Return all rules of a ruleset, on or off, by name. `said` is which of them are on where that was said."""
    rules: dict[str, SettledRule] = {}
    for extended in ruleset.extends:
        for name, rule in _rules(extended.ruleset, extended.which or "recommended", extended.which).items():
            rules[name] = copy(rule)
            if said is not None:
                rules[name].enable(said)
    for definition in ruleset.definitions:
        if definition.name not in rules:
            rules[definition.name] = _new(definition, ruleset)
        rule = rules[definition.name]
        rule.take(definition, ruleset)
        if rule.owner is ruleset or said is not None:
            rule.enable(which)
        _complete(rule, ruleset)
    return rules


def _new(definition: Definition, ruleset: Ruleset) -> SettledRule:
    if definition.given is None or definition.then is None:
        raise RulesetRefused([(definition.at, _incomplete(definition))])
    return SettledRule(definition, ruleset)


def _incomplete(definition: Definition) -> Message:
    if definition.given is None and definition.then is None:
        template = "the rule {name} is changed here, and no ruleset that is extended has it"
        return Message.of(template, name=definition.name[:80])
    missing = "given" if definition.given is None else "then"
    return Message.of("the rule {name} has no `{missing}`", name=definition.name[:80], missing=missing)


def _complete(rule: SettledRule, ruleset: Ruleset) -> None:
    """Give a rule what the file says for all its rules."""
    if rule.formats is None:
        rule.formats = rule.owner.formats
    if ruleset.documentation is not None and rule.documentation is None:
        rule.documentation = f"{ruleset.documentation}#{rule.name}"


def unheard_overrides(ruleset: Ruleset, *, is_extended: bool = False) -> Iterator[str]:
    """Yield the files whose overrides do not count, because another ruleset extends them, as in Spectral."""
    if is_extended and ruleset.overrides:
        yield ruleset.uri
    for extended in ruleset.extends:
        yield from unheard_overrides(extended.ruleset, is_extended=True)


def names(ruleset: Ruleset) -> Iterator[str]:
    """Yield the name of every rule that a ruleset has, extends or overrides."""
    yield from (definition.name for definition in ruleset.definitions)
    for extended in ruleset.extends:
        yield from names(extended.ruleset)
    for override in ruleset.overrides:
        yield from names(override.ruleset)
