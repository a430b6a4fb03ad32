"""A workbook of Excel (ECMA-376, .xlsx) to its tables: texts and numbers as they are kept; formulas are not run.

A workbook is a ZIP file of XML files, which the standard library and the reader of XML here open. Sizes are limited
before anything is unpacked, and what is unpacked is counted once more.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from posixpath import normpath
from typing import Final

from compliance.loading.errors import NotUnderstood, Refused
from compliance.loading.limits import Limits
from compliance.loading.syntax.xml import parse_xml
from compliance.loading.tables.sheet import MOST_COLUMNS, MOST_ROWS, MOST_SIGNS, Sheet
from compliance.model.location import Location
from compliance.model.pattern import late
from compliance.model.text import Message
from compliance.model.xml.element import Element

ZIP: Final = b"PK\x03\x04"
OLD: Final = b"\xd0\xcf\x11\xe0"
"""How a workbook begins, and one of Excel before 2007, or one with a password."""

_BOOK: Final = "xl/workbook.xml"
_RELATED: Final = "xl/_rels/workbook.xml.rels"
_STRINGS: Final = "xl/sharedStrings.xml"
_MOST_SHEETS: Final = 50
_MOST_UNPACKED: Final = 64 * 1024 * 1024
_LIMITS: Final = Limits(depth=50)
_CELL: Final = late(r"([A-Z]{1,3})[0-9]{1,7}")
_RELATION: Final = re.compile(r"\}id$|^id$")


def read_workbook(uri: str, content: bytes) -> Iterator[Sheet]:
    """Yield the tables of a workbook, in its order.

    Raises:
        NotUnderstood: it is no workbook, or none of a form that is read.
        Refused: it is too large, unpacks to too much, or reaches for something.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            yield from _Workbook(uri, archive).sheets()
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise NotUnderstood(Location(uri), Message.of("this is no workbook that can be opened")) from error


class _Workbook:
    def __init__(self, uri: str, archive: zipfile.ZipFile) -> None:
        self._uri = uri
        self._archive = archive
        self._members: Mapping[str, zipfile.ZipInfo] = {info.filename: info for info in archive.infolist()}
        self._left = _MOST_UNPACKED

    def sheets(self) -> Iterator[Sheet]:
        if _BOOK not in self._members:
            template = "this archive is no workbook of Excel (.xlsx); save the table as .xlsx or as CSV in UTF-8"
            raise NotUnderstood(Location(self._uri), Message.of(template))
        strings = tuple(map(_text, self._tree(_STRINGS).children)) if _STRINGS in self._members else ()
        for name, member in self._named()[:_MOST_SHEETS]:
            yield Sheet(name, tuple(self._rows(member, strings)))

    def _named(self) -> Sequence[tuple[str, str]]:
        """Return the sheets by name, with the member in which each lies."""
        related = self._tree(_RELATED).children if _RELATED in self._members else ()
        targets = {each.attributes.get("Id", ""): each.attributes.get("Target", "") for each in related}
        named = (each for each in self._tree(_BOOK).descendants() if each.local == "sheet")
        found = ((each.name, _member(targets.get(_relation(each), ""))) for each in named)
        return [(name, member) for name, member in found if member in self._members]

    def _rows(self, member: str, strings: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
        rows = (each for each in self._tree(member).descendants() if each.local == "row")
        for count, row in enumerate(rows, 1):
            if count > MOST_ROWS:
                template = "the table has more than {limit} rows; give it in parts"
                raise Refused(Location(self._uri), Message.of(template, limit=MOST_ROWS))
            number = row.attributes.get("r", "")
            yield int(number) if number.isdecimal() and len(number) < 8 else count, _cells(row, strings)

    def _tree(self, member: str) -> Element:
        parsed = parse_xml(f"{self._uri}#{member}", self._bytes(self._members[member]), _LIMITS)
        if not isinstance(parsed.tree, Element):
            raise NotUnderstood(Location(self._uri), Message.of("this is no workbook that can be opened"))
        return parsed.tree

    def _bytes(self, info: zipfile.ZipInfo) -> bytes:
        """Return a member; the size that the archive states is not trusted, but refused where it is too much."""
        if info.file_size <= self._left:
            with self._archive.open(info) as file:
                content = file.read(self._left + 1)
            self._left -= len(content)
            if self._left >= 0:
                return content
        template = "the workbook unpacks to more than {limit} bytes; give the table alone, as CSV in UTF-8"
        raise Refused(Location(self._uri), Message.of(template, limit=_MOST_UNPACKED))


def _member(target: str) -> str:
    """Return the member that a relation of the workbook names, from its folder or from the top."""
    return normpath(target.lstrip("/") if target.startswith("/") else f"xl/{target}")


def _relation(sheet: Element) -> str:
    return next((value for key, value in sheet.attributes.items() if _RELATION.search(key)), "")


def _cells(row: Element, strings: Sequence[str]) -> tuple[str, ...]:
    """Return the cells of a row at their columns, empty where the row has none."""
    found: dict[int, str] = {}
    at = 0
    for cell in row.children:
        at = _column(cell.attributes.get("r", ""), at)
        if cell.local == "c" and at < MOST_COLUMNS:
            found[at] = _value(cell, strings)[:MOST_SIGNS].strip()
        at += 1
    return tuple(found.get(index, "") for index in range(max(found, default=-1) + 1))


def _column(reference: str, following: int) -> int:
    """Return the column, from 0, that a reference such as `AB12` names; the following one if it names none."""
    named = _CELL.fullmatch(reference)
    if named is None:
        return following
    column = 0
    for letter in named[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _value(cell: Element, strings: Sequence[str]) -> str:
    if cell.attributes.get("t") == "inlineStr":
        return _text(cell)
    value = next((each.text for each in cell.children if each.local == "v"), "")
    if cell.attributes.get("t") != "s":
        return value
    return strings[int(value)] if value.isdecimal() and len(value) < 9 and int(value) < len(strings) else ""


def _text(element: Element) -> str:
    """Return the text of a string, of all its runs; how it is read aloud is no part of it."""
    runs = (each for each in element.descendants() if each.local == "t" and not _is_phonetic(each))
    return " ".join(each.text for each in runs if each.text)


def _is_phonetic(run: Element) -> bool:
    return run.parent is not None and run.parent.local == "rPh"
