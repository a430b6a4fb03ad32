"""Text with separated values (RFC 4180) to a table: by comma, semicolon or tab, in UTF-8 or UTF-16."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from typing import Final

from compliance.loading.errors import NotUnderstood, Refused
from compliance.loading.tables.sheet import MOST_COLUMNS, MOST_ROWS, MOST_SIGNS, Sheet
from compliance.model.location import Location
from compliance.model.text import Message

_SEPARATORS: Final = ",;\t"
_WIDE: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LOOKED_AT: Final = 20


def read_separated(uri: str, content: bytes) -> Sheet:
    """Return the table in a text.

    Raises:
        NotUnderstood: it is in no encoding that is told surely, or no table.
        Refused: it has too many rows.
    """
    text = _decoded(uri, content)
    try:
        rows = tuple(_rows(uri, text))
    except csv.Error as error:
        raise NotUnderstood(Location(uri), Message.of("this is no table of separated values")) from error
    return Sheet("", rows)


def _decoded(uri: str, content: bytes) -> str:
    encoding = "utf-16" if content.startswith(_WIDE) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        template = (
            "the text is not UTF-8: save it in Excel as “CSV UTF-8 (Comma delimited)”, or give the workbook (.xlsx)"
        )
        raise NotUnderstood(Location(uri, line=line, column=1), Message.of(template)) from error


def _rows(uri: str, text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=_separator(text))
    start = 1
    for count, row in enumerate(reader):
        if count >= MOST_ROWS:
            template = "the table has more than {limit} rows; give it in parts"
            raise Refused(Location(uri, line=start, column=1), Message.of(template, limit=MOST_ROWS))
        yield start, tuple(cell[:MOST_SIGNS].strip() for cell in row[:MOST_COLUMNS])
        start = reader.line_num + 1


def _separator(text: str) -> str:
    """Return what separates most values at the beginning of a text; a comma where nothing does."""
    lines = text.splitlines()[:_LOOKED_AT]
    counted = Counter(sign for line in lines for sign in line if sign in _SEPARATORS)
    return max(_SEPARATORS, key=lambda sign: (counted[sign], sign == ","))
