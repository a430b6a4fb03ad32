"""`compliance demo`: the main job with nothing to configure, on a simulated fleet."""

import sys
from argparse import ArgumentParser, Namespace
from typing import Final

from compliance.locale import Translator
from compliance.options.groups import add_judging_options
from compliance.options.values import whole_number

HELP: Final = "audit a simulated fleet of the national platforms (SIMULATED)"


def configure(parser: ArgumentParser, words: Translator) -> None:
    from pathlib import Path

    out = Path("compliance-demo")
    parser.add_argument(
        "-o",
        "--out",
        type=Path,
        default=out,
        metavar=words("FOLDER"),
        help=words("folder for the report and the dossiers"),
    )
    parser.add_argument(
        "--seed",
        type=whole_number,
        default=2026,
        metavar=words("N"),
        help=words("which mixture of connections and faults (default: 2026)"),
    )
    parser.add_argument(
        "--list",
        metavar=words("ID"),
        help=words("which list is played: its year, number or id, for example 2024 (default: the one in force)"),
    )
    add_judging_options(parser, words)
    parser.set_defaults(fail_on="never")


def run(options: Namespace, words: Translator) -> int:
    """Run the demonstration. Its planted faults are no failure unless somebody asks for that with `--fail-on`."""
    from compliance.actions.demo import demo
    from compliance.actions.extras import needs_extra
    from compliance.cli.output import deliver, destinations
    from compliance.cli.progress import progress_bar
    from compliance.options.settings import judging

    page = options.out / "report.html"
    places = destinations(options, ("html", page))
    with needs_extra("mocks"), progress_bar(words("looking"), is_shown=not options.quiet) as on_progress:
        report = demo(
            options.out, seed=options.seed, played=options.list, judging=judging(options), on_progress=on_progress
        )
    status = deliver(report, options, words, places)
    if not options.quiet:
        target = sys.stdout if options.format == "text" else sys.stderr
        print(words("HTML report: {file}", file=page.resolve().as_posix()), file=target)
    return status
