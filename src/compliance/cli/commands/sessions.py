"""`compliance sessions`: who is logged in to the dashboards on a history, listed, and ended at once."""

from argparse import ArgumentParser, Namespace
from typing import Final

from compliance.locale import Translator
from compliance.options.groups import add_history_action, add_history_option

HELP: Final = "list or end the sessions of those who logged in to the dashboard"


def configure(parser: ArgumentParser, words: Translator) -> None:
    add_history_option(parser, words)
    actions = parser.add_subparsers(dest="action", required=True, metavar="list | end")
    listing = add_history_action(actions, words, "list", words("list the sessions, the last one that was used first"))
    listing.add_argument("--format", choices=("text", "json"), default="text", help=words("form of the list"))
    ending = add_history_action(actions, words, "end", words("end sessions, within a second"))
    whose = ending.add_mutually_exclusive_group(required=True)
    whose.add_argument("name", nargs="?", metavar=words("NAME"), help=words("whose sessions, as the list names them"))
    whose.add_argument("--all", action="store_true", help=words("those of everybody"))


def run(options: Namespace, words: Translator) -> int:
    from compliance.cli.listings import sessions

    return sessions.write(options, words)
