"""Whatever an editor sends to `compliance lsp`, the server ends or goes on, and says in a sentence what was wrong."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from tools.editor import PATIENCE

pytestmark = pytest.mark.usefixtures("sockets_and_processes")


def framed(message: Any) -> bytes:
    content = message if isinstance(message, bytes) else json.dumps(message).encode()
    return b"Content-Length: %d\r\n\r\n%b" % (len(content), content)


def opening(uri: str) -> bytes:
    text = {"uri": uri, "languageId": "yaml", "version": 1, "text": ""}
    return framed({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": text}})


ASKED = {"processId": None, "rootUri": None, "capabilities": {}}
HELLO = framed({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": ASKED})
LEAVE = framed({"jsonrpc": "2.0", "id": 2, "method": "shutdown"}) + framed({"jsonrpc": "2.0", "method": "exit"})
UNSOUND = "the editor sent something before a message that says nowhere how long it is"
TOO_LONG = "the editor sent a message of more than 134217728 bytes"
CUT = "the editor ended within a message"
NONE = "compliance: the editor sent a message that is none of the protocol (JSON-RPC 2.0)"


def served(sent: bytes, language: str = "en_US.UTF-8") -> tuple[int, str, list[str]]:
    """Return the exit status, standard error, and what was shown to the user of the editor."""
    environment = {**os.environ, "LANG": language}
    command = [sys.executable, "-m", "compliance.cli", "lsp"]
    done = subprocess.run(command, input=sent, capture_output=True, env=environment, timeout=PATIENCE, check=False)
    answers = [part[part.index(b"{") :] for part in done.stdout.split(b"Content-Length: ")[1:]]
    shown = [answer["params"]["message"] for answer in map(json.loads, answers) if "params" in answer]
    return done.returncode, done.stderr.decode(), shown


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        (b"Content-Length: 9999999999999999\r\n\r\n{}", TOO_LONG),
        (b"Content-Length: " + b"9" * 5_000 + b"\r\n\r\n{}", TOO_LONG),
        (b"Content-Length: -5\r\n\r\n{}", UNSOUND),
        (b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", UNSOUND),
        (b"X: 1\r\n\r\n{}", UNSOUND),
        (b"Content-Length: two\r\n\r\n{}", UNSOUND),
        (b"x" * 1_000_000, UNSOUND),
        (b"Content-Length: 200\r\n\r\n{}", CUT),
        (b"Content-Length: 200", CUT),
    ],
    ids=range(9),
)
def test_length_that_cannot_be_meant_ends_the_conversation(sent: bytes, told: str) -> None:
    assert served(HELLO + sent + LEAVE * (told != CUT)) == (2, f"compliance: {told}\n", [])


def test_length_is_found_however_it_is_written() -> None:
    lower = LEAVE.replace(b"Content-Length", b"content-length")
    typed = b"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n" + lower
    assert served(HELLO + b"Content-Length: 0\r\n\r\n" + typed) == (0, "", [])


@pytest.mark.parametrize("sent", [b"{]", b"[]", b"5", b"[" * 100_000, b"1" * 5_000, b'"\xff"'], ids=range(6))
def test_message_that_is_none_is_told_and_the_server_goes_on(sent: bytes) -> None:
    assert served(HELLO + framed(sent) + LEAVE) == (0, "", [NONE])


@pytest.mark.parametrize(("uri", "name"), [("file:///%00a", "/\\0a"), ("file:///\ud800.yaml", "/\ud800.yaml")])
def test_name_that_no_file_can_have_is_told(uri: str, name: str) -> None:
    assert served(HELLO + opening(uri) + LEAVE) == (0, "", [f"compliance: {name} is no name of a file"])


def test_it_is_told_in_the_language_of_the_user() -> None:
    assert served(b"X: 1\r\n\r\n", "vi_VN.UTF-8")[1].startswith("compliance: trình soạn thảo")
