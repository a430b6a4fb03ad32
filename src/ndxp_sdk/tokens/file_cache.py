"""Tokens in files, so that the processes of one user ask for one token together. Used only when given to a client.

One file per token, readable by its owner alone (mode 0600 in a folder of 0700) and **not encrypted**: whoever can read
the files of this user can use the tokens until they expire. On Windows the folder of the user's profile protects them.
"""

import hashlib
import json
import os
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, astuple, dataclass
from math import inf
from pathlib import Path
from typing import Any, Final

from ndxp_sdk._files.lock import FileLock
from ndxp_sdk._oauth.steps import Flow, Pause
from ndxp_sdk._oauth.token import Token
from ndxp_sdk._validators import PATH_OR_NONE, expanded
from ndxp_sdk.errors import InvalidConfiguration
from ndxp_sdk.secrets import Secret

VERSION: Final = 1
PATIENCE: Final = 20.0
LONGEST: Final = 65_536
_OTHERS: Final = 0o077
_TIMES: Final = ("obtained_at", "renew_at", "usable_until")


@dataclass(frozen=True, slots=True)
class CacheKey:
    """The key under which equal token requests share a token."""

    issuer: str
    client: str
    scope: str
    agreement_id: str
    purpose_id: str
    binding: str

    @property
    def name(self) -> str:
        """The name of its file."""
        return hashlib.sha256(json.dumps(astuple(self)).encode()).hexdigest()[:40]


class FileCache:
    """A folder of tokens. Without `folder` it is `ndxp/tokens` in the cache folder of the user."""

    __slots__ = ("folder",)

    def __init__(self, folder: Path | str | None = None) -> None:
        if not PATH_OR_NONE.fits(folder):
            raise InvalidConfiguration(PATH_OR_NONE.told("FileCache.folder", folder))
        self.folder: Path = user_folder() / "ndxp" / "tokens" if folder is None else expanded(folder)
        if self.folder.parts[:1] and self.folder.parts[0].startswith("~"):
            raise InvalidConfiguration("FileCache.folder begins with ~, and no home folder is known for it")

    def __repr__(self) -> str:
        return "FileCache()"

    def load(self, key: CacheKey) -> Token | None:
        """Return the token. None if there is none that can be trusted: damaged, of another key, or open to others."""
        members = _members(self._path(key))
        if members.get("version") != VERSION or members.get("key") != asdict(key):
            return None
        value, kind = members.get("access_token"), members.get("token_type")
        obtained, renew, until = (_seconds(members.get(name)) for name in _TIMES)
        if not isinstance(value, str) or not isinstance(kind, str) or obtained == inf:
            return None
        return Token(Secret(value), kind, obtained, renew, until, key.binding)

    def save(self, key: CacheKey, token: Token) -> None:
        """Replace the file at once or not at all; if that fails it warns, because the token is good."""
        times = {name: _finite(getattr(token, name)) for name in _TIMES}
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _replace(self._path(key), key, token, times)
        except OSError as error:
            warnings.warn(f"the token cannot be kept in {self.folder}: {error.strerror}", stacklevel=2)

    def drop(self, key: CacheKey, header: str) -> None:
        """Remove the token if it is still this one."""
        kept = self.load(key)
        if kept and kept.header == header:
            with suppress(OSError):
                self._path(key).unlink()

    def through(
        self, key: CacheKey, steps: Flow[Token], accepts: Callable[[Token], bool], old: Token | None
    ) -> Flow[Token]:
        """Return the kept token if acceptable; else one process takes the `steps`, and the others wait for its file.

        With an `old` token that still serves nobody waits. After 20 s a waiter asks on its own, because the one who
        holds the lock may hang.
        """
        lock: FileLock | None = None
        for seconds in _pauses(PATIENCE):
            kept = self.load(key)
            if kept and accepts(kept):
                return kept
            lock = self._lock(key)
            if lock or old:
                break
            yield Pause(seconds)
        if lock is None and old:
            return old
        with lock or FileLock(None):
            return (yield from self._led(key, steps, accepts))

    def _led(self, key: CacheKey, steps: Flow[Token], accepts: Callable[[Token], bool]) -> Flow[Token]:
        kept = self.load(key)  # because somebody may have saved one between our look and our lock
        if kept and accepts(kept):
            return kept
        token = yield from steps
        self.save(key, token)
        return token

    def _lock(self, key: CacheKey) -> FileLock | None:
        with suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return FileLock.try_acquire(self._path(key).with_suffix(".lock"))

    def _path(self, key: CacheKey) -> Path:
        return self.folder / f"{key.name}.json"


def user_folder() -> Path:
    """Return the cache folder of this user."""
    try:
        home = Path.home()
    except RuntimeError:
        raise InvalidConfiguration("this user has no home folder: name the folder of the token cache") from None
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    if sys.platform == "darwin":
        return home / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")


def _pauses(total: float) -> Iterator[float]:
    pause, spent = 0.02, 0.0
    while spent < total:
        yield pause
        spent += pause
        pause = min(pause * 1.5, 0.25)


def _finite(seconds: float) -> float | None:
    return None if seconds == inf else seconds


def _seconds(kept: object) -> float:
    return float(kept) if isinstance(kept, int | float) else inf


def _members(path: Path) -> dict[str, Any]:
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        with os.fdopen(descriptor, "rb") as stream:
            raw = stream.read(LONGEST) if _is_ours(os.fstat(descriptor)) else b""
        found = json.loads(raw)
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _is_ours(found: os.stat_result) -> bool:
    if sys.platform == "win32":
        return True
    return found.st_uid == os.getuid() and not found.st_mode & _OTHERS


def _replace(path: Path, key: CacheKey, token: Token, times: dict[str, float | None]) -> None:
    temporary = path.with_name(f".{path.stem}-{os.urandom(8).hex()}")
    # because a file made with 0600 is readable by nobody else at any moment
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            json.dump(
                {"version": VERSION, "key": asdict(key), **times}
                | {"token_type": token.kind, "access_token": token.secret.reveal()},
                stream,
            )
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
