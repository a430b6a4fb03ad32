"""`compliance audit`: collect and judge in one go."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Final

from compliance.cli.arguments import add_judging_options, add_live_options, add_reading_options
from compliance.cli.hub import add_hub_options
from compliance.cli.judging import judge
from compliance.cli.live import base_dossiers, collect, keep
from compliance.cli.output import deliver
from compliance.locale import Translator

HELP: Final = "look at platforms and judge them"


def configure(parser: ArgumentParser, words: Translator) -> None:
    parser.add_argument("target", nargs="*", help=words("record file, or slug of the registry"))
    parser.add_argument("--all", action="store_true", help=words("every platform of the registry"))
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help=words("also keep the dossiers in this folder"))
    add_reading_options(parser, words)
    add_live_options(parser, words)
    add_hub_options(parser, words)
    add_judging_options(parser, words)


def run(options: Namespace, words: Translator) -> int:
    dossiers = collect(base_dossiers(options.target, options), options, words)
    paths = keep(dossiers, options.keep) if options.keep else [None] * len(dossiers)
    return deliver(judge(list(zip(dossiers, paths, strict=True)), options), options, words)
