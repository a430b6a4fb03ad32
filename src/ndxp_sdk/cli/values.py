"""Reads the values of options: numbers above 0, names of files."""

from argparse import ArgumentTypeError
from collections.abc import Callable
from pathlib import Path

from ndxp_sdk.locale import Words


def positive(words: Words) -> Callable[[str], float]:
    """Return a reader of a number above 0."""

    def read(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = 0.0
        if 0 < value < float("inf"):
            return value
        raise ArgumentTypeError(words("{found} is no number above 0", found=repr(text[:40])))

    return read


def positive_integer(words: Words) -> Callable[[str], int]:
    """Return a reader of a whole number above 0."""

    def read(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            value = 0
        if value > 0:
            return value
        raise ArgumentTypeError(words("{found} is no whole number above 0", found=repr(text[:40])))

    return read


def file_name(words: Words) -> Callable[[str], Path]:
    """Return a reader of the name of a file or folder of this machine."""

    def read(text: str) -> Path:
        if "://" in text:
            raise ArgumentTypeError(words("{found} is an address, a file of this machine is expected", found=text[:80]))
        if not text or "\0" in text:
            raise ArgumentTypeError(words("{found} is the name of no file", found=repr(text[:40])))
        return Path(text)

    return read
