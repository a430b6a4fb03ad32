"""`compliance requirements`: the catalogue, filtered."""

from argparse import ArgumentParser, Namespace
from typing import Final

from compliance.locale import Translator
from compliance.options.groups import add_day_option

HELP: Final = "list what the law and good practice ask, with their weight on a day"


def configure(parser: ArgumentParser, words: Translator) -> None:
    from compliance.model.grades import InstrumentStatus

    add_day_option(parser, words)
    parser.add_argument(
        "--status", choices=[str(status) for status in InstrumentStatus], help=words("status of the instrument")
    )
    parser.add_argument(
        "--instrument", metavar=words("ID"), help=words("only this instrument, for example nd-331-2026")
    )
    since = words("only what changed after this edition of the catalogue, for example 2026.11.21, and why")
    parser.add_argument("--changed-since", metavar=words("VERSION"), help=since)
    parser.add_argument("--format", choices=("text", "json"), default="text", help=words("form of the list"))


def run(options: Namespace, words: Translator) -> int:
    from compliance.cli.listings.requirements import write

    return write(options, words)
