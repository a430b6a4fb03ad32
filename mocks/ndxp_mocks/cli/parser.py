"""Parser of the command line of ndxp-mocks, in the language of the user."""

import argparse
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, Final, NoReturn

from ndxp_mocks.messages import COMPLAINTS_IN_VIETNAMESE, WORDS, language_of

Words = Mapping[str, str]
_HIGHEST_PORT: Final = 65535


class BadUsage(Exception):
    """The command was called in a way that cannot be served."""


class Parser(argparse.ArgumentParser):
    """A parser that speaks the language of the words, also where argparse would speak English by itself."""

    def __init__(self, *, words: Words, **given: Any) -> None:
        super().__init__(add_help=False, formatter_class=partial(_Layout, words), **given)
        self._words = words
        self.options = self.add_argument_group(words["options"])
        self.options.add_argument("-h", "--help", action="help", help=words["help"])
        self.options.add_argument("--lang", choices=sorted(WORDS), default=argparse.SUPPRESS, help=words["lang"])

    def print_help(self, file: Any = None) -> None:
        print(self.format_help(), end="", file=file)  # because argparse swallows it

    def error(self, message: str) -> NoReturn:
        raise BadUsage(_complaint(message) if self._words is WORDS["vi"] else message)


def early_language(given: Sequence[str]) -> str:
    """Return the language that a command line asks for, which help and errors are written in while it is parsed."""
    early = argparse.ArgumentParser(add_help=False, exit_on_error=False, allow_abbrev=False)
    early.add_argument("--lang")
    with suppress(argparse.ArgumentError):
        asked = early.parse_known_args(given)[0].lang
        if asked in WORDS:
            return str(asked)
    return language_of(os.environ)


class _Layout(argparse.HelpFormatter):
    def __init__(self, words: Words, prog: str) -> None:
        super().__init__(prog)
        self._words = words

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, self._words["usage"] if prefix is None else prefix)


def port_of(words: Words) -> Callable[[str], int]:
    """Return a parser of ports that complains in the language of the words."""

    def read(text: str) -> int:
        # isascii, because digits of other scripts are digits too.
        if text.isascii() and text.isdigit() and len(text) <= 5 and int(text) <= _HIGHEST_PORT:
            return int(text)
        raise argparse.ArgumentTypeError(words["port_range"].format(given=repr(text), highest=_HIGHEST_PORT))

    return read


def _complaint(message: str) -> str:
    for english, vietnamese in COMPLAINTS_IN_VIETNAMESE.items():
        message = message.replace(english, vietnamese)
    return message
