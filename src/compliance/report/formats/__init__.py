"""The formats of a report: each module or package in here is one, found by its name."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, TypeAlias, cast

from compliance.model.members import members

if TYPE_CHECKING:
    from compliance.locale import Translator
    from compliance.model.remedy import Remedy
    from compliance.model.report import Report
    from compliance.model.text import Message
    from compliance.report.context import ReportContext
    from compliance.report.notes import Notes

Reporter: TypeAlias = "Callable[[Report, ReportContext], str | bytes]"
NotesWriter: TypeAlias = "Callable[[Notes, Translator], str]"


class NotThisReport(Exception):
    """A format cannot hold a report; the message says why, `remedy` what would help, None if nothing would."""

    def __init__(self, message: "Message", remedy: "Remedy | None" = None) -> None:
        super().__init__(str(message))
        self.message, self.remedy = message, remedy


class Format(Protocol):
    """A module in `formats`."""

    @property
    def EXTENSION(self) -> str:  # noqa: N802 - a constant of the module
        """The end of the name of a file of this format, without the dot."""

    @property
    def write(self) -> Reporter:
        """The whole report in this format, text or bytes; raises `NotThisReport` if the format cannot hold it."""


class NotesFormat(Format, Protocol):
    """A module in `formats` for pipelines: it writes notes on anything, those on a report too."""

    @property
    def write_notes(self) -> NotesWriter:
        """The notes in this format, in the language of the translator."""


def names() -> tuple[str, ...]:
    """Return the names of all formats. Nothing is imported: a choice on the command line costs no template engine."""
    found = members(__path__)
    return tuple(sorted((*found.modules, *found.packages)))


def named(name: str) -> Format:
    """Return the format of one of `names()`."""
    return cast("Format", import_module(f"{__name__}.{name}"))


def of_notes(name: str) -> NotesFormat | None:
    """Return the format of one of `names()` if it writes notes on anything, None if it writes reports only."""
    try:
        found = named(name)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "compliance":
            raise
        # because what writes notes writes text, and needs no library that may not be installed
        return None
    return cast("NotesFormat", found) if hasattr(found, "write_notes") else None


def is_binary(name: str) -> bool:
    """Return whether a format of `names()` gives bytes that are no text."""
    return bool(getattr(named(name), "IS_BINARY", False))


def is_paper(name: str) -> bool:
    """Return whether a format of `names()` is a paper that an owner may get of its platforms alone."""
    return bool(getattr(named(name), "IS_PAPER", False))


def formats() -> dict[str, Format]:
    """Return all formats by name."""
    return {name: named(name) for name in names()}
