"""`compliance check`: judge documents and records as they lie on disk."""

from argparse import ArgumentParser, Namespace
from typing import Final

from compliance.locale import Translator
from compliance.options.groups import add_judging_options, add_reading_options

HELP: Final = "judge OpenAPI documents and platform records, offline"


def configure(parser: ArgumentParser, words: Translator) -> None:
    path = words("document or record, its https address, - for standard input, or folder to search")
    parser.add_argument("path", nargs="+", metavar=words("PATH"), help=path)
    add_reading_options(parser, words)
    add_judging_options(parser, words)


def run(options: Namespace, words: Translator) -> int:
    from compliance.actions.check import check
    from compliance.cli.given import given, refuse_idle_options
    from compliance.cli.output import deliver, destinations
    from compliance.options.settings import judging, network, reading

    places = destinations(options)
    refuse_idle_options(options, options.path)
    sources = given(options.path, words)
    report = check(*sources, reading=reading(options), judging=judging(options), network=network(options))
    return deliver(report, options, words, places)
