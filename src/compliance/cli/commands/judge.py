"""`compliance judge`: verdicts from kept dossiers, offline, under the law of any day."""

from argparse import ArgumentParser, Namespace
from typing import Final

from compliance.locale import Translator
from compliance.options.groups import add_judging_options

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
    from compliance.options.settings import judging

    places = destinations(options)
    return deliver(judge(*options.dossier, judging=judging(options)), options, words, places)
