"""`compliance overlaps`: systems of a province or a ministry beside the platforms of an official list."""

from argparse import ArgumentParser, Namespace
from typing import Final

from compliance.locale import Translator
from compliance.options.values import destination, positive

HELP: Final = "tell which systems of a table or of records seem to do what a listed platform is there for"


def configure(parser: ArgumentParser, words: Translator) -> None:
    source = words(
        "table of systems (.csv, .xlsx) with columns for name, owner and purpose, record, folder of records, "
        "or - for a table on standard input"
    )
    parser.add_argument("source", nargs="+", metavar=words("FILE"), help=source)
    add = parser.add_argument_group(words("comparing and reporting")).add_argument
    listed = words("list to compare with: its year, number or id (default: the last that is known whole)")
    add("--list", metavar=words("ID"), help=listed)
    add("--least", type=positive, metavar=words("SCORE"), help=words("score from 0 to 1 from which a likeness is told"))
    add(
        "--format", choices=("csv", "json", "text"), default="text", help=words("form of the report on standard output")
    )
    written = words("write a report to a file, or with - to standard output; may be repeated")
    add("--output", action="append", default=[], type=destination, metavar=words("FORMAT=FILE"), help=written)
    quiet = words("print no report for people and no progress, only what needs attention")
    add("--quiet", action="store_true", help=quiet)
    add("--no-color", action="store_true", help=words("no colours (also: NO_COLOR)"))


def run(options: Namespace, words: Translator) -> int:
    from compliance.cli.overlapping import compare, deliver, places_of

    places = places_of(options)
    return deliver(compare(options, words), options, words, places)
