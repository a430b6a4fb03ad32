"""`compliance platforms`: the registry of the national lists, filtered."""

from argparse import ArgumentParser, Namespace
from typing import Final

from compliance.locale import Translator

HELP: Final = "list the platforms of the national lists"


def configure(parser: ArgumentParser, words: Translator) -> None:
    parser.add_argument(
        "--list",
        metavar=words("ID"),
        help=words("only members of this list: its year, number or id, for example 2026"),
    )
    parser.add_argument("--owner", metavar=words("CODE"), help=words("only platforms of this owner: code or name"))
    parser.add_argument("--field", metavar=words("FIELD"), help=words("only this field, for example digital-identity"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=words("form of the list"))


def run(options: Namespace, words: Translator) -> int:
    from compliance.cli.listings.platforms import write

    return write(options, words)
