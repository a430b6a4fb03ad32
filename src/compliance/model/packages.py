"""Packages of rules that other distributions bring, named by entry points of the group `compliance.rules`."""

import os
import sys
from collections.abc import Iterator
from functools import cache
from typing import Final

from compliance.model.dataclass import dataclass

GROUP: Final = "compliance.rules"


@dataclass(frozen=True, slots=True)
class RulePackage:
    """A package of rules: the module that holds them, the name of its entry point, and the distribution it is of."""

    module: str
    entry_point: str
    distribution: str

    @property
    def folder(self) -> str | None:
        """The folder that holds the package of rules and what it brings beside; None if it is not found on disk.

        Nothing of the package is imported, because whatever is wrong with it is told by whoever runs its rules.
        """
        from importlib.util import find_spec  # noqa: PLC0415 - because few installations have such packages

        first, *rest = self.module.split(".")
        try:
            found = find_spec(first)
        except (ImportError, ValueError):
            return None
        places = list(found.submodule_search_locations or ()) if found else []
        return os.path.join(places[0], *rest[:-1]) if places and rest else None  # noqa: PTH118 - see below


@cache
def rule_packages() -> tuple[RulePackage, ...]:
    """Return the packages that are installed, by the name of their entry points."""
    if not _is_declared():
        return ()
    from importlib.metadata import entry_points  # noqa: PLC0415 - because it costs more than a small document

    points = sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value))
    return tuple(RulePackage(each.value, each.name, each.dist.name if each.dist else each.name) for each in points)


def _is_declared() -> bool:
    """Return whether anything installed may declare rules, by the bytes of the few files that could say so.

    An archive on the path may hold such files and is not searched here, so its distributions are always read.
    """
    return any(os.path.isfile(path) for path in sys.path) or any(map(_declares, _metadata_folders()))  # noqa: PTH113


def _metadata_folders() -> Iterator[str]:
    for path in dict.fromkeys(sys.path):
        try:
            with os.scandir(path or ".") as members:
                yield from (member.path for member in members if member.name.endswith((".dist-info", ".egg-info")))
        except OSError:
            continue


def _declares(folder: str) -> bool:
    try:
        # because a stream, and the more a Path, doubles the time of each
        descriptor = os.open(f"{folder}/entry_points.txt", os.O_RDONLY)
    except OSError:
        return False
    try:
        return GROUP.encode() in os.read(descriptor, os.fstat(descriptor).st_size)
    except OSError:
        return False
    finally:
        os.close(descriptor)
