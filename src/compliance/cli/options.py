"""The options that commands share, and what they ask of an action."""

import argparse
import gettext
from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from typing import Final

from compliance.actions.errors import UsageError
from compliance.actions.settings import Judging, NetworkSettings, Reading
from compliance.locale import Translator
from compliance.model.grades import Profile
from compliance.model.text import Message
from compliance.probes.hub.access import REFERENCES, SCHEMES, HubAccess
from compliance.report.formats import names as format_names

_HUB_OPTIONS: Final = ("hub_client", "hub_stranger", "hub_credential")


def reading(options: Namespace) -> Reading:
    """Return where files may be read from."""
    return Reading(root=options.root, fetch=options.remote_refs)


def judging(options: Namespace) -> Judging:
    """Return by which law, which rules and which waivers is judged."""
    return Judging(
        as_of=options.as_of,
        profile=Profile(options.profile),
        select=tuple(options.select),
        ignore=tuple(options.ignore),
        waivers=options.waivers or (),
    )


def network(options: Namespace) -> NetworkSettings:
    """Return the limits of looking; commands without live options get the defaults."""
    default = NetworkSettings()
    ca_file = options.ca
    if ca_file is not None and not ca_file.is_file():
        raise UsageError(Message.of("there is no such file: {file}", file=str(ca_file)))
    return NetworkSettings(
        timeout=options.timeout,
        rate=getattr(options, "rate", default.rate),
        concurrency=getattr(options, "concurrency", default.concurrency),
        allow_private=options.allow_private,
        ca_file=ca_file,
        hub=_hub_access(options) if hasattr(options, "hub") else None,
    )


def targets(options: Namespace) -> tuple[str, ...]:
    """Return the targets that were named, and all of the registry where that was asked for."""
    from compliance.loading.facts.platforms import slugs

    return (*options.target, *(slugs() if options.all else ()))


def outputs(options: Namespace) -> tuple[tuple[str, Path], ...]:
    """Return format and file of each `--output`, so that a slip is told before anything is judged."""
    return tuple(_destination(text) for text in options.output)


def _destination(text: str) -> tuple[str, Path]:
    name, separator, path = text.partition("=")
    if not separator or not path or name not in format_names():
        known = ", ".join(format_names())
        template = "--output {found}: write FORMAT=FILE, FORMAT one of {known}"
        raise UsageError(Message.of(template, found=text, known=known))
    return name, Path(path)


def _hub_access(options: Namespace) -> HubAccess | None:
    if options.hub is None:
        _refuse_without_hub(options)
        return None
    scheme, _, reference = (options.hub_credential or "").partition("=")
    if options.hub_credential is not None and scheme not in SCHEMES:
        template = "--hub-credential begins with {found}, one of {allowed} is expected"
        raise UsageError(Message.of(template, found=scheme[:40], allowed=", ".join(SCHEMES)))
    if options.hub_credential is not None and not reference.startswith(REFERENCES):
        template = "--hub-credential takes no secret but a reference to one: env:NAME, file:PATH or cmd:PROGRAM"
        raise UsageError(Message.of(template))
    given = (scheme, reference) if options.hub_credential is not None else (None, None)
    return HubAccess(options.hub.rstrip("/"), options.hub_client, options.hub_stranger, *given)


def _refuse_without_hub(options: Namespace) -> None:
    for name in _HUB_OPTIONS:
        if getattr(options, name) is not None:
            option = f"--{name.replace('_', '-')}"
            raise UsageError(Message.of("{option} needs --hub, the address to look at", option=option))


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


def add_target_options(parser: ArgumentParser, words: Translator) -> None:
    """What a command looks at."""
    parser.add_argument("target", nargs="*", help=words("record file, or slug of the registry"))
    parser.add_argument("--all", action="store_true", help=words("every platform of the registry"))


def add_live_options(parser: argparse.ArgumentParser, words: Translator) -> None:
    """The options of every command that looks at running endpoints."""
    group = parser.add_argument_group(words("looking at endpoints"))
    add = group.add_argument
    add("--mode", choices=("safe",), default="safe", help=words("safe: GET, HEAD and OPTIONS only"))
    rate = words("new connections a second to one server (default: 5/s)")
    add("--rate", type=per_second, default=5.0, metavar="N/s", help=rate)
    concurrency = words("open connections to one server (default: 4)")
    add("--concurrency", type=positive_integer, default=4, metavar="N", help=concurrency)


def add_hub_options(parser: ArgumentParser, words: Translator) -> None:
    """The options of every command that can look through the hub."""
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


def iso_date(text: str) -> date:
    """A day as 2026-12-31."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = gettext.gettext("{found} is no date; write it as 2026-12-31")
        raise argparse.ArgumentTypeError(message.replace("{found}", text[:40])) from None


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
