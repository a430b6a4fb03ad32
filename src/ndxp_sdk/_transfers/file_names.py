"""Names of files as a manifest gives them: of another party, so not believed."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from ndxp_sdk._text import sanitise
from ndxp_sdk._transfers.part_file import part_of, sidecar_of
from ndxp_sdk.errors import Facts, IntegrityError, UsageError

LONGEST: Final = 200
# FileName of the contract: no folder, no hidden file, nothing that a shell or a drive letter reads otherwise.
_ALLOWED: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


def fault(name: str) -> str | None:
    """Return why a name cannot be that of a file on every system. None if it can."""
    if not _ALLOWED.fullmatch(name):
        return f'"{sanitise(name, 60)}" holds more than letters, digits, "_", "-" and "."'
    if len(name) > LONGEST:
        return f"a name has {len(name)} characters, at most {LONGEST} are allowed"
    if name.endswith(".") or _DEVICES.fullmatch(name):
        return f'"{name}" means something else on some systems'
    return None


def safe_paths(folder: Path, names: Iterable[str]) -> tuple[Path, ...]:
    """Return the path of each file of a manifest, below the folder.

    Raises:
        IntegrityError: a name that leads elsewhere, or two that are the same file on some systems.
    """
    paths = tuple(folder / _believed(name) for name in names)
    every = Counter(each.name.lower() for path in paths for each in (path, part_of(path), sidecar_of(path)))
    twice = [name for name, times in every.items() if times > 1]
    if twice:
        raise IntegrityError(f'two files of the manifest would be the same: "{twice[0]}"', _UNSAFE)
    return paths


def sendable(name: str) -> str:
    """Return the name of a file to be sent. UsageError if receivers could not take it."""
    if (reason := fault(name)) is not None:
        raise UsageError(f"the file cannot be sent under this name: {reason}; give another one with UploadFile")
    return name


def _believed(name: str) -> str:
    if (reason := fault(name)) is not None:
        raise IntegrityError(f"the manifest names a file that is not written: {reason}", _UNSAFE)
    return name


_UNSAFE: Final = Facts(origin="provider", code="file-name-unsafe")
