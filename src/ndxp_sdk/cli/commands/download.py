"""`ndxp download`: the files of a transfer, or one file of the hub, whole or not at all."""

import re
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ndxp_sdk.cli.connection import client_of
from ndxp_sdk.cli.failures import Failure
from ndxp_sdk.cli.files import make_folder
from ndxp_sdk.cli.output import note, say, say_json
from ndxp_sdk.cli.progress import Advance, progress
from ndxp_sdk.cli.values import file_name
from ndxp_sdk.errors import MaybeSent
from ndxp_sdk.locale import Words

if TYPE_CHECKING:
    from ndxp_sdk import Client

HELP: Final = "receive the files of a transfer; what was torn goes on where it ended"
_OF_TRANSFER: Final = re.compile(r"/exchange/v1/transfers/([^/]+)/files/([A-Za-z0-9_-][A-Za-z0-9._-]*)")


def configure(parser: ArgumentParser, words: Words) -> None:
    source = words("the id of a transfer, or the path of a file at the hub (/exchange/v1/…)")
    parser.add_argument("source", metavar=words("TRANSFER|PATH"), help=source)
    folder = words("the folder for the files; it is made if need be")
    parser.add_argument("folder", type=file_name(words), metavar=words("FOLDER"), help=folder)
    confirm = words("confirm to the sender that all files have arrived")
    parser.add_argument("--acknowledge", action="store_true", help=confirm)


def run(options: Namespace, words: Words) -> int:
    if options.acknowledge and options.source.startswith("/"):
        raise Failure("--acknowledge is about a whole transfer: give its id")
    if str(options.folder) == "-":
        raise Failure("files are written into a folder, not to standard output: name one")
    make_folder(options.folder)
    try:
        with client_of(options) as client, progress(words("receiving"), is_shown=not options.as_json) as advance:
            paths = _received(client, options, advance)
            if options.acknowledge:
                client.exchange.transfers.acknowledge(client.exchange.transfers.get(options.source))
    except (KeyboardInterrupt, MaybeSent):
        note(words("what was received is kept: the same command goes on from there"))
        raise
    if options.as_json:
        say_json({"files": [{"path": str(path), "size": path.stat().st_size} for path in paths]})
    else:
        for path in paths:
            say(words("{file}: {count} bytes, whole", file=str(path), count=path.stat().st_size))
    return 0


def _received(client: "Client", options: Namespace, advance: Advance | None) -> tuple[Path, ...]:
    transfers = client.exchange.transfers
    if not options.source.startswith("/"):
        return transfers.download(options.source, options.folder, progress=advance)
    found = _OF_TRANSFER.fullmatch(options.source)
    if found is None:
        raise Failure(
            "{path} is no file of a transfer: /exchange/v1/transfers/ID/files/NAME is expected",
            path=options.source[:80],
        )
    return (transfers.download_file(found[1], found[2], options.folder / found[2], progress=advance),)
