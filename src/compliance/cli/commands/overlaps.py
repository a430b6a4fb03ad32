"""`compliance overlaps`: systems of a province or a ministry beside the platforms of an official list."""

from argparse import ArgumentParser, Namespace
from typing import Final

from compliance.locale import Translator
from compliance.options.groups import add_output_option, add_quiet_options
from compliance.options.values import positive

HELP: Final = "tell which systems of a table or of records seem to do what a listed platform is there for"


def configure(parser: ArgumentParser, words: Translator) -> None:
    source = words(
        "table of systems (.csv, .xlsx) with columns for name, owner and purpose, record, folder of records, "
        "or - for a table on standard input"
    )
    parser.add_argument("source", nargs="+", metavar=words("FILE"), help=source)
    group = parser.add_argument_group(words("comparing and reporting"))
    add = group.add_argument
    listed = words("list to compare with: its year, number or id (default: the last that is known whole)")
    add("--list", metavar=words("ID"), help=listed)
    add("--least", type=positive, metavar=words("SCORE"), help=words("score from 0 to 1 from which a likeness is told"))
    add(
        "--format", choices=("csv", "json", "text"), default="text", help=words("form of the report on standard output")
    )
    add_output_option(group, words)
    add_quiet_options(group, words)


def run(options: Namespace, words: Translator) -> int:
    from compliance.cli.overlapping import compare, deliver, places_of

    places = places_of(options)
    return deliver(compare(options, words), options, words, places)
