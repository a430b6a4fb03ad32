"""The parser: one subcommand for each module of `commands`, and the options they share."""

import argparse
import gettext
import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, NoReturn

from compliance.audit.severity import Profile
from compliance.cli import commands
from compliance.cli.configuration import apply, configured
from compliance.cli.exit_status import USAGE
from compliance.locale import DIRECTORY, DOMAIN, LANGUAGES, Language, Translator, language_of
from compliance.model.text import VIET_NAM
from compliance.report.formats import names as format_names


class Parser(argparse.ArgumentParser):
    """Leaves with 64 on bad usage: 2 means that something could not be judged. Options are written out in full."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{**settings, "allow_abbrev": False})

    def error(self, message: str) -> NoReturn:
        self.print_usage()
        self.exit(USAGE, f"{self.prog}: {message}\n")


def chosen_language(arguments: Sequence[str]) -> Language:
    """The language of `--lang`, looked for before anything is parsed, else of the settings, else of the environment."""
    early = argparse.ArgumentParser(add_help=False, exit_on_error=False, allow_abbrev=False)
    early.add_argument("--lang")
    with suppress(argparse.ArgumentError):
        match early.parse_known_args(arguments)[0].lang or configured(Path.cwd())[1].get("lang"):
            case "vi":
                return "vi"
            case "en":
                return "en"
    return language_of()


def build_parser(words: Translator) -> argparse.ArgumentParser:
    """The whole command line, its help in the language of `words`."""
    _translate_argparse(words.language)
    parser = Parser(
        prog="compliance",
        description=words("Judge platforms against the published requirements for connecting to NDXP."),
    )
    parser.add_argument("--version", action="version", version=f"compliance {version('ndxp-sdk')}")
    language = words("language of messages and reports")
    parser.add_argument("--lang", choices=LANGUAGES, help=language)
    subparsers = parser.add_subparsers(dest="command", required=True, metavar=words("COMMAND"), parser_class=Parser)
    for module in iter_modules(commands.__path__):
        command = import_module(f"{commands.__name__}.{module.name}")
        about = words(command.HELP)
        subparser = subparsers.add_parser(module.name, help=about, description=about)
        subparser.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=language)
        command.configure(subparser, words)
        subparser.set_defaults(run=command.run)
    name, settings = configured(Path.cwd())
    apply(settings, name, subparsers.choices.values())
    return parser


def add_judging_options(parser: argparse.ArgumentParser, words: Translator) -> None:
    """The options of every command that ends in a report."""
    group = parser.add_argument_group(words("judging and reporting"))
    add = group.add_argument
    formats = format_names()
    add("--format", choices=formats, default="text", help=words("form of the report on standard output"))
    add(
        "--output",
        action="append",
        default=[],
        metavar="FORMAT=FILE",
        help=words("also write a report to a file; may be repeated"),
    )
    add_day_option(group, words)
    add(
        "--profile",
        choices=[str(profile) for profile in Profile],
        default=str(Profile.IN_FORCE),
        help=words("how citations are read"),
    )
    add("--fail-on", choices=("fail", "warn", "never"), default="fail", help=words("what makes the exit status 1"))
    add(
        "--select",
        action="append",
        default=[],
        metavar="RULES",
        help=words("run only rules that match, for example openapi.*"),
    )
    add("--ignore", action="append", default=[], metavar="RULES", help=words("do not run rules that match"))
    add("--waivers", type=Path, metavar="FILE", help=words("accepted breaches, with reason and expiry"))
    add("--quiet", action="store_true", help=words("print no report and no progress, only errors"))
    add("--no-color", action="store_true", help=words("no colours (also: NO_COLOR)"))


def add_day_option(parser: argparse._ActionsContainer, words: Translator) -> None:
    """`--as-of`, of every command that weighs clauses."""
    day = words("judge by the law of this day (default: today)")
    parser.add_argument("--as-of", type=iso_date, default=None, metavar="DATE", help=day)


def add_reading_options(parser: argparse.ArgumentParser, words: Translator) -> None:
    """The options of every command that reads documents, from disk or from where that was allowed."""
    group = parser.add_argument_group(words("reading"))
    add = group.add_argument
    root = words("folder that references may not leave (default: here, or where the file is)")
    add("--root", type=Path, metavar="FOLDER", help=root)
    add("--remote-refs", action="store_true", help=words("fetch documents and references from https addresses"))
    add("--allow-private", action="store_true", help=words("look at loopback and private addresses too"))
    add("--ca", type=Path, metavar="FILE", help=words("certificates of the authorities to trust, in PEM"))
    add("--timeout", type=positive, default=10.0, metavar="S", help=words("seconds for one look (default: 10)"))


def add_live_options(parser: argparse.ArgumentParser, words: Translator) -> None:
    """The options of every command that looks at running endpoints."""
    group = parser.add_argument_group(words("looking at endpoints"))
    add = group.add_argument
    add("--mode", choices=("safe",), default="safe", help=words("safe: GET, HEAD and OPTIONS only"))
    rate = words("new connections a second to one server (default: 5/s)")
    add("--rate", type=per_second, default=5.0, metavar="N/s", help=rate)
    concurrency = words("open connections to one server (default: 4)")
    add("--concurrency", type=positive_integer, default=4, metavar="N", help=concurrency)


def iso_date(text: str) -> date:
    """A day as 2026-12-31."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = gettext.gettext("{found} is no date; write it as 2026-12-31")
        raise argparse.ArgumentTypeError(message.replace("{found}", text[:40])) from None


def today() -> date:
    """The day in Viet Nam, wherever the command runs."""
    return datetime.now(VIET_NAM).date()


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


def per_second(text: str) -> float:
    """A rate, with or without its unit: `5` and `5/s`."""
    return positive(text.removesuffix("/s"))


def _translate_argparse(language: Language) -> None:
    """argparse asks gettext for its own words; they stand in our catalogue too."""
    gettext.bindtextdomain(DOMAIN, DIRECTORY)
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language
