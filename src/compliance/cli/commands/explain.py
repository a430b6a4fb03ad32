"""`compliance explain`: the manual page of a rule or a requirement."""

from argparse import ArgumentParser, Namespace
from typing import Final

from compliance.locale import Translator
from compliance.options.groups import add_day_option, add_ruleset_option

HELP: Final = "explain a rule, a requirement or the form of a file, with examples"


def configure(parser: ArgumentParser, words: Translator) -> None:
    parser.add_argument(
        "id",
        metavar=words("ID"),
        help=words(
            "id of a rule (spectral.NAME: of a ruleset in use) or a requirement, a kind of change, a file (record, "
            "waivers, confirmations, configuration), or fail-on"
        ),
    )
    add_day_option(parser, words)
    add_ruleset_option(parser, words)


def run(options: Namespace, words: Translator) -> int:
    from compliance.actions.explain import explain
    from compliance.actions.settings import today
    from compliance.cli.listings import gate
    from compliance.cli.listings.formats import page as form_page
    from compliance.model.manual import KindPage, RulePage, RulesetPage
    from compliance.report.kind_page import kind_text
    from compliance.report.manual import requirement_text, rule_text
    from compliance.report.ruleset_page import ruleset_text

    if options.id in gate.NAMES:
        print(gate.page(words, options.as_of or today()), end="")
        return 0
    if (form := form_page(options.id, words, options.as_of or today())) is not None:
        print(form, end="")
        return 0
    match explain(options.id, as_of=options.as_of, rulesets=options.ruleset):
        case KindPage() as page:
            text = kind_text(page, words)
        case RulesetPage() as page:
            text = ruleset_text(page, words)
        case RulePage() as page:
            text = rule_text(page, words)
        case page:
            text = requirement_text(page, words)
    print(text, end="")
    return 0
