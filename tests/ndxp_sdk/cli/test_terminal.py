"""What a terminal gets: colours, tables as wide as it is, a bar; and less where that is not to be had."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import SERVICE
from .servers import answering, listening

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of POSIX")
WITHOUT_RICH = "import sys; sys.modules['rich'] = None; from ndxp_sdk.cli import main; sys.exit(main(sys.argv[1:]))"


def on_terminal(folder: Path, *arguments: str, program: str = "", **environment: str) -> tuple[int, str]:
    """Exit status and what a terminal of 60 columns shows."""
    import pty

    begin = ("-c", program) if program else ("-m", "ndxp_sdk.cli")
    own, other = pty.openpty()
    known = {**os.environ, "TERM": "xterm", "COLUMNS": "60", "LANG": "C.UTF-8", **environment}
    known.pop("NO_COLOR", None) if "NO_COLOR" not in environment else None
    command = [sys.executable, *begin, *arguments]
    process = subprocess.Popen(command, cwd=folder, stdin=other, stdout=other, stderr=other, env=known)
    os.close(other)
    shown = b""
    try:
        while piece := os.read(own, 65_536):
            shown += piece
    except OSError:  # because that is how a terminal says that nobody writes any more
        pass
    os.close(own)
    return process.wait(), shown.decode("utf-8").replace("\r\n", "\n")


@pytest.fixture
def folder(write, hub) -> Path:
    return write(base_url=hub.url).parent


@pytest.fixture(autouse=True)
def _secret(run) -> None:
    """The environment of `run`, which the processes inherit."""


def test_states_have_colours_unless_nobody_wants_them(folder, dead_port) -> None:
    dead = ("doctor", "--base-url", f"http://127.0.0.1:{dead_port}")
    status, shown = on_terminal(folder, *dead)
    assert (status, "\x1b[32mok" in shown, "\x1b[31mFAILED" in shown, "\x1b[33mskipped" in shown) == (1, *[True] * 3)
    assert "\x1b[" not in on_terminal(folder, *dead, "--no-color")[1]
    assert "\x1b[" not in on_terminal(folder, *dead, NO_COLOR="1")[1]


def test_tables_are_as_wide_as_the_terminal(folder) -> None:
    _, shown = on_terminal(folder, "services", "list")
    assert max(map(len, shown.splitlines())) <= 60
    assert "─" in shown


def test_without_rich_tables_are_plain(folder) -> None:
    status, shown = on_terminal(folder, "services", "list", program=WITHOUT_RICH)
    assert (status, shown.startswith("SERVICE "), SERVICE in shown) == (0, True, True)


def test_a_body_on_a_terminal_is_text_that_cannot_steer_it(write, run) -> None:
    del run
    with listening(answering("200 OK", body=b"\x1b[2Jgone\x9b")) as port:
        folder = write(base_url=f"http://127.0.0.1:{port}", credential="", more='dialect = "direct"').parent
        status, shown = on_terminal(folder, "call", SERVICE, "GET", "/x")
    assert (status, "\\u001b[2Jgone" in shown, "\x1b" in shown) == (0, True, False)
