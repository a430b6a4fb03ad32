"""What a rule or a requirement says, as data: the words are made by the report's manual."""

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TypeAlias

from compliance.actions._ruleset_library import rulesets as ruleset_library
from compliance.actions.diff import diff
from compliance.actions.errors import UsageError
from compliance.actions.example_text import as_text
from compliance.actions.rule_examples import verdicts_on
from compliance.actions.rule_list import RuleBook, rule_list
from compliance.actions.settings import today
from compliance.judgement.requirements import NO_RULE_YET, rules_by_requirement
from compliance.judgement.severity import clause_weight, confirmation_at_most, maximum_severity
from compliance.judgement.weights import cited_requirements
from compliance.loading.facts.codelists import reasons
from compliance.loading.facts.published import facts
from compliance.model.changes.discovery import heading, kind_named, kind_names
from compliance.model.changes.kind import Kind
from compliance.model.example import Versions
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.manual import ClauseWeight, KindPage, RequirementPage, RulePage, RulesetPage
from compliance.model.remedy import Remedy
from compliance.model.requirement import Requirement
from compliance.model.rule import Rule
from compliance.model.ruleset import PREFIX
from compliance.model.source import SourceText
from compliance.model.text import Message
from compliance.rules import headings

Page: TypeAlias = RulePage | RequirementPage | KindPage | RulesetPage


def explain(name: str, *, as_of: date | None = None, rulesets: Sequence[Path] = ()) -> Page:
    """Return the page of a rule, of a requirement, by the law of a day, of a kind of change, or of a rule of a ruleset.

        page = compliance.explain("openapi.operation_requires_security")
        page = compliance.explain("spectral.operation-tags", rulesets=[Path("spectral.yaml")])

    Raises:
        UsageError: there is none of that name, with the nearest names; or a ruleset is not there.
        InputError: a ruleset says something that is not understood.
    """
    if name.startswith(PREFIX):
        return ruleset_page(name, rulesets)
    if (kind := kind_named(name)) is not None:
        return kind_page(kind)
    known = facts(as_of or today())
    rules = RuleBook()
    wanted = name.replace("/", ".")
    if wanted in rules:
        return rule_page(rules[wanted], known)
    requirement = known.catalogue.find(name)
    if requirement is None:
        raise _unknown(name, [*rules, *known.catalogue.requirements, *kind_names()])
    citing = rules_by_requirement(known.catalogue, rule_list()).get(requirement.id, [])
    return requirement_page(requirement, citing, known)


def rule_page(rule: Rule, known: Facts) -> RulePage:
    """Return the page of a rule, whose bad examples are judged for what it says of them."""
    cited = tuple(cited_requirements(rule, known))
    maximum = maximum_severity(cited, rule.proof, known)
    return RulePage(
        rule=rule,
        headings=headings(rule),
        facts=known,
        cited=cited,
        weights=tuple(_weight(row, known) for row in cited),
        maximum=maximum,
        confirmation=confirmation_at_most(cited, maximum, known),
        good=tuple(map(as_text, rule.good)),
        bad=tuple((_messages(rule, example, known), as_text(example)) for example in rule.bad.values()),
        irrelevant=tuple(map(as_text, rule.irrelevant)),
        unknown=tuple(map(as_text, rule.unknown)),
    )


def kind_page(kind: Kind) -> KindPage:
    """Return the page of a kind of change, whose examples are compared for what is said of them."""
    found = tuple((_said(kind, example), example) for example in kind.found.values())
    return KindPage(kind, heading(kind.family), found)


def ruleset_page(name: str, rulesets: Sequence[Path]) -> RulesetPage:
    """Return the page of a rule of the rulesets that are in use; raises as `explain` does."""
    if not rulesets:
        template = "{id} is a rule of a ruleset, and none is in use: give its file along"
        raise UsageError(Message.of(template, id=name[:80]), Remedy.GIVE_A_RULESET)
    library = ruleset_library()
    page: RulesetPage | None = library.page_of(name.removeprefix(PREFIX), rulesets)
    if page is not None:
        return page
    near = get_close_matches(name, library.rule_ids(library.read_rulesets(rulesets)), n=3)
    if near:
        template = "{id} is in no ruleset that is in use; near: {near}"
        raise UsageError(Message.of(template, id=name[:80], near=", ".join(near)))
    raise UsageError(Message.of("{id} is in no ruleset that is in use", id=name[:80]))


def requirement_page(requirement: Requirement, rules: list[str], known: Facts) -> RequirementPage:
    """Return the page of a requirement that these rules check."""
    severity = maximum_severity([requirement], Proof.CONCLUSIVE, known)
    reason = None if rules else reasons()[requirement.reason or NO_RULE_YET]
    return RequirementPage(requirement, known, _weight(requirement, known), severity, tuple(rules), reason)


def _said(kind: Kind, example: Versions) -> tuple[Message, ...]:
    older, newer = (SourceText(name, text.encode()) for name, text in (("a", example.older), ("b", example.newer)))
    return tuple(change.message for change in diff(older, newer).changes if change.kind == kind.id)


def _weight(requirement: Requirement, known: Facts) -> ClauseWeight:
    return ClauseWeight(requirement, *clause_weight(requirement, known.as_of))


def _messages(rule: Rule, example: object, known: Facts) -> tuple[Message, ...]:
    verdicts = verdicts_on(rule, example, known)
    return tuple(dict.fromkeys(finding.message for verdict in verdicts for finding in verdict.findings))


def _unknown(given: str, known: list[str]) -> UsageError:
    near = get_close_matches(given, known, n=3)
    if near:
        template = "{id} is neither a rule nor a requirement; near: {near}"
        return UsageError(Message.of(template, id=given, near=", ".join(near)))
    message = Message.of("{id} is neither a rule nor a requirement", id=given)
    return UsageError(message, Remedy.LIST_RULES_AND_REQUIREMENTS)
