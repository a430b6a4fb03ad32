"""`compliance audit`: collect and judge in one go."""

from argparse import ArgumentParser, Namespace
from typing import Final

from compliance.locale import Translator
from compliance.options.groups import (
    add_hub_options,
    add_judging_options,
    add_live_options,
    add_reading_options,
    add_target_options,
)

HELP: Final = "look at platforms and judge them"


def configure(parser: ArgumentParser, words: Translator) -> None:
    from pathlib import Path

    add_target_options(parser, words)
    parser.add_argument(
        "--keep", type=Path, metavar=words("FOLDER"), help=words("also keep the dossiers in this folder")
    )
    add_reading_options(parser, words)
    add_live_options(parser, words)
    add_hub_options(parser, words)
    add_judging_options(parser, words)


def run(options: Namespace, words: Translator) -> int:
    from compliance.actions.audit import audit
    from compliance.cli.ending import EndingBySignal
    from compliance.cli.given import targets
    from compliance.cli.output import deliver, destinations
    from compliance.cli.progress import progress_bar
    from compliance.options.settings import judging, network, reading

    places, ending = destinations(options), EndingBySignal(words)
    with progress_bar(words("looking"), is_shown=not options.quiet) as on_progress:
        report = audit(
            *targets(options, words),
            reading=reading(options),
            network=network(options),
            judging=judging(options),
            keep_in=options.keep,
            on_progress=on_progress,
            ending=ending,
        )
    status = deliver(report, options, words, places)
    return status if ending.status is None else ending.status
