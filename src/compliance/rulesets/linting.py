"""The rules of a ruleset over one document: places are found, functions asked, findings put where they stand."""

from collections.abc import Iterator
from typing import Any, Final

from compliance.model.crash import crash_message
from compliance.model.openapi.document import Document
from compliance.model.pattern import late
from compliance.model.ruleset import PREFIX, Level, RulesetFinding, RulesetResult, RulesetRule
from compliance.model.text import Message
from compliance.rulesets.errors import TooMuch
from compliance.rulesets.formats import formats_of
from compliance.rulesets.functions import functions
from compliance.rulesets.messages import error_message, finding_message
from compliance.rulesets.paths.matches import Match
from compliance.rulesets.paths.query import query
from compliance.rulesets.paths.values import UNDEFINED, NoSuchMember, member
from compliance.rulesets.ruleset import OFF, Ruleset, Then
from compliance.rulesets.settling import SettledRule, settle
from compliance.rulesets.target import Fault, Target
from compliance.rulesets.view import View

_FIELD_STEP: Final = late(r"""\[(\d+)\]|\[["']([^"']*)["']\]|([^.\[\]]+)""")


def lint(ruleset: Ruleset, document: Document) -> Iterator[RulesetResult]:
    """Yield what came of each rule that is on for the document; raises `RulesetRefused`."""
    view = View(document)
    formats = formats_of(view.written)
    for rule in settle(ruleset, document.uri):
        yield _result(rule, view, formats)


def described(ruleset: Ruleset, uri: str) -> Iterator[RulesetRule]:
    """Yield the rules that would be on for a document of that name."""
    return map(described_rule, settle(ruleset, uri))


def _result(rule: SettledRule, view: View, formats: frozenset[str]) -> RulesetResult:
    said = described_rule(rule)
    if not rule.concerns(formats):
        known = ", ".join(sorted(rule.formats or ()))
        return RulesetResult(said, reason=Message.of("it is for documents of the formats {formats}", formats=known))
    if rule.is_missing:
        template = "{name} of {set} has no counterpart here, and nothing was looked at"
        missing = Message.of(template, name=rule.name, set=rule.owner.uri)
        return RulesetResult(said, unseen=(missing,), is_missing=True)
    if rule.judged_by:
        return RulesetResult(said, judged_by=rule.judged_by)
    try:
        return _Linting(rule, said, view, formats).result()
    except Exception as error:  # noqa: BLE001 - whatever a document brings to light in one rule, the others go on
        return RulesetResult(said, unseen=(crash_message(error),), is_failure=True)


def described_rule(rule: SettledRule) -> RulesetRule:
    """Return what is said of a rule wherever it is named."""
    level = Level(max(rule.severity, 0))
    return RulesetRule(f"{PREFIX}{rule.name}", rule.at.uri, level, rule.description, rule.documentation)


class _Linting:
    def __init__(self, rule: SettledRule, said: RulesetRule, view: View, formats: frozenset[str]) -> None:
        self._rule = rule
        self._said = said
        self._view = view
        self._formats = formats
        self._subjects = 0
        self._found: dict[tuple[Any, ...], RulesetFinding] = {}

    def result(self) -> RulesetResult:
        unseen: tuple[Message, ...] = ()
        try:
            self._look()
        except TooMuch as error:
            unseen = (error.message,)
        if self._rule.is_resolved and self._view.dangling:
            place = self._view.dangling[0]
            template = "references that lead nowhere: {count}, the first at {place}; what is behind them was not seen"
            shown = f"{place.uri}#{place.pointer}"
            unseen = (*unseen, Message.of(template, count=len(self._view.dangling), place=shown))
        findings = tuple(self._found.values())
        return RulesetResult(self._said, self._subjects, findings, unseen, is_failure=bool(unseen))

    def _look(self) -> None:
        tree = self._view.tree(is_resolved=self._rule.is_resolved)
        for path in self._rule.paths(self._formats):
            for match in query(path).matches(tree):
                for then in self._rule.then:
                    for target in self._targets(match, then):
                        self._ask(then, target)

    def _ask(self, then: Then, target: Target) -> None:
        function = functions()[then.function]
        if function.inputs is not None and target.type not in function.inputs:
            return
        self._subjects += 1
        for fault in function.check(target, then.options):
            self._note(fault, target)

    def _note(self, fault: Fault, target: Target) -> None:
        steps = target.steps if fault.steps is None else fault.steps
        spot = self._view.spot(steps, is_resolved=self._rule.is_resolved)
        level = self._rule.level_at(spot.node.pointer)
        if level == OFF:
            return
        error = error_message(fault, target, spot, steps)
        message = finding_message(self._rule.message, self._rule.description, error, spot, steps)
        key = " ".join(str(value) for _, value in error.parameters)
        finding = RulesetFinding(spot.place, message, Level(level), key)
        self._found.setdefault((finding.place, str(message)), finding)

    def _targets(self, match: Match, then: Then) -> Iterator[Target]:
        """Yield what a function is asked about: the value itself, or fields of it."""
        steps, value, field = match.steps, match.obj, then.field
        if field is None or not isinstance(value, dict | list):
            yield self._target(value, steps)
        elif field == "@key":
            keys = value if isinstance(value, dict) else range(len(value))
            yield from (self._target(str(key), (*steps, key)) for key in keys)
        elif field.startswith("$"):
            found = [self._target(each.obj, (*steps, *each.steps)) for each in query(field).matches(value)]
            yield from found or [self._target(UNDEFINED, steps)]
        else:
            yield self._field(value, steps, field)

    def _field(self, value: Any, steps: tuple[Any, ...], field: str) -> Target:
        """Return the field that a name or a row of names between dots leads to."""
        if isinstance(value, dict) and field in value:
            return self._target(value[field], (*steps, field))
        names = [int(found[1]) if found[1] else found[2] or found[3] for found in _FIELD_STEP.finditer(field)]
        here = value
        try:
            for name in names:
                here = member(here, name)
        except NoSuchMember:
            here = UNDEFINED
        return self._target(here, (*steps, *names))

    def _target(self, value: Any, steps: tuple[Any, ...]) -> Target:
        return Target(value, steps, self._view, self._rule.is_resolved)
