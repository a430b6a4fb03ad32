"""`compliance collect`: make dossiers, judge nothing."""

import sys
from argparse import ArgumentParser, Namespace
from typing import Final

from compliance.cli.exit_status import NOT_JUDGED
from compliance.locale import Translator
from compliance.options.groups import add_live_options, add_reading_options, add_target_options
from compliance.options.hub_options import add_hub_options

HELP: Final = "look at platforms and keep the evidence in dossiers"


def configure(parser: ArgumentParser, words: Translator) -> None:
    from pathlib import Path

    add_target_options(parser, words)
    parser.add_argument(
        "-o",
        "--out",
        type=Path,
        required=True,
        metavar=words("FILE"),
        help=words("file for one dossier, folder for several"),
    )
    parser.add_argument("--quiet", action="store_true", help=words("print no report and no progress, only errors"))
    add_reading_options(parser, words)
    add_live_options(parser, words)
    add_hub_options(parser, words)


def run(options: Namespace, words: Translator) -> int:
    from pathlib import Path

    from compliance.actions._keeping import keep, keep_as
    from compliance.actions.collect import collect
    from compliance.actions.errors import UsageError
    from compliance.cli.ending import EndingBySignal
    from compliance.cli.given import targets
    from compliance.cli.progress import progress_bar
    from compliance.model.text import Message
    from compliance.options.settings import network, reading

    ending = EndingBySignal(words)
    with progress_bar(words("looking"), is_shown=not options.quiet) as on_progress:
        dossiers = collect(
            *targets(options, words),
            reading=reading(options),
            network=network(options),
            on_progress=on_progress,
            ending=ending,
        )
    if len(dossiers) == 1 and not options.out.is_dir():
        paths: tuple[Path | None, ...] = (keep_as(dossiers[0], options.out),)
    elif options.out.is_file():
        raise UsageError(Message.of("{file} is a file; several dossiers need a folder", file=str(options.out)))
    else:
        paths = keep(dossiers, options.out)
    failures = sum(gap.is_failure for dossier in dossiers for gap in dossier.gaps)
    for dossier in dossiers:
        if dossier.record is None:
            for gap in dossier.gaps:
                print(f"compliance: {gap.location or gap.place.uri}: {words.message(gap.message)}", file=sys.stderr)
    kept = [path for path in paths if path is not None]
    if not options.quiet:
        for path in kept:
            print(path.as_posix())
        print(words("dossiers: {count}; looks that failed: {failures}", count=len(kept), failures=failures))
    return ending.status or (NOT_JUDGED if failures else 0)
