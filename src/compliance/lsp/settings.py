"""What the language server judges by."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

from compliance.actions.settings import Judging, NetworkSettings, Reading
from compliance.loading.reader import real_path
from compliance.model.dataclass import dataclass, replace
from compliance.model.language import Language


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """The settings of the folder that an editor has open; `language` is None if nobody chose one."""

    reading: Reading = Reading()
    judging: Judging = Judging()
    network: NetworkSettings = NetworkSettings()
    language: Language | None = None

    @property
    def files(self) -> frozenset[Path]:
        """The files of waivers and confirmations, which settle findings as the settings do."""
        named = (self.judging.waivers, self.judging.confirmations)
        return frozenset(real_path(path) for path in named if isinstance(path, Path))

    def reading_of(self, texts: Mapping[Path, bytes]) -> Reading:
        """Return where files are read from, with what the editor has open in place of what lies on disk."""
        return replace(self.reading, texts=texts)


Load: TypeAlias = Callable[[], DeskSettings]
"""Reads the settings of the working folder anew; raises `ActionError` where they cannot be meant."""
