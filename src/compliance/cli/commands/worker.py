"""`compliance worker`: carry out the audits that schedules and people ask for."""

from argparse import ArgumentParser, Namespace
from typing import Final

from compliance.locale import Translator
from compliance.options.groups import add_history_option
from compliance.options.values import positive, positive_integer

HELP: Final = "carry out the audits of schedules, on as many machines as you like"


def configure(parser: ArgumentParser, words: Translator) -> None:
    add_history_option(parser, words)
    at_most = words("jobs that all workers together do at a time; one worker does two (default: as many as they can)")
    parser.add_argument("--at-most", type=positive_integer, metavar="N", help=at_most)
    grace = words("seconds after which the work of a worker that is gone is taken over (default: %(default)g)")
    parser.add_argument("--grace", type=positive, default=10.0, metavar=words("SECONDS"), help=grace)


def run(options: Namespace, words: Translator) -> int:
    from compliance.actions.extras import needs_extra
    from compliance.cli.ending import StopBySignal
    from compliance.cli.streams import complain
    from compliance.model.text import Message

    with needs_extra("worker"):
        from compliance.history.place import HistoryPlace
        from compliance.worker.serving import serve
        from compliance.worker.settings import WorkerSettings

    def tell(said: Message) -> None:
        complain(f"compliance: {words.message(said)}")

    settings = WorkerSettings(options.history or HistoryPlace.usual(), options.at_most, options.grace)
    with StopBySignal() as stop:
        serve(settings, stop, tell)
    return 0
