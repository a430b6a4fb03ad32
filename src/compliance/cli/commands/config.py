"""`compliance config`: the settings in force, and where each of them stands."""

from argparse import ArgumentParser, Namespace
from typing import Final

from compliance.locale import Translator

HELP: Final = "show the settings in force, and which line of which file each comes from"


def configure(parser: ArgumentParser, words: Translator) -> None:
    parser.add_argument("--format", choices=("text", "json"), default="text", help=words("form of the list"))


def run(options: Namespace, words: Translator) -> int:
    from compliance.cli.listings.settings import write

    write(options.format, words)
    return 0
