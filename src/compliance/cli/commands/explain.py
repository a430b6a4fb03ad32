"""`compliance explain`: the manual page of a rule or a requirement."""

from argparse import ArgumentParser, Namespace
from typing import Final

from compliance.locale import Translator
from compliance.options.groups import add_day_option

HELP: Final = "explain a rule, a requirement or the form of a file, with examples"


def configure(parser: ArgumentParser, words: Translator) -> None:
    parser.add_argument(
        "id",
        metavar=words("ID"),
        help=words(
            "id of a rule or a requirement, a kind of change, a file (record, waivers, confirmations, configuration), "
            "or fail-on"
        ),
    )
    add_day_option(parser, words)


def run(options: Namespace, words: Translator) -> int:
    from compliance.actions.explain import explain
    from compliance.actions.settings import today
    from compliance.cli.listings import gate
    from compliance.cli.listings.formats import page as form_page
    from compliance.model.manual import KindPage, RulePage
    from compliance.report.kind_page import kind_text
    from compliance.report.manual import requirement_text, rule_text

    if options.id in gate.NAMES:
        print(gate.page(words, options.as_of or today()), end="")
        return 0
    if (form := form_page(options.id, words, options.as_of or today())) is not None:
        print(form, end="")
        return 0
    page = explain(options.id, as_of=options.as_of)
    if isinstance(page, KindPage):
        print(kind_text(page, words), end="")
        return 0
    print(rule_text(page, words) if isinstance(page, RulePage) else requirement_text(page, words), end="")
    return 0
