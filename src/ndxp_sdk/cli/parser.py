"""argparse as this command line wants it: usage on standard error, what was probably meant, every word translated."""

import argparse
import gettext
import os
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from functools import partial
from typing import Any, NoReturn

from ndxp_sdk.cli.exit_status import USAGE
from ndxp_sdk.locale import DIRECTORY, DOMAIN, Language, Words


class Parser(argparse.ArgumentParser):
    """A parser that exits with 64 on bad usage: 2 means an unknown outcome. Options are written out in full."""

    def __init__(self, *, words: Words, **settings: Any) -> None:
        self.words = words
        super().__init__(**{**settings, "allow_abbrev": False})

    def add_subparsers(self, **settings: Any) -> Any:
        """Add parsers below this one, which speak its language."""
        return super().add_subparsers(**{**settings, "parser_class": partial(type(self), words=self.words)})

    def error(self, message: str) -> NoReturn:
        """Usage and complaint, both on standard error: standard output is for results."""
        from ndxp_sdk.cli.output import note

        note(self.format_usage().rstrip("\n"))
        note(f"{self.prog}: {message}")
        raise SystemExit(USAGE)

    def _print_message(self, message: str, file: Any = None) -> None:
        if message:
            (file or sys.stdout).write(message)  # unlike argparse, which hides that nobody could read the help

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        choices = action.choices
        if choices is None or value in choices:
            return
        raise argparse.ArgumentError(action, self._unknown_choice(str(value), [str(each) for each in choices]))

    def _unknown_choice(self, value: str, choices: Sequence[str]) -> str:
        known = ", ".join(choices)
        told = self.words("invalid choice: {found} (choose from {known})", found=repr(value), known=known)
        return told + self._meant(value, choices)

    def _meant(self, value: str, known: Collection[str]) -> str:
        near = get_close_matches(value, known, 1)
        return "; " + self.words("did you mean {near}?", near=near[0]) if near else ""

    def refuse_unknown_options(self, arguments: Sequence[str]) -> None:
        """Complain of the first unknown option, before argparse takes its value for something else."""
        known = self._options()
        for each in arguments[: arguments.index("--") if "--" in arguments else None]:
            name = each.partition("=")[0]
            if name.startswith("--") and name not in known and name.isprintable():
                speaker = self._speaker(arguments)
                speaker.error(self.words("there is no option {name}", name=name) + self._meant(name, known))

    def _options(self) -> set[str]:
        return {name for parser in tree(self) for name in parser._option_string_actions}  # noqa: SLF001 - of this class

    def _speaker(self, arguments: Sequence[str]) -> "Parser":
        """Return the parser of the command that is meant, or of its verb."""
        speaker = self
        for each in arguments:
            speaker = _commands(speaker).get(each, speaker)
        return speaker


def tree(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """Yield the parser and those below it."""
    yield parser
    for each in dict.fromkeys(_commands(parser).values()):
        yield from tree(each)


def translate(parser: argparse.ArgumentParser, words: Words) -> None:
    """Translate the names of values in usage and help."""
    for each in tree(parser):
        for action in each._actions:  # noqa: SLF001 - argparse has no public list
            if isinstance(action.metavar, str) and not isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
                action.metavar = words(action.metavar)


@contextmanager
def argparse_in(language: Language) -> Iterator[None]:
    """Let argparse speak our language: it asks gettext for its own words, which stand in our catalogue too."""
    domain, asked = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain(DOMAIN, DIRECTORY)
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language
    try:
        yield
    finally:
        gettext.textdomain(domain)
        if asked is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = asked


def _commands(parser: argparse.ArgumentParser) -> dict[str, Any]:
    for action in parser._actions:  # noqa: SLF001 - argparse has no public list
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - the same
            return action.choices
    return {}
