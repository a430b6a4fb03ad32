"""`compliance report`: the report of a kept run as it was, with what changed since an earlier one."""

from argparse import ArgumentParser, Namespace
from typing import Final

from compliance.locale import Translator
from compliance.options.groups import add_history_option, add_report_options

HELP: Final = "report on a kept run, and what changed since an earlier one"


def configure(parser: ArgumentParser, words: Translator) -> None:
    run = words("number or label of a run, a day (the last run of it or before it), or last (the default)")
    parser.add_argument("run_named", nargs="?", default="last", metavar=words("RUN"), help=run)
    since = words("tell what changed since this run: its number or label, or a day as 2026-12-31")
    parser.add_argument("--since", metavar=words("RUN"), help=since)
    add_history_option(parser, words)
    add_report_options(parser, words)


def run(options: Namespace, words: Translator) -> int:
    from compliance.actions.kept_runs import kept_report
    from compliance.cli.output import deliver, destinations
    from compliance.history.place import HistoryPlace

    places = destinations(options)
    report = kept_report(options.run_named, history=options.history or HistoryPlace.usual(), since=options.since)
    return deliver(report, options, words, places)
