"""The command ndxp-mocks. The only file that prints, and the only one that knows of exit codes."""

import argparse
import json
import os
import signal
import sys
import threading
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final, TextIO

from ndxp_mocks.cli.hub_options import add_options
from ndxp_mocks.cli.interrupts import exit_on_interrupt
from ndxp_mocks.cli.parser import BadUsage, Parser, Words, early_language, port_of
from ndxp_mocks.cli.system_errors import reason_of
from ndxp_mocks.errors import UnknownFault
from ndxp_mocks.messages import WORDS
from ndxp_mocks.platform.authorization import TOKEN
from ndxp_mocks.platform.faults import known_faults
from ndxp_mocks.platform.settings import SEED

if TYPE_CHECKING:
    from ndxp_mocks.serving.platforms import Served

EXIT_GOOD: Final = 0
EXIT_BAD_USAGE: Final = 64
EXIT_INTERRUPTED: Final = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code: 0 good, 64 bad usage, 130 interrupted or read by nobody.

    Where the output cannot be written, as on a full disk or where the command was started without any, the code is 64.
    """
    if sys.stdout is None:  # because Python makes that of a descriptor that is closed (`>&-`)
        sys.stdout = open(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - to the end
    if sys.stderr is None:  # because `print` would take standard output in its place
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - to the end
    given = sys.argv[1:] if argv is None else list(argv)
    words = WORDS[early_language(given)]
    try:
        return _run_and_say(given, words)
    except BadUsage as error:
        _complain(f"{error}\n{words['see_help']}")
        return EXIT_BAD_USAGE
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        _drop(sys.stdout)
        return EXIT_INTERRUPTED
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith(__name__.partition(".")[0]):
            raise
        _complain(words["lacks"].format(name=error.name.partition(".")[0]))
        return EXIT_BAD_USAGE
    except OSError as error:
        _drop(sys.stdout)
        _complain(words["cannot_say"].format(reason=reason_of(error, words)))
        return EXIT_BAD_USAGE


def _run_and_say(given: Sequence[str], words: Words) -> int:
    try:
        return _run(_parser(words).parse_args(given), words)
    finally:
        print(end="", flush=True)  # because a failure at the exit of Python would be a traceback, also after --help


def _complain(sentence: str) -> None:
    try:
        print(f"ndxp-mocks: {sentence}", file=sys.stderr, flush=True)
    except OSError:
        _drop(sys.stderr)  # because Python gives a status of its own where it cannot say at the exit what nobody takes


def _drop(stream: TextIO) -> None:
    # Because Python writes what is left at its exit; this is the way of the documentation of the module signal.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with suppress(OSError):
        os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _run(arguments: argparse.Namespace, words: Words) -> int:
    match arguments.command:
        case "platform":
            if arguments.spec is None:
                _serve_platform(arguments, words)
            else:
                _serve_document(arguments, words)
        case "fleet":
            _serve_fleet(arguments, words)
        case "hub":
            _serve_hub(arguments, words)
        case _:
            _list_faults(arguments.format, words, of_hub=arguments.hub)
    return EXIT_GOOD


def _parser(words: Words) -> argparse.ArgumentParser:
    parser = Parser(words=words, prog="ndxp-mocks", description=words["about"])
    commands = parser.add_subparsers(
        title=words["commands"], dest="command", required=True, metavar=words["COMMAND"], help=words["command"]
    )
    platform, fleet, faults, hub = (
        commands.add_parser(name, words=words, help=words[name], description=words[name]).options
        for name in ("platform", "fleet", "faults", "hub")
    )
    platform.add_argument("--port", type=port_of(words), default=0, metavar=words["N"], help=words["port"])
    platform.add_argument("--fault", nargs="+", action="extend", default=[], metavar=words["NAME"], help=words["fault"])
    platform.add_argument("--slug", metavar="SLUG", help=words["slug"])
    platform.add_argument("--spec", type=Path, metavar=words["FILE"], help=words["spec"])
    platform.add_argument("--seed", type=int, default=SEED, metavar=words["N"], help=words["seed_of_spec"])
    fleet.add_argument("--seed", type=int, default=SEED, metavar=words["N"], help=words["seed"])
    fleet.add_argument("--list", metavar=words["ID"], help=words["list"])
    fleet.add_argument("--directory", type=Path, metavar=words["DIR"], help=words["directory"])
    faults.add_argument("--format", choices=("text", "json"), default="text", help=words["format"])
    faults.add_argument("--hub", action="store_true", help=words["faults_hub"])
    add_options(hub, words)
    return parser


def _serve_platform(arguments: argparse.Namespace, words: Words) -> None:
    with exit_on_interrupt():
        from ndxp_mocks.cli.platform_choice import requested_platform
        from ndxp_mocks.serving.platforms import serve

    port = arguments.port
    platform = requested_platform(arguments.slug, arguments.fault, words)
    with ExitStack() as stack:
        try:
            served = stack.enter_context(serve(platform, port=port))
        except UnknownFault as error:
            known = ", ".join(error.known)
            raise BadUsage(words["unknown_fault"].format(name=error.name, known=known)) from error
        except OSError as error:
            raise BadUsage(words["cannot_listen"].format(port=port, reason=reason_of(error, words))) from error
        _introduce(served, words)
        _until_stopped(words)


def _serve_document(arguments: argparse.Namespace, words: Words) -> None:
    with exit_on_interrupt():
        from ndxp_mocks.cli.document_banner import introduction, signed_tokens, unserved_operations
        from ndxp_mocks.cli.document_command import start

    with ExitStack() as stack:
        served = start(arguments, words, stack)
        for line in introduction(served, words):
            print(line, flush=True)
        for line in signed_tokens(served, words):
            print(line, flush=True)
        for line in unserved_operations(
            served, words
        ):  # after all the rest, because it takes its time with a large document
            print(line, flush=True)
        _until_stopped(words)


def _introduce(served: "Served", words: Words) -> None:
    from ndxp_mocks.platform.dialect_lookup import entrance_of

    print(words["simulated"])
    print(f"{words['address']}: {served.base_url}")
    print(f"{words['plain_address']}: {served.plain_base_url}")
    print(f"{words['ca_file']}: {served.ca_file}")
    print(f"{words['token']}: {TOKEN}")
    if (entrance := entrance_of(served.platform.description)) is not None:
        print(f"{words['entrance']}: {served.url}{entrance}")
    print(f"{words['faults_of']}: {_joined(served.faults, words)}")


def _serve_fleet(arguments: argparse.Namespace, words: Words) -> None:
    with exit_on_interrupt():
        from ndxp_mocks.cli.platform_choice import list_summary, requested_list
        from ndxp_mocks.serving.fleet import start_fleet

    played = requested_list(arguments.list, words)
    with ExitStack() as stack:
        chosen = arguments.directory or Path(stack.enter_context(TemporaryDirectory(prefix="ndxp-mocks-fleet-")))
        try:
            fleet = stack.enter_context(start_fleet(chosen, arguments.seed, played.id))
        except OSError as error:
            raise BadUsage(words["cannot_write"].format(directory=chosen, reason=reason_of(error, words))) from error
        print(words["simulated"])
        print(list_summary(played, len(fleet.platforms), words))
        heading = (words["platform_column"], words["address_column"], words["faults_of"].upper())
        _print_table(
            heading, [(slug, each.base_url, _joined(each.faults, words)) for slug, each in fleet.platforms.items()]
        )
        print(f"{words['records']}: {fleet.directory / 'records'}")
        print(f"{words['ca_file']}: {fleet.ca_file}")
        _until_stopped(words)


def _serve_hub(arguments: argparse.Namespace, words: Words) -> None:
    with exit_on_interrupt():
        from ndxp_mocks.cli.hub_banner import introduction
        from ndxp_mocks.cli.hub_command import start

    with ExitStack() as stack:
        served = start(arguments, words, stack)
        for line in introduction(served, words, prefers_tls=arguments.tls):
            print(line)
        _until_stopped(words)


def _list_faults(form: str, words: Words, *, of_hub: bool) -> None:
    rows = _hub_fault_rows() if of_hub else [_fault_row(name) for name in sorted(known_faults())]
    if form == "json":
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    language = "vi" if words is WORDS["vi"] else "en"
    columns = ("layer", "rule") if of_hub else ("rule",)
    heading = (words["fault_column"], *(words[f"{name}_column"] for name in columns), words["description_column"])
    told = [(row["name"], *(row[name] or "" for name in columns), row["description"][language]) for row in rows]
    _print_table(heading, told)


def _hub_fault_rows() -> list[dict[str, Any]]:
    from ndxp_mocks.cli.hub_banner import fault_rows

    return fault_rows()


def _fault_row(name: str) -> dict[str, Any]:
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
