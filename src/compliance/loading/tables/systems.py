"""A table of systems that somebody keeps to the systems in it, by the headings of its columns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from compliance.loading.errors import Fault, NotUnderstood
from compliance.loading.facts.specs import read_spec
from compliance.loading.tables.sheet import Sheet
from compliance.model.codelist import fold, plain
from compliance.model.location import Location
from compliance.model.overlap import System
from compliance.model.pattern import late
from compliance.model.text import Message

_WORD: Final = late(r"\w+")
_BRACKETED: Final = late(r"\([^()]*\)|\[[^\[\]]*\]")
_NAME: Final = "name"
_LAST_HEADING: Final = 30
_MOST_SHOWN: Final = 10


def read_systems(uri: str, sheets: Iterable[Sheet]) -> Iterator[System | Fault]:
    """Yield the systems of the first table that has a column of names; a row that gives all but a name is a fault.

    Raises:
        NotUnderstood: no row near the beginning has the heading of a column of names.
    """
    seen: list[str] = []
    for sheet in sheets:
        for index, (_, cells) in enumerate(sheet.rows[:_LAST_HEADING]):
            columns = _columns(cells)
            if _NAME in columns and len([cell for cell in cells if cell]) > 1:
                yield from _systems(uri, sheet, index + 1, columns)
                return
            seen += [cell for cell in cells if cell]
    shown = ", ".join(dict.fromkeys(cell[:40] for cell in seen[:_MOST_SHOWN])) or "-"
    template = (
        "no column of names was found in the first {limit} rows; its heading is one of {known}, and a column of "
        "owners or purposes stands beside it; found: {found}"
    )
    known = ", ".join(f"“{each}”" for each in ("Tên hệ thống", "Tên nền tảng", "Tên phần mềm", "Name"))
    raise NotUnderstood(Location(uri), Message.of(template, limit=_LAST_HEADING, known=known, found=shown))


def _systems(uri: str, sheet: Sheet, first: int, columns: Mapping[str, int]) -> Iterator[System | Fault]:
    named = f"{uri}#{sheet.name}" if sheet.name else uri
    for number, cells in sheet.rows[first:]:
        said = {code: " ".join(cells[at].split()) for code, at in columns.items() if at < len(cells)}
        at = Location(named, line=number, column=columns[_NAME] + 1)
        if name := said.get(_NAME):
            yield System(name, said.get("owner") or None, said.get("purpose") or None, at, said.get("field") or None)
        elif any(said.values()):
            yield at, Message.of("the row gives no name of a system")


def _columns(cells: Sequence[str]) -> Mapping[str, int]:
    """Return which column is of what, of two that say the same the first."""
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        if code := _meant(cell):
            found.setdefault(code, at)
    return found


def _meant(heading: str) -> str | None:
    """Return what a heading means; what it says in brackets is left out."""
    return _phrases().get(" ".join(_WORD.findall(plain(fold(_BRACKETED.sub(" ", heading))))))


@cache
def _phrases() -> Mapping[str, str]:
    rows = read_spec("codelists/system-columns.yaml")["entries"]
    return {plain(fold(phrase)): row["code"] for row in rows for phrase in row["phrases"]}
