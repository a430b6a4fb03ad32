"""`compliance schedule`: audits that workers repeat, added, listed, removed, or begun at once."""

from argparse import ArgumentParser, Namespace
from typing import Final

from compliance.locale import Translator
from compliance.options.groups import (
    add_history_action,
    add_history_option,
    add_law_options,
    add_live_options,
    add_reading_options,
    add_target_options,
)
from compliance.options.hub_options import add_hub_options

HELP: Final = "add, list or remove audits that workers repeat"


def configure(parser: ArgumentParser, words: Translator) -> None:
    add_history_option(parser, words)
    actions = parser.add_subparsers(dest="action", required=True, metavar="add | list | remove | run")
    _configure_adding(add_history_action(actions, words, "add", words("let workers repeat an audit")), words)
    listing = add_history_action(
        actions, words, "list", words("list the schedules, and the audits of the last seven days")
    )
    listing.add_argument("--format", choices=("text", "json"), default="text", help=words("form of the list"))
    name = words("name of the schedule")
    for action, about in (
        ("remove", words("remove a schedule; an audit that it began goes on")),
        ("run", words("let workers begin the audit of a schedule at once")),
    ):
        add_history_action(actions, words, action, about).add_argument("name", metavar=words("NAME"), help=name)


def _configure_adding(parser: ArgumentParser, words: Translator) -> None:
    parser.add_argument("name", metavar=words("NAME"), help=words("name of the schedule"))
    cron = words(
        "when, in the time of Viet Nam, as five fields of cron: minute, hour, day of the month, month, day of the "
        "week; “0 2 * * *” is two o'clock each night"
    )
    parser.add_argument("cron", metavar=words("TIMES"), help=cron)
    add_target_options(parser, words)
    label = words("name of the series: the run is compared with the last one of the same name (default: NAME)")
    parser.add_argument("--label", metavar=words("NAME"), help=label)
    add_reading_options(parser, words)
    add_live_options(parser, words)
    add_hub_options(parser, words)
    add_law_options(parser.add_argument_group(words("judging")), words)


def run(options: Namespace, words: Translator) -> int:
    from compliance.actions.extras import needs_extra

    with needs_extra("worker"):
        from compliance.cli.listings import schedules

    return schedules.write(options, words)
