"""`compliance export`: the evidence of a dossier for other tools."""

from argparse import ArgumentParser, Namespace
from typing import Final

from compliance.locale import Translator
from compliance.options.groups import add_choice_options

HELP: Final = "write the evidence of a dossier for other tools"


def configure(parser: ArgumentParser, words: Translator) -> None:
    from pathlib import Path

    parser.add_argument("dossier", type=Path, metavar=words("DOSSIER"), help=words("dossier that `collect` has kept"))
    har = words("HTTP archive (HAR 1.2) for the developer tools of browsers; - for standard output")
    parser.add_argument("--har", type=Path, required=True, metavar=words("FILE"), help=har)
    add_choice_options(parser.add_argument_group(words("judging")), words)
    parser.add_argument("--quiet", action="store_true", help=words("say only what needs attention"))


def run(options: Namespace, words: Translator) -> int:
    from compliance.actions.export import export
    from compliance.cli.streams import complain
    from compliance.cli.writing import put
    from compliance.options.settings import judging

    text = export(options.dossier, judging=judging(options))
    is_shown = str(options.har) == "-"
    status = put(text, None if is_shown else options.har, words)
    if not (status or is_shown or options.quiet):
        complain(words("compliance: written: {file}", file=options.har.as_posix()))
    return status
