"""Where runs are kept: a file for SQLite, or the address of a PostgreSQL database."""

import os
import re
import sys
from pathlib import Path
from typing import Final

from compliance.history.errors import HistoryUnusable
from compliance.model.dataclass import dataclass, replace
from compliance.model.text import Message

BUSY: Final = 30.0
"""Seconds for which a write waits while another program writes."""
_REFERENCES: Final = ("env:", "file:", "cmd:")
_ADDRESS: Final = re.compile(r"[a-z][a-z0-9+]*://", re.IGNORECASE)
_POSTGRES: Final = ("postgresql+psycopg://", "postgresql://", "postgres://")
_USUAL: Final = "usual"
_FILE: Final = "history.sqlite"
_QUERY: Final = re.compile(r"[?&](?:password|passfile|sslpassword)=", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HistoryPlace:
    """What a user wrote: a file, an address without a password, a reference to an address, or `usual`.

    `usual` is the file in the folder that the system has for data of programs of this user.
    """

    text: str

    @classmethod
    def usual(cls) -> "HistoryPlace":
        return cls(_USUAL)

    @property
    def is_secret(self) -> bool:
        """Whether it only says where the address is, because that holds a password."""
        return self.text.startswith(_REFERENCES)

    @property
    def is_address(self) -> bool:
        """Whether it is the address of a database on a server."""
        return _ADDRESS.match(self.text) is not None

    @property
    def file(self) -> Path:
        """The file, where it is one."""
        return data_folder() / _FILE if self.text == _USUAL else Path(self.text)

    @property
    def shown(self) -> str:
        """The place for people, without anything secret."""
        return self.text if self.is_secret or self.is_address else str(self.file)

    def beside(self, folder: str) -> "HistoryPlace":
        """Return the same, with a relative file meant from a folder."""
        if self.is_address or self.is_secret or self.text == _USUAL:
            return self
        return replace(self, text=os.path.join(folder, self.text))  # noqa: PTH118 - because both are texts


def read_place(text: str) -> HistoryPlace:
    """Parse what a user wrote; raises `HistoryUnusable` with words that repeat no password."""
    given = HistoryPlace(text.strip())
    if given.is_secret:
        return given
    if not given.text:
        raise HistoryUnusable(Message.of("a history is a file, or the address of a PostgreSQL database"))
    if given.is_address:
        _refuse_password(given.text)
        database_address(given.text)
    return given


def database_address(text: str) -> str:
    """Return an address as the library wants it; raises `HistoryUnusable` for one of another kind of database."""
    scheme = next((scheme for scheme in _POSTGRES if text.lower().startswith(scheme)), None)
    if scheme is None:
        template = "a history at an address is kept by PostgreSQL: write postgresql+psycopg://USER@HOST/DATABASE"
        raise HistoryUnusable(Message.of(template))
    return _POSTGRES[0] + text[len(scheme) :]


def _refuse_password(address: str) -> None:
    user = address.partition("://")[2].partition("/")[0].rpartition("@")[0]
    if ":" in user or _QUERY.search(address):
        template = (
            "an address with a password is given by reference, so that nobody sees it: env:NAME, file:PATH or "
            "cmd:PROGRAM, where the whole address stands"
        )
        raise HistoryUnusable(Message.of(template))


def data_folder() -> Path:
    """Return the folder for data of this program of this user, by the custom of the system.

    XDG_DATA_HOME on Linux, ~/Library/Application Support on macOS, %LOCALAPPDATA% on Windows.
    """
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "compliance"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "compliance"
    given = os.environ.get("XDG_DATA_HOME", "")
    return (Path(given) if os.path.isabs(given) else Path.home() / ".local" / "share") / "compliance"  # noqa: PTH117
