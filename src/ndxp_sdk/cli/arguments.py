"""The command line: one subcommand for each module of `commands`, imported when wanted, and the common options."""

import argparse
from collections.abc import Sequence
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from ndxp_sdk._version import VERSION
from ndxp_sdk.cli import commands
from ndxp_sdk.cli.exit_status import TABLE
from ndxp_sdk.cli.parser import Parser, argparse_in, translate, tree
from ndxp_sdk.cli.values import file_name, positive
from ndxp_sdk.locale import LANGUAGES, Words, said

# What values are called in usage and help.
VALUES = (
    said("CODE"),
    said("FILE"),
    said("ID"),
    said("KEY"),
    said("N"),
    said("NAME"),
    said("NAME:VALUE"),
    said("NAME=VALUE"),
    said("S"),
    said("SCOPE"),
    said("TEXT"),
    said("TEXT|@FILE"),
    said("TIME"),
    said("TOKEN"),
    said("TYPE"),
    said("URL"),
    said("VERSION"),
    said("WORD"),
)


def parsed(arguments: Sequence[str], words: Words) -> argparse.Namespace:
    """Parse a command line; SystemExit if it is wrong, or help or the version was asked for."""
    given = _as_now(arguments)
    with argparse_in(words.language):
        parser = build_parser(words, given)
        parser.refuse_unknown_options(given)
        return parser.parse_args(given)


def build_parser(words: Words, arguments: Sequence[str]) -> Parser:
    """Return the command line with the commands whose names stand in `arguments`, with all of them if none does."""
    parser = Parser(
        words=words,
        prog="ndxp",
        description=words("Find and call services of the data sharing platform (NDXP)."),
        epilog="\n".join([words("exit status:"), *(f"  {status:<4} {words(about)}" for status, about in TABLE)]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    about = words("show program's version number and exit")
    parser.add_argument("--version", action="version", version=f"ndxp {VERSION}", help=about)
    _add_common(parser, words, is_whole=True)
    subparsers = parser.add_subparsers(dest="command", required=True, metavar=words("COMMAND"))
    names = [module.name for module in iter_modules(commands.__path__)]
    for name in [name for name in names if name in arguments] or names:
        command = import_module(f"{commands.__name__}.{name}")
        about = words(command.HELP)
        _configure(subparsers.add_parser(name, help=about, description=about), command, words)
    translate(parser, words)
    parser.set_defaults(vocabulary=words)
    return parser


def early_options(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the options that decide on the language and the form of an error, before anything is parsed."""
    early = argparse.ArgumentParser(add_help=False, exit_on_error=False, allow_abbrev=False)
    for name in ("--lang", "--profile", "--config", "--base-url"):
        early.add_argument(name)
    early.add_argument("--verbose", action="store_true")
    try:
        return early.parse_known_args(arguments)[0]
    except argparse.ArgumentError:
        return early.parse_args([])


def _as_now(arguments: Sequence[str]) -> list[str]:
    """Older spellings as they are written now: of `call`, the body was `--json TEXT` and the form `--json-output`."""
    if "call" not in arguments:
        return list(arguments)
    following = [*arguments[1:], ""]
    return [_name_now(each, after) for each, after in zip(arguments, following, strict=True)]


def _name_now(argument: str, following: str) -> str:
    if argument.startswith("--json="):
        return f"--body={argument.removeprefix('--json=')}"
    if argument == "--json" and _is_body(following):
        return "--body"
    return "--json" if argument == "--json-output" else argument


def _is_body(text: str) -> bool:
    """Return whether a text is meant as JSON or as a file of it: no service, method or path looks like that."""
    return text.startswith(("{", "[", '"', "@")) or text in {"true", "false", "null"} or text.isdecimal()


def _configure(parser: Parser, command: Any, words: Words) -> None:
    command.configure(parser, words)
    for each in tree(parser):
        _add_common(each, words, is_whole=False)
    parser.set_defaults(run=command.run)


def _add_common(parser: argparse.ArgumentParser, words: Words, *, is_whole: bool) -> None:
    """Add the options that every command takes, before its name or after it; the later one counts."""
    group = parser.add_argument_group(words("common options"))

    def add(*names: str, help: str, default: Any = None, **settings: Any) -> None:  # noqa: A002 - as argparse names it
        group.add_argument(*names, help=help, default=default if is_whole else argparse.SUPPRESS, **settings)

    add("--profile", metavar="NAME", help=words("the profile to use (also: NDXP_PROFILE)"))
    add("--config", type=file_name(words), metavar="FILE", help=words("the file with the profiles (also: NDXP_CONFIG)"))
    add("--base-url", metavar="URL", help=words("another address; alone, no profile is used"))
    add("--client", metavar="ID", help=words("the own system, such as VN/GOV/G22/mot-cua"))
    add("--ca", type=file_name(words), metavar="FILE", help=words("certificates of the authorities to trust, in PEM"))
    add("--timeout", type=positive(words), metavar="S", help=words("seconds for one call with all its tries"))
    add("--lang", choices=LANGUAGES, help=words("language of messages"))
    add("--json", dest="as_json", action="store_true", default=False, help=words("the result as JSON, for programs"))
    add("--no-color", action="store_true", default=False, help=words("no colours (also: NO_COLOR)"))
    add("--verbose", action="store_true", default=False, help=words("tell of each call on standard error"))
