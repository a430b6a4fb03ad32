"""Judge documents and records again as they change on disk: what is new, what is mended, what is left."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from posixpath import normpath
from typing import Final, TypeAlias

from compliance.actions._sources import files_below
from compliance.actions.look import Look, Told, look
from compliance.actions.settings import Judging, NetworkSettings, Reading
from compliance.loading.reader import real_path
from compliance.model.dataclass import dataclass

Stamp: TypeAlias = tuple[int, int, int] | None
"""Moment of change, size and number of a file; None if there is none."""
_TRIES: Final = 3


@dataclass(frozen=True, slots=True)
class Changes:
    """What came of looking again: findings that are new, those that are gone, and the counts of what stands.

    `files` counts the documents and records; a finding that a waiver covers is not told.
    """

    new: tuple[Told, ...]
    gone: tuple[Told, ...]
    findings: int
    unjudged: int
    files: int


@dataclass(frozen=True, slots=True)
class WatchSettings:
    """How is judged now, and the files that say so, whether they are there or not."""

    reading: Reading
    judging: Judging
    network: NetworkSettings
    files: tuple[Path, ...] = ()


class Watch:
    """Files and folders, and what was found in them so far.

    `settings` is asked again when a file changed that the settings stand in or name: waivers, confirmations, rulesets.
    """

    def __init__(self, paths: Sequence[str], settings: Callable[[], WatchSettings]) -> None:
        self._paths = tuple(map(Path, paths))
        self._ask = settings
        self._settings = settings()
        self._said: dict[Path, Stamp] = _stamps(self._beside())
        self._is_other = True
        self._looks: dict[Path, Look] = {}
        self._stamps: dict[Path, Stamp] = {}
        self._told: dict[tuple[str, str], Told] = {}

    def refresh(self) -> Changes | None:
        """Judge what changed and what refers to it, all of it under other settings; None if nothing changed.

        Raises:
            ActionError: the settings, or what they name, cannot be meant; what stood before counts until they can.
        """
        self._settle()
        for _ in range(_TRIES):  # because a file may be written while it is judged
            files = dict(self._files())
            stamps = {path: _stamp(path) for path in self._known(files)}
            changed = {path for path, stamp in stamps.items() if self._stamps.get(path, ()) != stamp}
            if not changed and files.keys() == self._looks.keys() and not self._is_other:
                return None
            self._stamps = stamps
            self._judge(files, set(files) if self._is_other else changed)
            self._is_other = False
            if all(_stamp(path) == stamps.get(path) for path in changed):
                break
        return self._compare()

    def folders(self) -> frozenset[Path]:
        """Return the folders in which something may happen: those that were given, and those of every file."""
        below = (folder for path in self._paths if path.is_dir() for folder in _folders_below(path))
        holders = (_existing(path.parent) for path in (*self._stamps, *(real_path(path) for path in self._paths)))
        beside = (path.parent for path, stamp in self._said.items() if stamp is not None)
        return frozenset((*below, *holders, *beside))

    def _settle(self) -> None:
        """Ask for the settings if something changed that they stand in or name."""
        if (stamps := _stamps(self._said)) != self._said:
            self._said = stamps
            self._settings = self._ask()
            self._said = stamps | _stamps(path for path in self._beside() if path not in stamps)
            self._is_other = True

    def _beside(self) -> Iterator[Path]:
        """Yield the files in which the settings stand, and those that they name."""
        yield from map(real_path, self._settings.files)
        yield from (real_path(path) for path in self._settings.judging.files)

    def _files(self) -> Iterator[tuple[Path, tuple[str, bool]]]:
        """Yield the files that may be judged, with the name that reports give them and whether they were named."""
        for path in self._paths:
            if path.is_dir():
                yield from ((real_path(file), (file.as_posix(), False)) for file in files_below(path))
            else:
                yield real_path(path), (path.as_posix(), True)

    def _known(self, files: Iterable[Path]) -> frozenset[Path]:
        """Return every file on which something depends, whether it is there or not."""
        return frozenset(files).union(*(_paths(seen) for seen in self._looks.values()))

    def _judge(self, files: Mapping[Path, tuple[str, bool]], changed: set[Path]) -> None:
        for path in [path for path in self._looks if path not in files]:
            del self._looks[path]
        for path, (name, is_named) in files.items():
            former = self._looks.get(path)
            if former is None or path in changed or _paths(former) & changed:
                now = self._settings
                self._looks[path] = look(
                    name, is_named=is_named, reading=now.reading, judging=now.judging, network=now.network
                )
        for path in self._known(files):
            self._stamps.setdefault(path, _stamp(path))

    def _compare(self) -> Changes:
        covered = {real_path(Path(uri)) for seen in self._looks.values() for uri in seen.covers if "://" not in uri}
        counted = [seen for path, seen in self._looks.items() if seen.covers or path not in covered]
        told = {(each.rule, each.key): each for seen in counted for each in seen.told if not _is_waived(each)}
        before, self._told = self._told, told
        return Changes(
            new=_in_order(each for key, each in told.items() if key not in before),
            gone=_in_order(each for key, each in before.items() if key not in told),
            findings=sum(each.finding is not None for each in told.values()),
            unjudged=sum(each.finding is None for each in told.values()),
            files=sum(seen.is_judged for seen in counted),
        )


def _is_waived(told: Told) -> bool:
    return told.finding is not None and told.finding.waiver is not None


def _in_order(told: Iterable[Told]) -> tuple[Told, ...]:
    return tuple(sorted(told, key=lambda each: (each.at.uri, each.at.line or 0, each.at.column or 0, each.rule)))


def _paths(seen: Look) -> frozenset[Path]:
    return frozenset(real_path(Path(normpath(uri))) for uri in seen.files if "://" not in uri)


def _stamp(path: Path) -> Stamp:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _stamps(paths: Iterable[Path]) -> dict[Path, Stamp]:
    return {path: _stamp(path) for path in paths}


def _existing(folder: Path) -> Path:
    """Return a folder, or the nearest one above it that is there."""
    return next((each for each in (folder, *folder.parents) if each.is_dir()), folder)


def _folders_below(folder: Path) -> Iterator[Path]:
    for parent, folders, _ in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield real_path(Path(parent))
