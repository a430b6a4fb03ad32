"""`compliance platforms`: the registry of the national lists, filtered, and two lists compared."""

from argparse import SUPPRESS, ArgumentParser, Namespace
from typing import Final

from compliance.locale import Translator
from compliance.model.language import LANGUAGES

HELP: Final = "list the platforms of the national lists, compare two lists with `platforms diff`"


def configure(parser: ArgumentParser, words: Translator) -> None:
    parser.add_argument(
        "--list",
        metavar=words("ID"),
        help=words("only members of this list: its year, number or id, for example 2026"),
    )
    parser.add_argument("--owner", metavar=words("CODE"), help=words("only platforms of this owner: code or name"))
    parser.add_argument("--field", metavar=words("FIELD"), help=words("only this field, for example digital-identity"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=words("form of the list"))
    actions = parser.add_subparsers(dest="action", metavar="diff")
    diff = actions.add_parser("diff", help=words("tell what became of the platforms of one list in a later one"))
    named = words("list: its year, number or id, for example 2025")
    diff.add_argument("earlier", metavar=words("EARLIER"), help=named)
    diff.add_argument("later", metavar=words("LATER"), help=named)
    diff.add_argument("--format", choices=("text", "json"), default="text", help=words("form of the list"))
    diff.add_argument("--lang", choices=LANGUAGES, default=SUPPRESS, help=words("language of messages and reports"))


def run(options: Namespace, words: Translator) -> int:
    if options.action == "diff":
        from compliance.cli.listings import list_comparison

        return list_comparison.write(options, words)
    from compliance.cli.listings import platforms

    return platforms.write(options, words)
