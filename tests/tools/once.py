"""What costs much to make and is only read: made by one of the workers of a test run, and read by all."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ndxp_sdk._files.lock import FileLock

_PAUSE = 0.1


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder of this name that `make` fills, at most once in a run; whoever comes meanwhile waits for it.

    Where `make` fails nothing counts as made, so that whoever waits fails by the same, and not for want of a file.
    """
    place = _shared(factory) / "once"
    place.mkdir(exist_ok=True)
    folder, made = place / name, place / f"{name}.made"
    with _locked(place / f"{name}.lock"):
        if not made.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            made.touch()
    return folder


def _shared(factory: pytest.TempPathFactory) -> Path:
    """Return the temporary folder of all workers of xdist; each of them has one below it."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def _locked(file: Path) -> FileLock:
    while (lock := FileLock.try_acquire(file)) is None:
        time.sleep(_PAUSE)
    return lock
