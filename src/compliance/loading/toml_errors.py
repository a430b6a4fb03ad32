"""What the reader of TOML complains of, as sentences of ours in every language: its own are English."""

from collections.abc import Sequence
from typing import Final

from compliance.loading.errors import NotUnderstood
from compliance.model.location import Location
from compliance.model.pattern import late
from compliance.model.text import Message

_PLACE: Final = late(r"\(at line (\d+), column (\d+)\)$")
_ROWS: Final[Sequence[tuple[tuple[str, ...], Message]]] = (
    (("Expected '='",), Message.of("{file} is not TOML: a key needs = and a value")),
    (("Invalid value", "Invalid date", "hex value"), Message.of("{file} is not TOML: no value; put a text in quotes")),
    (("Unclosed array", "Unclosed inline"), Message.of("{file} is not TOML: a list or table is not closed")),
    (("Unterminated",), Message.of("{file} is not TOML: a text in quotes is not closed")),
    (("newline or end of document",), Message.of("{file} is not TOML: something stands behind the value")),
    (
        ("overwrite", "twice", "Duplicate", "redefine", "Cannot mutate"),
        Message.of("{file} is not TOML: a key or table is given twice"),
    ),
    (("Unescaped '\\'", "Escaped"), Message.of("{file} is not TOML: a backslash that means nothing; double it")),
    (("declaration",), Message.of("{file} is not TOML: the heading of a table is not closed: ] is expected")),
    (
        ("Illegal character", "invalid character", "Invalid statement", "Invalid initial"),
        Message.of("{file} is not TOML: no line begins or goes on with this character"),
    ),
)


def not_toml(file: str, error: ValueError) -> NotUnderstood:
    """Return the error of a file that cannot be read, with line and column where they are known."""
    if isinstance(error, UnicodeDecodeError):
        return NotUnderstood(Location(file), Message.of("{file} is not UTF-8 text", file=file))
    said = str(error)
    known = (message.template for parts, message in _ROWS if any(part in said for part in parts))
    template = next(known, Message.of("{file} is not TOML: it cannot be read here").template)
    place = _PLACE.search(said)
    named = f"{file}:{place[1]}:{place[2]}" if place else file
    return NotUnderstood(Location(file), Message.of(template, file=named))
