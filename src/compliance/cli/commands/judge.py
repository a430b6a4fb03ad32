"""`compliance judge`: verdicts from kept dossiers, offline, under the law of any day."""

from argparse import ArgumentParser, Namespace
from typing import Final

from compliance.cli.options import add_judging_options
from compliance.locale import Translator

HELP: Final = "judge kept dossiers, offline, by the law of any day"


def configure(parser: ArgumentParser, words: Translator) -> None:
    from pathlib import Path

    parser.add_argument(
        "dossier", nargs="+", type=Path, metavar=words("PATH"), help=words("dossier, or folder of dossiers")
    )
    add_judging_options(parser, words)


def run(options: Namespace, words: Translator) -> int:
    from compliance.actions.judge import judge
    from compliance.cli.output import deliver, destinations
    from compliance.cli.settings import judging

    places = destinations(options)
    return deliver(judge(*options.dossier, judging=judging(options)), options, words, places)
