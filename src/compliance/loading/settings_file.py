"""One file of settings: what stands in it, before it is asked whether there are such settings.

It is read whenever a command begins, so that only what every file needs is imported at the top.
"""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from compliance.loading.errors import NotUnderstood

_PROJECT: Final = "pyproject.toml"
EXTENDS: Final = "extends"
FILES: Final = ("compliance.toml", _PROJECT)
_LARGEST: Final = 4_000_000


def settings_in(file: str) -> Mapping[str, Any]:
    """Return the values as they are written in a file; none if there is no such file, or no table of ours in it.

    Raises:
        NotUnderstood: it cannot be read, is too large, is no TOML, or holds a value where a table has to be.
    """
    content = _content(file)
    return _values(os.path.basename(file), file, content) if content else {}  # noqa: PTH119 - because pathlib costs a tenth of `--help`


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
        with open(file, "rb") as stream:  # noqa: PTH123 - as above
            content = stream.read(_LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return b""
    except OSError as error:
        from compliance.loading.errors import NotUnderstood
        from compliance.model.location import Location
        from compliance.model.system_errors import not_read

        raise NotUnderstood(Location(file), not_read(file, error)) from error
    if len(content) > _LARGEST:
        raise _wrong("{file} is larger than {limit} bytes", file=file, limit=str(_LARGEST))
    return content


def _tree(file: str, content: bytes) -> Mapping[str, Any]:
    import tomllib  # because few folders have settings

    try:
        return tomllib.loads(content.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        from compliance.loading.toml_errors import not_toml

        raise not_toml(file, error) from error


def _table(tree: Mapping[str, Any], key: str, file: str) -> Mapping[str, Any]:
    table = tree.get(key, {})
    if not isinstance(table, dict):
        raise _wrong("{file}: {key} is a value, a table is expected: [{key}]", file=file, key=key)
    return table


def _wrong(template: str, *, file: str, **parameters: str) -> "NotUnderstood":
    from compliance.loading.errors import NotUnderstood
    from compliance.model.location import Location
    from compliance.model.text import Message

    return NotUnderstood(Location(file), Message.of(template, file=file, **parameters))
