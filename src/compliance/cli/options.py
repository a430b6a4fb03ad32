"""The options that commands share; what they ask of an action is said in `settings`."""

import argparse
import gettext
from argparse import ArgumentParser
from typing import TYPE_CHECKING

from compliance.locale import Translator

if TYPE_CHECKING:
    from datetime import date


def add_judging_options(parser: argparse.ArgumentParser, words: Translator) -> None:
    """Add the options of every command that ends in a report."""
    from pathlib import Path

    from compliance.model.grades import Profile
    from compliance.report.formats import names as format_names

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
    confirmations = words("failing findings that a person has confirmed, with what was seen")
    add("--confirmations", type=Path, metavar="FILE", help=confirmations)
    add("--quiet", action="store_true", help=words("print no report and no progress, only errors"))
    add("--no-color", action="store_true", help=words("no colours (also: NO_COLOR)"))


def add_day_option(parser: argparse._ActionsContainer, words: Translator) -> None:
    """Add `--as-of`, the option of every command that weighs clauses."""
    day = words("judge by the law of this day (default: today)")
    parser.add_argument("--as-of", type=iso_date, default=None, metavar="DATE", help=day)


def add_reading_options(parser: argparse.ArgumentParser, words: Translator) -> None:
    """Add the options of every command that reads documents, from disk or from where that was allowed."""
    from pathlib import Path

    group = parser.add_argument_group(words("reading"))
    add = group.add_argument
    root = words("folder that references may not leave (default: here, or where the file is)")
    add("--root", type=Path, metavar="FOLDER", help=root)
    add("--remote-refs", action="store_true", help=words("fetch documents and references from https addresses"))
    add("--allow-private", action="store_true", help=words("look at loopback and private addresses too"))
    add("--ca", type=Path, metavar="FILE", help=words("certificates of the authorities to trust, in PEM"))
    add("--timeout", type=positive, default=10.0, metavar="S", help=words("seconds for one look (default: 10)"))


def add_target_options(parser: ArgumentParser, words: Translator) -> None:
    """Add the options for what a command looks at."""
    parser.add_argument("target", nargs="*", help=words("record file, or slug of the registry"))
    parser.add_argument("--all", action="store_true", help=words("every platform of the registry"))


def add_live_options(parser: argparse.ArgumentParser, words: Translator) -> None:
    """Add the options of every command that looks at running endpoints."""
    group = parser.add_argument_group(words("looking at endpoints"))
    add = group.add_argument
    add("--mode", choices=("safe",), default="safe", help=words("safe: GET, HEAD and OPTIONS only"))
    rate = words("new connections a second to one server (default: 5/s)")
    add("--rate", type=per_second, default=5.0, metavar="N/s", help=rate)
    concurrency = words("open connections to one server (default: 4)")
    add("--concurrency", type=positive_integer, default=4, metavar="N", help=concurrency)


def add_hub_options(parser: ArgumentParser, words: Translator) -> None:
    """Add the options of every command that can look through the hub."""
    add = parser.add_argument_group(words("looking through the hub")).add_argument
    url = words("address of the hub; without a target, all that it lists is looked at")
    add("--hub", metavar="URL", help=url)
    client = words("own registered system, such as VN/GOV/G06/checker: reads are asked in its name")
    add("--hub-client", metavar="ID", help=client)
    stranger = words("registered system without an agreement: shows whether it is refused")
    add("--hub-stranger", metavar="ID", help=stranger)
    secret = words(
        "where the access token comes from: client-credentials=REF or bearer=REF; "
        "REF is env:NAME, file:PATH or cmd:PROGRAM"
    )
    add("--hub-credential", metavar="SCHEME=REF", help=secret)


def iso_date(text: str) -> "date":
    """Parse a day written as 2026-12-31."""
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError:
        message = gettext.gettext("{found} is no date; write it as 2026-12-31")
        raise argparse.ArgumentTypeError(message.replace("{found}", text[:40])) from None


def positive(text: str) -> float:
    """Parse a number above 0."""
    if not 0 < (value := float(text)) < float("inf"):
        raise ValueError(text)
    return value


def positive_integer(text: str) -> int:
    """Parse a whole number above 0."""
    if (value := int(text)) <= 0:
        raise ValueError(text)
    return value


def per_second(text: str) -> float:
    """Parse a rate, with or without its unit: `5` and `5/s`."""
    return positive(text.removesuffix("/s"))
