"""The command ndxp-mocks. The only file that prints, and the only one that knows of exit codes."""

import argparse
import json
import os
import signal
import sys
import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NoReturn

from ndxp_mocks.admission import TOKEN
from ndxp_mocks.errors import UnknownFault
from ndxp_mocks.faults import known_faults
from ndxp_mocks.fleet import start_fleet
from ndxp_mocks.platform import SEED, Platform
from ndxp_mocks.serving import Served, serve
from ndxp_mocks.words import WORDS, language_of

EXIT_GOOD: Final = 0
EXIT_BAD_USAGE: Final = 64
EXIT_INTERRUPTED: Final = 130
_HIGHEST_PORT: Final = 65535

Words = Mapping[str, str]


class _BadUsage(Exception):
    """The command was called in a way that cannot be served."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise _BadUsage(message)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code: 0 good, 64 bad usage, 130 interrupted while starting or stopping."""
    given = sys.argv[1:] if argv is None else list(argv)
    words = WORDS[_language(given)]
    try:
        return _run(_parser(words).parse_args(given), words)
    except _BadUsage as error:
        print(f"ndxp-mocks: {error}\n{words['see_help']}", file=sys.stderr)
        return EXIT_BAD_USAGE
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED


def _run(arguments: argparse.Namespace, words: Words) -> int:
    match arguments.command:
        case "platform":
            _serve_platform(arguments.port, arguments.fault, words)
        case "fleet":
            _serve_fleet(arguments.seed, arguments.directory, words)
        case _:
            _list_faults(arguments.format, words)
    return EXIT_GOOD


def _language(given: Sequence[str]) -> str:
    # Because help and errors are written while parsing, the language has to be known before.
    early = argparse.ArgumentParser(add_help=False, exit_on_error=False, allow_abbrev=False)
    early.add_argument("--lang")
    with suppress(argparse.ArgumentError):
        asked = early.parse_known_args(given)[0].lang
        if asked in WORDS:
            return str(asked)
    return language_of(os.environ)


def _parser(words: Words) -> argparse.ArgumentParser:
    shared = _Parser(add_help=False)
    shared.add_argument("--lang", choices=sorted(WORDS), default=argparse.SUPPRESS, help=words["lang"])
    parser = _Parser(prog="ndxp-mocks", description=words["about"], parents=[shared])
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", help=words["command"])
    platform = commands.add_parser("platform", parents=[shared], help=words["platform"], description=words["platform"])
    platform.add_argument("--port", type=_port, default=0, metavar="N", help=words["port"])
    platform.add_argument("--fault", nargs="+", action="extend", default=[], metavar="NAME", help=words["fault"])
    fleet = commands.add_parser("fleet", parents=[shared], help=words["fleet"], description=words["fleet"])
    fleet.add_argument("--seed", type=int, default=SEED, metavar="N", help=words["seed"])
    fleet.add_argument("--directory", type=Path, metavar="DIR", help=words["directory"])
    faults = commands.add_parser("faults", parents=[shared], help=words["faults"], description=words["faults"])
    faults.add_argument("--format", choices=("text", "json"), default="text", help=words["format"])
    return parser


def _port(text: str) -> int:
    if text.isdecimal() and int(text) <= _HIGHEST_PORT:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r}, 0-{_HIGHEST_PORT} expected")


def _serve_platform(port: int, faults: Sequence[str], words: Words) -> None:
    with ExitStack() as stack:
        try:
            served = stack.enter_context(serve(Platform(faults=frozenset(faults)), port=port))
        except UnknownFault as error:
            known = ", ".join(error.known)
            raise _BadUsage(words["unknown_fault"].format(name=error.name, known=known)) from error
        except OSError as error:
            raise _BadUsage(words["cannot_listen"].format(port=port, reason=error.strerror)) from error
        _introduce(served, words)
        _until_stopped(words)


def _introduce(served: Served, words: Words) -> None:
    print(words["simulated"])
    print(f"{words['address']}: {served.base_url}")
    print(f"{words['plain_address']}: {served.plain_base_url}")
    print(f"{words['ca_file']}: {served.ca_file}")
    print(f"{words['token']}: {TOKEN}")
    print(f"{words['faults_of']}: {_joined(served.faults, words)}")


def _serve_fleet(seed: int, directory: Path | None, words: Words) -> None:
    with ExitStack() as stack:
        chosen = directory or Path(stack.enter_context(TemporaryDirectory(prefix="ndxp-mocks-fleet-")))
        try:
            fleet = stack.enter_context(start_fleet(chosen, seed))
        except OSError as error:
            raise _BadUsage(words["cannot_write"].format(directory=chosen, reason=error.strerror)) from error
        print(words["simulated"])
        heading = (words["platform_column"], words["address_column"], words["faults_of"].upper())
        _print_table(
            heading, [(slug, each.base_url, _joined(each.faults, words)) for slug, each in fleet.platforms.items()]
        )
        print(f"{words['records']}: {fleet.directory / 'records'}")
        print(f"{words['ca_file']}: {fleet.ca_file}")
        _until_stopped(words)


def _list_faults(form: str, words: Words) -> None:
    if form == "json":
        print(json.dumps([_fault_row(name) for name in sorted(known_faults())], ensure_ascii=False, indent=2))
        return
    in_vietnamese = words is WORDS["vi"]
    heading = (words["fault_column"], words["rule_column"], words["description_column"])
    rows = [
        (fault.name, fault.rule, fault.description_vi if in_vietnamese else fault.description)
        for _, fault in sorted(known_faults().items())
    ]
    _print_table(heading, rows)


def _fault_row(name: str) -> dict[str, object]:
    fault = known_faults()[name]
    return {"name": name, "rule": fault.rule, "description": {"en": fault.description, "vi": fault.description_vi}}


def _print_table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = [heading, *rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(heading))]
    for row in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _joined(faults: Iterable[str], words: Words) -> str:
    return ", ".join(sorted(faults)) or words["none"]


def _until_stopped(words: Words) -> None:
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # because docker stop is as good as Ctrl-C
    with suppress(KeyboardInterrupt):  # around the invitation too: whoever reads it may be quicker than the next line
        print(words["stop"], flush=True)
        threading.Event().wait()
