"""One editor served on standard input and output."""

import logging
import os
import sys
from contextlib import redirect_stdout
from typing import BinaryIO, cast

from compliance.actions.errors import InputError
from compliance.lsp.framing import Incoming
from compliance.lsp.server import make_server
from compliance.lsp.settings import Load
from compliance.model.language import Language


def serve(load: Load, language: Language) -> bool:
    """Serve one editor on standard input and output until it leaves; returns whether it took leave (LSP 3.17, exit).

    Raises:
        InputError: what the editor sent cannot be told apart as messages from some place on.
    """
    if not os.environ.get("COMPLIANCE_DEBUG"):
        logging.getLogger("pygls").addHandler(logging.NullHandler())
        logging.getLogger("pygls").propagate = False
    server = make_server(load, language)
    # because one stray word on standard output would end the conversation
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out, redirect_stdout(sys.stderr):
        incoming = Incoming(sys.stdin.buffer)
        server.start_io(cast("BinaryIO", incoming), out)  # because no more of one is asked for than that
    if incoming.broken is not None:
        raise InputError(incoming.broken)
    return server.bench.is_closed
