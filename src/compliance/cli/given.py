"""What the command line names to be read: paths and addresses as they are, `-` for standard input."""

import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

from compliance.actions.errors import UsageError
from compliance.loading.limits import DEFAULT_LIMITS
from compliance.locale import Translator
from compliance.model.source import SourceText
from compliance.model.text import Message

_STANDARD_INPUT: Final = "-"
_FETCHING: Final = ("--ca", "--timeout", "--allow-private", "--proxy")


def given(names: Iterable[str], words: Translator) -> Iterator[str | SourceText]:
    """Yield what is to be read; standard input is read at once, a byte further than is allowed."""
    for name in dict.fromkeys(names):
        if name == _STANDARD_INPUT:
            content = standard_input().read(DEFAULT_LIMITS.file_size + 1)
            yield SourceText(words("standard input"), content)
        else:
            yield name


def standard_input() -> BinaryIO:
    """Return standard input; raises `UsageError` where the command was started without any (`<&-`)."""
    if sys.stdin is None:
        raise UsageError(Message.of("standard input is closed, so that nothing can be read from it"))
    return sys.stdin.buffer


def targets(options: Namespace, words: Translator) -> tuple[str | SourceText, ...]:
    """Return the targets that were named, and all of the registry where that was asked for."""
    from compliance.loading.facts.platforms import slugs  # because it brings what reads YAML

    return (*given(options.target, words), *(slugs() if options.all else ()))


def refuse_idle_options(options: Namespace, names: Iterable[str]) -> None:
    """Refuse options for fetching, where nothing may be fetched and nobody would notice that they do nothing."""
    if options.remote_refs or any("://" in name for name in names):
        return
    for option in _FETCHING:
        if option in options.given:
            template = "{option} would do nothing: it is for what is fetched, from an address or with --remote-refs"
            raise UsageError(Message.of(template, option=option))
