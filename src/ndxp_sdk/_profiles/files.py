"""Which file holds the profiles."""

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from ndxp_sdk._profiles.wrong import wrong

NAME: Final = "ndxp.toml"
_OTHERS_MAY_WRITE: Final = 0o002


def file_of(given: str | Path | None, environment: Mapping[str, str], folder: Path) -> Path | None:
    """The file that is named, by argument or NDXP_CONFIG; else the nearest at or above `folder`; else the user's own.

    Raises:
        Wrong: a named file is not there, or a found one may have been put there by somebody else.
    """
    named = given or environment.get("NDXP_CONFIG")
    if named:
        return _named(Path(named).expanduser())
    found = next(_near(folder, environment), None)
    if found is not None:
        _refuse_foreign(found)
    return found


def user_file(environment: Mapping[str, str]) -> Path | None:
    """Where this user keeps settings; none for a user without a home."""
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


def _named(path: Path) -> Path:
    if not path.is_file():
        raise wrong("there is no such file", str(path))
    return path


def _near(folder: Path, environment: Mapping[str, str]) -> Iterator[Path]:
    own = user_file(environment)
    candidates = [parent / NAME for parent in (folder, *folder.parents)] + ([own] if own else [])
    return (path for path in candidates if path.is_file())


def _refuse_foreign(path: Path) -> None:
    """A file found by itself may run programs (`cmd:`), so it has to be one that nobody else could have put there."""
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
