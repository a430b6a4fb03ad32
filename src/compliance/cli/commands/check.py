"""`compliance check`: judge documents and records as they lie on disk."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Final

from compliance.cli.arguments import add_judging_options, add_reading_options
from compliance.cli.gathering import gather
from compliance.cli.judging import judge
from compliance.cli.output import deliver
from compliance.locale import Translator

HELP: Final = "judge OpenAPI documents and platform records, offline"


def configure(parser: ArgumentParser, words: Translator) -> None:
    parser.add_argument("path", nargs="+", type=Path, help=words("document, record, or folder to search"))
    add_reading_options(parser, words)
    add_judging_options(parser, words)


def run(options: Namespace, words: Translator) -> int:
    gathered = gather(options.path, options)
    report = judge([(dossier, None) for dossier in gathered.dossiers], options, tuple(gathered.notices()))
    return deliver(report, options, words)
