"""Locations in a profile file."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ndxp_sdk._profiles.line_numbers import Keys
from ndxp_sdk._validators import expanded


@dataclass(frozen=True, slots=True)
class Place:
    """A setting of `file`, by the names of the tables that lead to it."""

    file: Path
    lines: Mapping[Keys, int] = field(default_factory=dict, repr=False)
    keys: Keys = ()

    def at(self, key: str) -> "Place":
        """Return the setting `key` of the table that stands here."""
        return replace(self, keys=(*self.keys, key))

    def __str__(self) -> str:
        line = next((self.lines[keys] for keys in self._outwards() if keys in self.lines), None)
        told = [str(self.file), *([str(line)] if line else [])]
        return f"{':'.join(told)}: {'.'.join(self.keys)}" if self.keys else ":".join(told)

    def path(self, given: str) -> Path:
        """Return a file that is named here: beside the profile file, unless it is absolute."""
        return self.file.parent / expanded(given)

    def _outwards(self) -> tuple[Keys, ...]:
        return tuple(self.keys[:length] for length in range(len(self.keys), 0, -1))
