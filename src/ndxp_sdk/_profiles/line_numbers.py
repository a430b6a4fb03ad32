"""On which line of a TOML file a setting stands, as far as a look at its lines tells."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

Keys = tuple[str, ...]
_HEADER: Final = re.compile(r"\s*\[\[?\s*(?P<keys>[^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY: Final = r"(?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')"
_SETTING: Final = re.compile(rf"\s*(?P<keys>{_KEY}(?:\s*\.\s*{_KEY})*)\s*=(?P<value>.*)$")
_PART: Final = re.compile(_KEY)


def lines_of(text: str) -> Mapping[Keys, int]:
    """Return the line, from 1, of each table and of each setting that begins a line."""
    found: dict[Keys, int] = {}
    for number, keys in _stands(text):
        found.setdefault(keys, number)
    return found


def _stands(text: str) -> Iterator[tuple[int, Keys]]:
    table: Keys = ()
    fence = ""
    for number, line in enumerate(text.splitlines(), 1):
        if fence:
            fence = "" if fence in line else fence
            continue
        if header := _HEADER.match(line):
            table = _parts(header["keys"])
            yield number, table
        elif setting := _SETTING.match(line):
            yield number, table + _parts(setting["keys"])
            fence = _opened(setting["value"])


def _opened(value: str) -> str:
    """Return the quotes of a text over several lines that begins here and does not end here."""
    return next((quotes for quotes in ('"""', "'''") if value.count(quotes) == 1), "")


def _parts(keys: str) -> Keys:
    return tuple(part.strip("\"'") for part in _PART.findall(keys))
