"""One file of settings: what stands in it, before it is asked whether there are such settings."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from compliance.model.dataclass import dataclass

if TYPE_CHECKING:
    from compliance.actions.errors import UsageError

_PROJECT: Final = "pyproject.toml"
FILES: Final = ("compliance.toml", _PROJECT)
EXTENDS: Final = "extends"
_LARGEST: Final = 4_000_000


@dataclass(frozen=True, slots=True)
class Layer:
    """One file of settings with the values as they are written there."""

    file: str
    values: Mapping[str, Any]


def settings_in(file: str) -> Mapping[str, Any]:
    """Return the values as they are written in a file; none if there is no such file, or no table of ours in it."""
    content = _content(file)
    return _values(os.path.basename(file), file, content) if content else {}  # noqa: PTH119 - as above


def _values(name: str, file: str, content: bytes) -> Mapping[str, Any]:
    if name != _PROJECT:
        return _tree(file, content)
    if not _may_have_table(content):
        return {}
    return _table(_table(_tree(file, content), "tool", file), "compliance", file)


def _may_have_table(content: bytes) -> bool:
    """Return whether a line may begin or hold `tool.compliance`: to parse all takes longer than a small document."""
    return b"compliance" in content and any(map(_may_name_table, content.splitlines()))


def _may_name_table(line: bytes) -> bool:
    bare = line.translate(None, b" \t\"'")
    return bare.startswith((b"[tool]", b"tool=")) or b"compliance" in line.partition(b"tool")[2]


def _content(file: str) -> bytes:
    """Return the bytes of the file; none if there is no such file."""
    try:
        with open(file, "rb") as stream:  # noqa: PTH123 - because pathlib costs a tenth of `--help`
            content = stream.read(_LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return b""
    except OSError as error:
        from compliance.actions.errors import UsageError
        from compliance.loading.system_errors import not_read

        raise UsageError(not_read(file, error)) from error
    if len(content) > _LARGEST:
        raise wrong("{file} is larger than {limit} bytes", file=file, limit=str(_LARGEST))
    return content


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
