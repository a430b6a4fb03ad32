"""What a verb was given to read: a path, an address, or a text that is at hand already."""

from os import PathLike
from pathlib import Path
from typing import TypeAlias, TypeGuard

from compliance.actions._readers import FetchingReader
from compliance.actions.errors import UsageError
from compliance.actions.settings import NetworkSettings, Reading
from compliance.loading.reader import read_whole
from compliance.model.source import SourceText

Given: TypeAlias = str | PathLike[str] | SourceText
"""A path; an address, which is fetched because it was named; or a text with the name that reports give it."""


def is_address(given: str | PathLike[str]) -> TypeGuard[str]:
    """Return whether it names something to be fetched."""
    return isinstance(given, str) and "://" in given


def named_text(given: str | SourceText, reading: Reading, network: NetworkSettings) -> SourceText:
    """Return the text that is at hand or at an address, whose query is left out of its name: it may hold a key.

    Raises:
        LoadError: the address may not be asked, or does not give the text.
    """
    if isinstance(given, SourceText):
        return given
    reader = FetchingReader(network, reading.limits.file_size)
    return SourceText(public_name(given), reader.read(given))


def public_name(given: Given) -> str:
    """Return the name under which reports speak of it."""
    if isinstance(given, SourceText):
        return given.uri
    if not is_address(given):
        return Path(given).as_posix()
    scheme, _, rest = given.partition("#")[0].partition("?")[0].partition("://")
    server, slash, path = rest.partition("/")
    return f"{scheme}://{server.rpartition('@')[2]}{slash}{path}"


def named_content(path: str | Path) -> bytes:
    """Return the bytes of a file of settings, waivers and the like.

    Raises:
        UsageError: it cannot be read, or is larger than any such file.
    """
    try:
        return read_whole(Path(path))
    except (OSError, ValueError) as error:
        from compliance.model.system_errors import not_read  # noqa: PLC0415 - because most files can be read

        raise UsageError(not_read(str(path), error)) from error
