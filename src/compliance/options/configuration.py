"""Settings from a file: `compliance.toml`, or `[tool.compliance]` of `pyproject.toml`, here or in a folder above.

Names are those of the long options: `fail-on = "warn"`, `ignore = ["openapi.version_is_semantic"]`. What stands on the
command line wins. Files that a setting names stand beside the file of settings. `extends` names further files.
"""

import os
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from compliance.loading.settings_file import EXTENDS, FILES, settings_in
from compliance.model.dataclass import dataclass, field

if TYPE_CHECKING:
    from argparse import Namespace

    from compliance.options.inheritance import Layer


@dataclass(frozen=True, slots=True)
class Settings:
    """The nearest file that has settings, and the values in force, as they are written.

    `layers` are that file, last, and before it those that it extends; the value of a later one counts.
    """

    file: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    layers: "tuple[Layer, ...]" = ()

    @property
    def language(self) -> Any:
        """Its language as it is written, None if it names none."""
        return self.values.get("lang")

    @property
    def of_language(self) -> "Settings":
        """The same without all others: whoever asks for help may want to mend these."""
        return Settings(self.file, {"lang": self.language} if self.language else {}, self.layers)

    @property
    def files(self) -> tuple[str, ...]:
        """The files in which they stand, the nearest first."""
        return tuple(dict.fromkeys(layer.file for layer in reversed(self.layers))) or (self.file,)

    def file_of(self, key: str) -> str:
        """Return the file whose value of a setting counts."""
        return next((layer.file for layer in reversed(self.layers) if key in layer.values), self.file)

    def serve(self, options: "Namespace") -> bool:
        """Return whether the command that was asked for has one of them as an option, and can say so."""
        known = vars(options)
        return "quiet" in known and any(name.replace("-", "_") in known for name in self.values)


def configured() -> Settings:
    """Return the settings that count in the working folder; raises `UsageError` for a file that is not understood."""
    try:
        return _nearest()
    except Exception as error:
        from compliance.actions.errors import UsageError  # because files of settings are seldom wrong
        from compliance.loading.errors import LoadError

        if isinstance(error, LoadError):
            raise UsageError(error.faults[0][1]) from error
        raise


def places() -> Iterator[str]:
    """Yield every file in which settings of the working folder may stand, whether it is there or not."""
    for folder in _here_and_above():
        yield from (os.path.join(folder, name) for name in FILES)  # noqa: PTH118 - because pathlib costs a tenth of `--help`


def _nearest() -> Settings:
    for file in places():
        if values := settings_in(file):
            return _with_inherited(file, values)
    return Settings()


def _with_inherited(file: str, values: Mapping[str, Any]) -> Settings:
    if EXTENDS not in values:
        return Settings(file, values)
    from compliance.options.inheritance import Layer, inherited  # because few files extend others

    layers = (*inherited(file, values[EXTENDS]), Layer(file, values))
    in_force = {key: value for layer in layers for key, value in layer.values.items() if key != EXTENDS}
    return Settings(file, in_force, layers)


def _here_and_above() -> Iterator[str]:
    """Yield the working folder, as "" so that a file in it keeps its short name, and those above it."""
    yield ""
    try:
        folder = os.getcwd()  # noqa: PTH109 - as above
    except OSError:  # because somebody may have deleted it meanwhile
        return
    while (above := os.path.dirname(folder)) != folder:  # noqa: PTH120 - as above
        yield above
        folder = above
