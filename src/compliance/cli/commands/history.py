"""`compliance history`: kept runs listed, shown, removed, exported, brought up to the form of this version."""

from argparse import ArgumentParser, Namespace
from typing import Final

from compliance.locale import Translator
from compliance.options.groups import add_history_action, add_history_option
from compliance.options.values import iso_date, positive_integer

HELP: Final = "list, show, remove or export kept runs"


def configure(parser: ArgumentParser, words: Translator) -> None:
    from pathlib import Path

    add_history_option(parser, words)
    actions = parser.add_subparsers(dest="action", required=True, metavar="list | show | prune | export | migrate")
    named = words("number or label of a run, a day (the last run of it or before it), or last")
    listing = add_history_action(actions, words, "list", words("list the runs, the last one below"))
    show = add_history_action(actions, words, "show", words("show where the platforms of a run stood"))
    show.add_argument("run_named", nargs="?", default="last", metavar=words("RUN"), help=named)
    for each in (listing, show):
        each.add_argument("--format", choices=("text", "json"), default="text", help=words("form of the list"))
    prune = add_history_action(actions, words, "prune", words("remove old runs with all that only they have"))
    which = prune.add_mutually_exclusive_group(required=True)
    which.add_argument("--keep", type=positive_integer, metavar="N", help=words("keep the last N complete runs"))
    day = words("remove the runs that began before this day")
    which.add_argument("--before", type=iso_date, metavar=words("DATE"), help=day)
    export = add_history_action(actions, words, "export", words("write the dossiers of a run to a folder"))
    export.add_argument("run_named", metavar=words("RUN"), help=named)
    export.add_argument("-o", "--out", type=Path, required=True, metavar=words("FOLDER"), help=words("folder for them"))
    add_history_action(
        actions, words, "migrate", words("bring a history of an earlier version up to the form of this one")
    )


def run(options: Namespace, words: Translator) -> int:
    from compliance.cli.listings import kept_runs

    return kept_runs.write(options, words)
