"""`compliance keys`: keys by which programs ask the API of the dashboard, made, listed, revoked."""

from argparse import ArgumentParser, Namespace
from typing import Final

from compliance.locale import Translator
from compliance.options.groups import add_history_action, add_history_option
from compliance.options.values import iso_date, program_role

HELP: Final = "make, list or revoke keys by which programs ask the dashboard"


def configure(parser: ArgumentParser, words: Translator) -> None:
    add_history_option(parser, words)
    actions = parser.add_subparsers(dest="action", required=True, metavar="add | list | revoke")
    name = words("name of the key, by which the log of access tells it apart; no other ever has it")
    adding = add_history_action(actions, words, "add", words("make a key, which is shown once"))
    adding.add_argument("name", metavar=words("NAME"), help=name)
    role = words("what the program sees: reader, every platform, or owner, those of agencies by their codes")
    adding.add_argument("--role", type=program_role, required=True, metavar="reader|owner:CODE,…", help=role)
    until = words("last day on which the key counts, at most a year ahead")
    adding.add_argument("--until", type=iso_date, required=True, metavar=words("DATE"), help=until)
    listing = add_history_action(actions, words, "list", words("list the keys, those too that count no more"))
    listing.add_argument("--format", choices=("text", "json"), default="text", help=words("form of the list"))
    revoking = add_history_action(actions, words, "revoke", words("let a key count no more, within a second"))
    revoking.add_argument("name", metavar=words("NAME"), help=words("name of the key"))


def run(options: Namespace, words: Translator) -> int:
    from compliance.cli.listings import program_keys

    return program_keys.write(options, words)
