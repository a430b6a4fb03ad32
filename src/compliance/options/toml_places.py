"""The errors of settings, and in which line one stands: the reader of TOML does not keep it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from compliance.actions.errors import UsageError
from compliance.model.pattern import late
from compliance.model.text import Message

_HEADING: Final = late(r"\s*\[\s*([\w.\s-]+?)\s*\]\s*(#.*)?")
_OURS: Final = {"pyproject.toml": "tool.compliance"}


def wrong(template: str, **parameters: str) -> UsageError:
    """Make the error of a setting."""
    return UsageError(Message.of(template, **parameters))


def place_of(file: str, key: str) -> str:
    """Return `file:line` of a setting, as editors open it; only the file if the line is not found."""
    line = line_of(file, key)
    return file if line is None else f"{file}:{line}"


def line_of(file: str, key: str) -> int | None:
    """Return the line of a setting, counted from 1; None if it cannot be told, as of one in a table on one line."""
    try:
        text = Path(file).read_text("utf-8")
    except (OSError, ValueError):
        return None
    named = re.compile(rf"""\s*(["']?){re.escape(key)}\1\s*=""")
    return next((number for number, line in _lines(text, _OURS.get(Path(file).name, "")) if named.match(line)), None)


def _lines(text: str, wanted: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a table with their numbers; those before the first heading belong to the table ""."""
    table = ""
    for number, line in enumerate(text.split("\n"), 1):
        if (heading := _HEADING.fullmatch(line)) is not None:
            table = re.sub(r"\s", "", heading[1])
        elif table == wanted:
            yield number, line
