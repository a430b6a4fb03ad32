"""`compliance rules`: list the rules, begin a new one, or test some."""

from argparse import SUPPRESS, ArgumentParser, Namespace
from typing import Final

from compliance.locale import Translator
from compliance.model.language import LANGUAGES
from compliance.options.groups import add_day_option

HELP: Final = "list the rules, begin one with `rules new`, test some with `rules test`"


def configure(parser: ArgumentParser, words: Translator) -> None:
    from compliance.model.subject import KINDS

    add_day_option(parser, words)
    parser.add_argument("--format", choices=("text", "json"), default="text", help=words("form of the list"))
    actions = parser.add_subparsers(dest="action", metavar="new | test")
    test = actions.add_parser("test", help=words("judge the examples of rules"))
    test.add_argument("names", metavar=words("RULE"), nargs="*", help=words("id or glob; all rules without one"))
    add_day_option(test, words)
    test.add_argument("--lang", choices=LANGUAGES, default=SUPPRESS, help=words("language of messages and reports"))
    new = actions.add_parser("new", help=words("write the file of a new rule"))
    new.add_argument(
        "name",
        metavar=words("GROUP/[FAMILY/]NAME"),
        help=words("the sentence it enforces, for example record/record_is_fresh"),
    )
    new.add_argument(
        "--cites",
        action="append",
        required=True,
        metavar=words("ID"),
        help=words("requirement it cites; may be repeated"),
    )
    new.add_argument("--lang", choices=LANGUAGES, default=SUPPRESS, help=words("language of messages and reports"))
    package = words("package of rules to write to, such as our_agency.rules (default: that of the checker)")
    new.add_argument("--package", metavar=words("PACKAGE"), help=package)
    new.add_argument("--subject", choices=sorted(kind.name for kind in KINDS), help=words("what it looks at"))


def run(options: Namespace, words: Translator) -> int:
    from compliance.cli.listings.rules import write

    return write(options, words)
