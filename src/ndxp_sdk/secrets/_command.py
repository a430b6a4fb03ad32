"""Run a program and take what it prints, within a time and a size; as data, because a traceback could show it."""

import os
import shlex
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess


def words_of(line: str) -> list[str]:
    """Split a command into words. None if a quote is open.

    On Windows a backslash is part of a path and quotes only hold a word together.
    """
    try:
        words = shlex.split(line, posix=os.name == "posix")
    except ValueError:
        return []
    return words if os.name == "posix" else [word.strip('"') for word in words]


def output(words: list[str], seconds: float, longest: int) -> tuple[bytes, str]:
    """Return what a program prints, up to one byte more than `longest`, and what is wrong with it."""
    import subprocess  # noqa: PLC0415 - only for secrets that a command gives

    chunks: list[bytes] = []
    try:
        process = subprocess.Popen(  # noqa: S603 - no shell; the command is the user's own setting
            words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError as error:
        return b"", f"does not start ({error.strerror})"
    # because a thread can be left behind where a grandchild keeps the pipe open
    reader = threading.Thread(target=_drain, args=(process, chunks, longest + 1), daemon=True)
    reader.start()
    reader.join(seconds)
    raw = None if reader.is_alive() else b"".join(chunks)
    if raw is None or len(raw) > longest:
        process.kill()
    status = _status(process, seconds)
    if raw is None:
        return b"", f"gives nothing within {seconds:g} s"
    return (b"", f"ends with status {status}") if status and len(raw) <= longest else (raw, "")


def _drain(process: "subprocess.Popen[bytes]", chunks: list[bytes], most: int) -> None:
    if process.stdout is not None:
        with process.stdout as stream:
            chunks.append(stream.read(most))


def _status(process: "subprocess.Popen[bytes]", seconds: float) -> int:
    watch = threading.Timer(seconds, process.kill)
    watch.start()
    try:
        return process.wait()
    finally:
        watch.cancel()
