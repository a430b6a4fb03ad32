"""`compliance baseline`: findings of today as waivers to be signed."""

from argparse import ArgumentParser, Namespace
from typing import Final

from compliance.locale import Translator
from compliance.options.groups import add_choice_options, add_reading_options

HELP: Final = "write today's findings as waivers to be signed"


def configure(parser: ArgumentParser, words: Translator) -> None:
    from pathlib import Path

    path = words("document or record, its https address, - for standard input, or folder to search")
    parser.add_argument("path", nargs="+", metavar=words("PATH"), help=path)
    out = words("file of waivers, to which new entries are added (default: standard output)")
    parser.add_argument("-o", "--out", type=Path, metavar=words("FILE"), help=out)
    add_reading_options(parser, words)
    add_choice_options(parser.add_argument_group(words("judging")), words)
    parser.add_argument("--quiet", action="store_true", help=words("say only what needs attention"))


def run(options: Namespace, words: Translator) -> int:
    from compliance.actions.baseline import baseline
    from compliance.cli.given import given, refuse_idle_options
    from compliance.cli.written_baseline import write
    from compliance.options.settings import judging, network, reading

    refuse_idle_options(options, options.path)
    made = baseline(
        *given(options.path, words),
        onto=options.out,
        reading=reading(options),
        judging=judging(options),
        network=network(options),
        language=words.language,
    )
    return write(made, options.out, words, is_quiet=options.quiet)
