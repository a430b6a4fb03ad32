"""Settings from a file: `compliance.toml`, or `[tool.compliance]` of `pyproject.toml`, here or in a folder above.

Names are those of the long options: `fail-on = "warn"`, `ignore = ["openapi.version_is_semantic"]`. What stands on the
command line wins. Files that a setting names stand beside the file of settings.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Any, Final

from compliance.model.dataclass import dataclass

if TYPE_CHECKING:
    from argparse import Namespace

    from compliance.actions.errors import UsageError

_FILES: Final = ("compliance.toml", "pyproject.toml")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of the nearest file that has some: its path, and the values as they are written there."""

    file: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def language(self) -> Any:
        """Its language as it is written, None if it names none."""
        return self.values.get("lang")

    @property
    def of_language(self) -> "Settings":
        """The same without all others: whoever asks for help may want to mend these."""
        return Settings(self.file, {"lang": self.language} if self.language else {})

    def serve(self, options: "Namespace") -> bool:
        """Return whether the command that was asked for has one of them as an option, and can say so."""
        known = vars(options)
        return "quiet" in known and any(name.replace("-", "_") in known for name in self.values)


def configured() -> Settings:
    """Return the settings that count in the working folder; raises `UsageError` for a file that is no TOML."""
    for folder in _here_and_above():
        for name in _FILES:
            file = os.path.join(folder, name)  # noqa: PTH118 - because pathlib costs a tenth of `--help`
            if (content := _content(file)) and (values := _values(name, file, content)):
                return Settings(file, values)
    return Settings()


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


def _values(name: str, file: str, content: bytes) -> Mapping[str, Any]:
    if name == "compliance.toml":
        return _tree(file, content)
    if b"compliance" not in content:
        return {}
    return _table(_table(_tree(file, content), "tool", file), "compliance", file)


def _content(file: str) -> bytes:
    """Return the bytes of the file; none if there is no such file."""
    try:
        with open(file, "rb") as stream:  # noqa: PTH123 - because pathlib costs a tenth of `--help`
            return stream.read()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return b""
    except OSError as error:
        from compliance.actions.errors import UsageError
        from compliance.loading.system_errors import not_read

        raise UsageError(not_read(file, error)) from error


def _tree(file: str, content: bytes) -> Mapping[str, Any]:
    import tomllib  # because few folders have settings

    try:
        return tomllib.loads(content.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        from compliance.options.toml_errors import not_toml

        raise not_toml(file, error) from error


def _table(tree: Mapping[str, Any], key: str, file: str) -> Mapping[str, Any]:
    table = tree.get(key, {})
    if not isinstance(table, dict):
        raise wrong("{file}: {key} is a value, a table is expected: [{key}]", file=file, key=key)
    return table


def wrong(template: str, **parameters: str) -> "UsageError":
    """Make the error of a setting."""
    from compliance.actions.errors import UsageError
    from compliance.model.text import Message

    return UsageError(Message.of(template, **parameters))
