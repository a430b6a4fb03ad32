"""The parser: one subcommand for each module of `commands`, imported when it is wanted, and the common options."""

import argparse
import gettext
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, NoReturn

from ndxp_sdk._version import VERSION
from ndxp_sdk.cli import commands
from ndxp_sdk.cli.exit_status import TABLE, USAGE
from ndxp_sdk.locale import DIRECTORY, DOMAIN, LANGUAGES, Language, Words


class Parser(argparse.ArgumentParser):
    """Leaves with 64 on bad usage: 2 means that the outcome is unknown. Options are written out in full."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{**settings, "allow_abbrev": False})

    def error(self, message: str) -> NoReturn:
        self.print_usage()
        self.exit(USAGE, f"{self.prog}: {message}\n")


def build_parser(words: Words, arguments: Sequence[str]) -> argparse.ArgumentParser:
    """The command line with the commands whose names stand in `arguments`, with all of them where none does."""
    parser = Parser(
        prog="ndxp",
        description=words("Find and call services of the data sharing platform (NDXP)."),
        epilog="\n".join([words("exit status:"), *(f"  {status:<4} {words(about)}" for status, about in TABLE)]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    about = words("show program's version number and exit")
    parser.add_argument("--version", action="version", version=f"ndxp {VERSION}", help=about)
    _add_common(parser, words, ("--json",), is_whole=True)
    subparsers = parser.add_subparsers(dest="command", required=True, metavar=words("COMMAND"), parser_class=Parser)
    names = [module.name for module in iter_modules(commands.__path__)]
    for name in [name for name in names if name in arguments] or names:
        command = import_module(f"{commands.__name__}.{name}")
        about = words(command.HELP)
        _configure(subparsers.add_parser(name, help=about, description=about), command, words)
    return parser


@contextmanager
def argparse_in(language: Language) -> Iterator[None]:
    """argparse asks gettext for its own words; they stand in our catalogue too."""
    domain, asked = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain(DOMAIN, DIRECTORY)
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language
    try:
        yield
    finally:
        gettext.textdomain(domain)
        if asked is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = asked


def early_options(arguments: Sequence[str]) -> argparse.Namespace:
    """What has to be known before anything is parsed: it decides on the language and the form of an error."""
    early = argparse.ArgumentParser(add_help=False, exit_on_error=False, allow_abbrev=False)
    for name in ("--lang", "--profile", "--config", "--base-url"):
        early.add_argument(name)
    early.add_argument("--verbose", action="store_true")
    try:
        return early.parse_known_args(arguments)[0]
    except argparse.ArgumentError:
        return early.parse_args([])


def positive(text: str) -> float:
    """A number above 0."""
    if not 0 < (value := float(text)) < float("inf"):
        raise ValueError(text)
    return value


def positive_integer(text: str) -> int:
    """A whole number above 0."""
    if (value := int(text)) <= 0:
        raise ValueError(text)
    return value


def _configure(parser: argparse.ArgumentParser, command: Any, words: Words) -> None:
    command.configure(parser, words)
    for each in _with_verbs(parser):
        is_taken = "--json" in each._option_string_actions  # noqa: SLF001 - argparse has no public list
        _add_common(each, words, ("--json-output",) if is_taken else ("--json",), is_whole=False)
    parser.set_defaults(run=command.run)


def _with_verbs(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:  # noqa: SLF001 - argparse has no public list
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - the same
            yield from action.choices.values()


def _add_common(parser: argparse.ArgumentParser, words: Words, output: Sequence[str], *, is_whole: bool) -> None:
    """Every command takes them, before its name or after it; the later one counts."""
    group = parser.add_argument_group(words("common options"))

    def add(*names: str, help: str, default: Any = None, **settings: Any) -> None:  # noqa: A002 - as argparse names it
        group.add_argument(*names, help=help, default=default if is_whole else argparse.SUPPRESS, **settings)

    add("--profile", metavar="NAME", help=words("the profile to use (also: NDXP_PROFILE)"))
    add("--config", type=Path, metavar="FILE", help=words("the file with the profiles (also: NDXP_CONFIG)"))
    add("--base-url", metavar="URL", help=words("another address; alone, no profile is used"))
    add("--client", metavar="ID", help=words("the own system, such as VN/GOV/G22/mot-cua"))
    add("--ca", type=Path, metavar="FILE", help=words("certificates of the authorities to trust, in PEM"))
    add("--timeout", type=positive, metavar="S", help=words("seconds for one call with all its tries"))
    add("--lang", choices=LANGUAGES, help=words("language of messages"))
    add(*output, dest="as_json", action="store_true", default=False, help=words("the result as JSON, for programs"))
    add("--no-color", action="store_true", default=False, help=words("no colours (also: NO_COLOR)"))
    add("--verbose", action="store_true", default=False, help=words("tell of each call on standard error"))
