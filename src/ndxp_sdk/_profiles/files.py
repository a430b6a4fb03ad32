"""Find the file that holds the profiles."""

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from ndxp_sdk._profiles.errors import Wrong, wrong

NAME: Final = "ndxp.toml"
_OTHERS_MAY_WRITE: Final = 0o002


def file_of(given: str | Path | None, environment: Mapping[str, str]) -> Path | None:
    """Find the file: named by argument or NDXP_CONFIG, else the nearest at or above this folder, else the user's.

    Raises:
        Wrong: a named file is not there, or a found one may have been put there by somebody else.
    """
    named = given or environment.get("NDXP_CONFIG")
    if named:
        return _named(Path(named))
    found = next(_near(environment), None)
    if found is not None:
        _refuse_foreign(_named(found))
    return found


def user_file(environment: Mapping[str, str]) -> Path | None:
    """Return the file in which this user keeps settings. None for a user without a home."""
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        folder = Path(environment.get("APPDATA") or home / "AppData" / "Roaming")
    elif sys.platform == "darwin":
        folder = home / "Library" / "Application Support"
    else:
        folder = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
    return folder / "ndxp" / NAME


def _named(given: Path) -> Path:
    try:
        path = given.expanduser()
        path.stat()
    except (OSError, RuntimeError, ValueError) as error:
        raise _missing(given, error) from None
    if path.is_dir():
        raise wrong("this is a folder, a file is expected", str(path))
    if not path.is_file():
        raise wrong("this is no ordinary file", str(path))
    return path


def _missing(path: Path, error: Exception) -> Wrong:
    """Build the error for a named path at which there is nothing to read."""
    if isinstance(error, FileNotFoundError) or not isinstance(error, OSError):
        return wrong("there is no such file", str(path))
    return wrong("this file cannot be read: {problem}", str(path), problem=error.strerror or type(error).__name__)


def _near(environment: Mapping[str, str]) -> Iterator[Path]:
    own = user_file(environment)
    candidates = [folder / NAME for folder in _folders()] + ([own] if own else [])
    return (path for path in candidates if _stands(path))


def _folders() -> tuple[Path, ...]:
    """Return the working folder and those above it. None if it was deleted meanwhile."""
    try:
        here = Path.cwd()
    except OSError:
        return ()
    return here, *here.parents


def _stands(path: Path) -> bool:
    """Return whether something has this name, readable or not: what cannot be used is told of, not passed over."""
    try:
        path.lstat()
    except (OSError, ValueError):  # a folder that this user may not look into too
        return False
    return True


def _refuse_foreign(path: Path) -> None:
    """Refuse a found file that others could have put there, because it may run programs (`cmd:`)."""
    if sys.platform == "win32":
        return
    found = path.stat()
    if found.st_uid in {0, os.getuid()} and not found.st_mode & _OTHERS_MAY_WRITE:
        return
    raise wrong(
        "this file belongs to somebody else or everybody may change it, so it is not used by itself; "
        "if you trust it, name it with --config or NDXP_CONFIG",
        str(path),
    )
