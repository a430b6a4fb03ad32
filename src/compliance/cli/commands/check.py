"""`compliance check`: judge documents and records as they lie on disk."""

from argparse import ArgumentParser, Namespace
from typing import Final

from compliance.cli.options import add_judging_options, add_reading_options
from compliance.locale import Translator

HELP: Final = "judge OpenAPI documents and platform records, offline"


def configure(parser: ArgumentParser, words: Translator) -> None:
    from pathlib import Path

    parser.add_argument("path", nargs="+", type=Path, help=words("document, record, or folder to search"))
    add_reading_options(parser, words)
    add_judging_options(parser, words)


def run(options: Namespace, words: Translator) -> int:
    from compliance.actions.check import check
    from compliance.cli.output import deliver
    from compliance.cli.settings import judging, network, outputs, reading

    files = outputs(options)
    report = check(*options.path, reading=reading(options), judging=judging(options), network=network(options))
    return deliver(report, options, words, files, options.fail_on)
