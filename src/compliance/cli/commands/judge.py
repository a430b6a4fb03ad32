"""`compliance judge`: verdicts from kept dossiers, offline, under the law of any day."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Final

from compliance.cli.arguments import add_judging_options
from compliance.cli.failures import Failure
from compliance.cli.judging import judge
from compliance.cli.output import deliver
from compliance.loading.errors import LoadError
from compliance.locale import Translator
from compliance.model.dossier import Dossier
from compliance.model.text import Message

HELP: Final = "judge kept dossiers, offline, by the law of any day"


def configure(parser: ArgumentParser, words: Translator) -> None:
    parser.add_argument("dossier", nargs="+", type=Path, help=words("dossier, or folder of dossiers"))
    add_judging_options(parser, words)


def run(options: Namespace, words: Translator) -> int:
    paths = _paths(options.dossier)
    if not paths:
        raise Failure(Message.of("no dossier was found in: {paths}", paths=" ".join(map(str, options.dossier))))
    return deliver(judge([_read(path) for path in paths], options), options, words)


def _paths(given: list[Path]) -> list[Path]:
    return [found for path in given for found in (sorted(path.glob("*.dossier")) if path.is_dir() else [path])]


def _read(path: Path) -> tuple[Dossier, Path]:
    from compliance.loading.dossiers import unpack

    try:
        return unpack(path), path
    except LoadError as error:
        raise Failure.of(error) from error
