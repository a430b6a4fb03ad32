"""`compliance rules`: list the rules, or begin a new one."""

from argparse import SUPPRESS, ArgumentParser, Namespace
from typing import Final

from compliance.cli.options import add_day_option
from compliance.locale import LANGUAGES, Translator

HELP: Final = "list the rules, or begin a new one with `rules new`"


def configure(parser: ArgumentParser, words: Translator) -> None:
    from compliance.actions.new_rule import SUBJECTS

    add_day_option(parser, words)
    parser.add_argument("--format", choices=("text", "json"), default="text", help=words("form of the list"))
    new = parser.add_subparsers(dest="action", metavar="new").add_parser(
        "new", help=words("write the file of a new rule")
    )
    new.add_argument(
        "name",
        metavar="GROUP/[FAMILY/]NAME",
        help=words("the sentence it enforces, for example record/record_is_fresh"),
    )
    new.add_argument(
        "--cites", action="append", required=True, metavar="ID", help=words("requirement it cites; may be repeated")
    )
    new.add_argument("--lang", choices=LANGUAGES, default=SUPPRESS, help=words("language of messages and reports"))
    new.add_argument("--subject", choices=sorted(SUBJECTS), help=words("what it looks at"))


def run(options: Namespace, words: Translator) -> int:
    from compliance.cli.listings.rules import write

    return write(options, words)
