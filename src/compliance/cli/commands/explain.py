"""`compliance explain`: the manual page of a rule or a requirement."""

from argparse import ArgumentParser, Namespace
from difflib import get_close_matches
from typing import Final

from compliance.audit.requirements import rules_by_requirement
from compliance.cli.arguments import add_day_option, today
from compliance.cli.failures import Failure
from compliance.cli.manual import requirement_page, rule_page
from compliance.loading.facts.codelists import facts, reasons
from compliance.locale import Translator
from compliance.model.text import Message
from compliance.rules import all_rules

HELP: Final = "explain a rule or a requirement: clause, why, examples, limits"


def configure(parser: ArgumentParser, words: Translator) -> None:
    parser.add_argument("id", help=words("id of a rule or of a requirement"))
    add_day_option(parser, words)


def run(options: Namespace, words: Translator) -> int:
    known = facts(options.as_of or today())
    rules = {rule.id: rule for rule in all_rules()}
    wanted = options.id.replace("/", ".")
    if wanted in rules:
        print(rule_page(rules[wanted], known, words), end="")
        return 0
    requirement = known.catalogue.find(options.id)
    if requirement is None:
        raise _unknown(options.id, [*rules, *known.catalogue.requirements])
    speaking = rules_by_requirement(known.catalogue, rules.values()).get(requirement.id, [])
    print(requirement_page(requirement, speaking, reasons(), known, words), end="")
    return 0


def _unknown(given: str, known: list[str]) -> Failure:
    near = get_close_matches(given, known, n=3)
    if near:
        return Failure(
            Message.of("{id} is neither a rule nor a requirement; near: {near}", id=given, near=", ".join(near))
        )
    return Failure(
        Message.of(
            "{id} is neither a rule nor a requirement; see `compliance rules`, `compliance requirements`", id=given
        )
    )
