"""The options that commands share; what they ask of an action is said in `settings`."""

import argparse
from argparse import ArgumentParser
from typing import Any

from compliance.locale import Translator
from compliance.model.language import LANGUAGES
from compliance.options.values import (
    credential_reference,
    destination,
    history_place,
    host_address,
    iso_date,
    per_second,
    positive,
    positive_integer,
    proxy_reference,
    secret_reference,
)


def add_judging_options(parser: argparse.ArgumentParser, words: Translator) -> None:
    """Add the options of every command that judges and ends in a report."""
    group = parser.add_argument_group(words("judging and reporting"))
    _add_report_forms(group, words)
    add_law_options(group, words)
    _add_ending_options(group, words)


def add_report_options(parser: argparse.ArgumentParser, words: Translator) -> None:
    """Add the options of every command that ends in a report on what was judged already."""
    group = parser.add_argument_group(words("reporting"))
    _add_report_forms(group, words)
    _add_ending_options(group, words)


def _add_report_forms(group: argparse._ActionsContainer, words: Translator) -> None:
    from compliance.report.formats import names as format_names

    add = group.add_argument
    formats = format_names()
    form = words(
        "form of the report on standard output: text, html, pdf and xlsx for people, docx for the draft of a letter, "
        "json for programs, csv for tables, sarif, junit, github, gitlab and markdown for pipelines"
    )
    add("--format", choices=formats, default="text", help=form)
    add_output_option(group, words)
    split = words("write html, xlsx, pdf and docx as one file for each owner, into the folder that --output names")
    add("--split", choices=("owner",), help=split)


def _add_ending_options(group: argparse._ActionsContainer, words: Translator) -> None:
    from compliance.model.gate import GATES

    add = group.add_argument
    gate = words("the least weight of a finding that makes the exit status 1 (default: %(default)s)")
    add("--fail-on", choices=tuple(GATES), default="fail", help=gate)
    add_quiet_options(group, words)


def add_output_option(group: argparse._ActionsContainer, words: Translator) -> None:
    """Add where reports are written."""
    written = words("write a report to a file, or with - to standard output; may be repeated")
    group.add_argument(
        "--output", action="append", default=[], type=destination, metavar=words("FORMAT=FILE"), help=written
    )


def add_quiet_options(group: argparse._ActionsContainer, words: Translator) -> None:
    """Add what keeps a terminal plain or silent."""
    quiet = words("print no report for people and no progress, only what needs attention")
    group.add_argument("--quiet", action="store_true", help=quiet)
    group.add_argument("--no-color", action="store_true", help=words("no colours (also: NO_COLOR)"))


def add_key_options(group: argparse._ActionsContainer, words: Translator) -> None:
    """Add the password and the certificate of a key that signs."""
    from pathlib import Path

    password = words(
        "where the password of the key, or the PIN of the token, is: env:NAME, file:PATH or cmd:PROGRAM; never the "
        "password itself"
    )
    group.add_argument("--key-password", type=secret_reference, metavar=words("REF"), help=password)
    certificate = words("certificate of the key, with those above it, in PEM (default: those beside the key)")
    group.add_argument("--certificate", type=Path, metavar=words("FILE"), help=certificate)


def add_law_options(group: argparse._ActionsContainer, words: Translator) -> None:
    """Add the options that say by which law, which rules and which waivers is judged."""
    from pathlib import Path

    add_choice_options(group, words)
    add = group.add_argument
    waivers = words("accepted breaches, with reason and expiry; see `compliance explain waivers`")
    add("--waivers", type=Path, metavar=words("FILE"), help=waivers)
    confirmations = words("failing findings that a person has confirmed, with what was seen")
    add("--confirmations", type=Path, metavar=words("FILE"), help=confirmations)


def add_choice_options(group: argparse._ActionsContainer, words: Translator) -> None:
    """Add the options that say by which law and which rules is judged."""

    from compliance.model.grades import Profile

    add = group.add_argument
    add_day_option(group, words)
    add(
        "--profile",
        choices=[str(profile) for profile in Profile],
        default=str(Profile.IN_FORCE),
        help=words("how citations are read"),
    )
    add(
        "--select",
        action="append",
        default=[],
        metavar=words("RULES"),
        help=words(
            "run only these rules: ids, requirements or patterns, as in openapi.*,ND224-2026.D23.*; may be repeated"
        ),
    )
    ignored = words("do not run these rules: ids, requirements or patterns; may be repeated")
    add("--ignore", action="append", default=[], metavar=words("RULES"), help=ignored)
    add_ruleset_option(group, words)


def add_ruleset_option(parser: argparse._ActionsContainer, words: Translator) -> None:
    """Add `--ruleset`, the option of every command that runs or explains rules of others."""
    from pathlib import Path

    ruleset = words("rules of your own in the form of Spectral, beside ours; may be repeated")
    parser.add_argument("--ruleset", action="append", default=[], type=Path, metavar=words("FILE"), help=ruleset)


def add_day_option(parser: argparse._ActionsContainer, words: Translator) -> None:
    """Add `--as-of`, the option of every command that weighs clauses."""
    day = words("judge by the law of this day (default: today)")
    parser.add_argument("--as-of", type=iso_date, default=None, metavar=words("DATE"), help=day)


def add_history_option(parser: argparse._ActionsContainer, words: Translator, **settings: Any) -> None:
    """Add `--history`, the option of every command that reads or writes kept runs."""
    place = words(
        "where runs are kept: a file, or postgresql+psycopg://USER@HOST/DATABASE; an address with a password by "
        "reference, env:NAME, file:PATH or cmd:PROGRAM; usual for the data folder of the user"
    )
    parser.add_argument("--history", type=history_place, metavar=words("PLACE"), help=place, **settings)


def add_history_action(
    actions: "argparse._SubParsersAction[Any]", words: Translator, name: str, about: str
) -> argparse.ArgumentParser:
    """Add an action of a command on kept runs, behind whose name `--history` and `--lang` may stand too."""
    made: argparse.ArgumentParser = actions.add_parser(name, help=about, description=about)
    add_history_option(made, words, default=argparse.SUPPRESS)
    language = words("language of messages and reports")
    made.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=language)
    return made


def add_reading_options(parser: argparse.ArgumentParser, words: Translator) -> None:
    """Add the options of every command that reads documents, from disk or from where that was allowed."""
    from pathlib import Path

    group = parser.add_argument_group(words("reading"))
    add = group.add_argument
    root = words("folder that references may not leave (default: here, or where the file is)")
    add("--root", type=Path, metavar=words("FOLDER"), help=root)
    add(
        "--remote-refs",
        action="store_true",
        help=words("fetch also what documents and records refer to at https addresses"),
    )
    add("--allow-private", action="store_true", help=words("look at loopback and private addresses too"))
    add("--ca", type=Path, metavar=words("FILE"), help=words("certificates of the authorities to trust, in PEM"))
    add("--timeout", type=positive, metavar=words("SECONDS"), help=words("seconds for one look (default: 10)"))
    proxy = words(
        "proxy through which all looks and fetches go: http://HOST:PORT or https://HOST:PORT; one with user and "
        "password by reference, env:NAME, file:PATH or cmd:PROGRAM; env for HTTPS_PROXY and NO_PROXY (default: none)"
    )
    add("--proxy", type=proxy_reference, metavar=words("PROXY"), help=proxy)


def add_target_options(parser: ArgumentParser, words: Translator) -> None:
    """Add the options for what a command looks at."""
    target = words("record file, its https address, - for standard input, or slug of the registry")
    parser.add_argument("target", nargs="*", metavar=words("TARGET"), help=target)
    parser.add_argument("--all", action="store_true", help=words("every platform of the registry"))


def add_live_options(parser: argparse.ArgumentParser, words: Translator) -> None:
    """Add the options of every command that looks at running endpoints."""
    group = parser.add_argument_group(words("looking at endpoints"))
    add = group.add_argument
    mode = words(
        "safe: GET, HEAD and OPTIONS, and trials where the record holds the consent of the owner; "
        "staging: trials without it, and other methods if the record says environment: staging"
    )
    add("--mode", choices=("safe", "staging"), default="safe", help=mode)
    credential = words(
        "where a credential comes from; never the secret itself. SCHEME is bearer, basic, api-key, client-credentials, "
        "private-key-jwt, mtls, lgspaccesstoken or session; REF is env:NAME, file:PATH or cmd:PROGRAM. For one service "
        "SERVICE:SCHEME=REF, of one platform PLATFORM/SERVICE:SCHEME=REF; for one that has to be refused "
        "SCHEME.KIND=REF with KIND expired, foreign-audience, missing-scope or other-client. May be repeated"
    )
    add(
        "--credential",
        action="append",
        default=[],
        type=credential_reference,
        metavar=words("SCHEME=REF"),
        help=credential,
    )
    rate = words("requests and new connections a second to one server (default: 5/s)")
    add("--rate", type=per_second, default=5.0, metavar=words("N/s"), help=rate)
    concurrency = words("open connections to one server (default: 4)")
    add("--concurrency", type=positive_integer, default=4, metavar="N", help=concurrency)
    reads = words("documented operations that are read at one service (default: 50)")
    add("--reads", type=positive_integer, default=50, metavar="N", help=reads)
    conformance = words("who holds answers to their document: the checker itself, or openapi-core (default: own)")
    add("--conformance", choices=("own", "openapi-core"), default="own", help=conformance)
    resolve = words("address of a host, which then is not looked up in the name system; may be repeated")
    add("--resolve", action="append", default=[], type=host_address, metavar=words("HOST=ADDRESS"), help=resolve)
