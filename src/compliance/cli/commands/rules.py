"""`compliance rules`: list the rules, or begin a new one."""

from argparse import SUPPRESS, ArgumentParser, Namespace
from typing import Any, Final

from compliance.actions.new_rule import SUBJECTS, new_rule
from compliance.actions.settings import today
from compliance.audit.auditor import cited_requirements
from compliance.audit.severity import maximum_severity
from compliance.cli.options import add_day_option
from compliance.cli.tables import print_json, print_table
from compliance.loading.facts.codelists import facts
from compliance.locale import LANGUAGES, Translator
from compliance.model.facts import Facts
from compliance.model.rule import Rule
from compliance.report import labels
from compliance.rules import all_rules

HELP: Final = "list the rules, or begin a new one with `rules new`"


def configure(parser: ArgumentParser, words: Translator) -> None:
    add_day_option(parser, words)
    parser.add_argument("--format", choices=("text", "json"), default="text", help=words("form of the list"))
    new = parser.add_subparsers(dest="action", metavar="new").add_parser(
        "new", help=words("write the file of a new rule")
    )
    new.add_argument(
        "name", metavar="GROUP/NAME", help=words("the sentence it enforces, for example record/record_is_fresh")
    )
    new.add_argument(
        "--cites", action="append", required=True, metavar="ID", help=words("requirement it cites; may be repeated")
    )
    new.add_argument("--lang", choices=LANGUAGES, default=SUPPRESS, help=words("language of messages and reports"))
    new.add_argument("--subject", choices=sorted(SUBJECTS), help=words("what it looks at"))


def run(options: Namespace, words: Translator) -> int:
    known = facts(options.as_of or today())
    if options.action == "new":
        path = new_rule(options.name, options.cites, options.subject, known.catalogue)
        print(words("{file} is there; fill it in, then run `make generate` and `make test`", file=path.as_posix()))
        return 0
    if options.format == "json":
        print_json([_plain(rule, known) for rule in all_rules()])
        return 0
    headings = (words("Rule"), words("At most"), words("Proof"), words("Looks at"), words("Says"))
    print_table(headings, [_row(rule, known, words) for rule in all_rules()])
    print(words("{count} rules on {date}", count=len(all_rules()), date=known.as_of.isoformat()))
    return 0


def _row(rule: Rule, known: Facts, words: Translator) -> tuple[str, ...]:
    most = maximum_severity(cited_requirements(rule, known), rule.proof, known)
    weight = labels.severity(most, words) if most else "-"
    return rule.id, weight, labels.proof(rule.proof, words), rule.subject.__name__, words(rule.title)


def _plain(rule: Rule, known: Facts) -> dict[str, Any]:
    return {
        "id": rule.id,
        "title": rule.title,
        "subject": rule.subject.__name__,
        "requirements": [row.id for row in cited_requirements(rule, known)],
        "severity": maximum_severity(cited_requirements(rule, known), rule.proof, known),
        "proof": rule.proof,
        "limits": rule.limits,
    }
