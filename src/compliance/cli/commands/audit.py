"""`compliance audit`: collect and judge in one go."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Final

from compliance.cli.exit_status import NOT_JUDGED
from compliance.locale import Translator
from compliance.options.groups import (
    add_history_option,
    add_judging_options,
    add_live_options,
    add_reading_options,
    add_target_options,
)
from compliance.options.hub_options import add_hub_options

if TYPE_CHECKING:
    from compliance.actions.settings import InHistory

HELP: Final = "look at platforms and judge them"


def configure(parser: ArgumentParser, words: Translator) -> None:
    from pathlib import Path

    add_target_options(parser, words)
    parser.add_argument(
        "--keep", type=Path, metavar=words("FOLDER"), help=words("also keep the dossiers in this folder")
    )
    _add_keeping_options(parser, words)
    add_reading_options(parser, words)
    add_live_options(parser, words)
    add_hub_options(parser, words)
    add_judging_options(parser, words)


def _add_keeping_options(parser: ArgumentParser, words: Translator) -> None:
    from compliance.history.place import HistoryPlace

    group = parser.add_argument_group(words("keeping the run"))
    add_history_option(group, words, nargs="?", const=HistoryPlace.usual())
    label = words("name of the series: the run is compared with the last one of the same name")
    group.add_argument("--label", metavar=words("NAME"), help=label)
    resume = words("look at the rest of a run that was interrupted: its number, its label, or last")
    group.add_argument("--resume", metavar=words("RUN"), help=resume)


def run(options: Namespace, words: Translator) -> int:
    from compliance.actions.audit import audit
    from compliance.cli.ending import EndingBySignal
    from compliance.cli.given import targets
    from compliance.cli.output import deliver, destinations
    from compliance.cli.progress import progress_bar
    from compliance.options.settings import judging, network, reading

    places, ending, history = destinations(options), EndingBySignal(words), _history(options)
    with progress_bar(words("looking"), is_shown=not options.quiet, said=words.message) as on_progress:
        report = audit(
            *targets(options, words),
            reading=reading(options),
            network=network(options),
            judging=judging(options),
            keep_in=options.keep,
            history=history,
            on_progress=on_progress,
            ending=ending,
        )
    status = deliver(report, options, words, places)
    if history is not None and report.run is None:
        status |= NOT_JUDGED  # because a run that is not kept must not look like one that is
    return status if ending.status is None else ending.status


def _history(options: Namespace) -> "InHistory | None":
    from compliance.actions.errors import UsageError
    from compliance.actions.settings import InHistory
    from compliance.model.text import Message

    if options.history is None:
        for option in ("--resume", "--label"):
            if option in options.given:
                raise UsageError(Message.of("{option} needs --history, the place where runs are kept", option=option))
        return None
    return InHistory(place=options.history, label=options.label, resume=options.resume)
