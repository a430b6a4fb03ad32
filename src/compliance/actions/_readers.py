"""Settings to readers of files and of addresses."""

from contextlib import suppress
from pathlib import Path

from compliance.actions.settings import NetworkSettings, Reading
from compliance.loading.errors import NotUnderstood
from compliance.loading.reader import FolderReader, Reader, RefusingReader, real_path
from compliance.model.dataclass import replace
from compliance.model.location import Location


class FetchingReader:
    """Reads addresses through the probe that fetches documents."""

    def __init__(self, settings: NetworkSettings, limit_bytes: int) -> None:
        self._settings = settings
        self._limit_bytes = limit_bytes

    def read(self, uri: str) -> bytes:
        """Return the bytes at the address; raises `NotUnderstood`."""
        from compliance.probes.errors import FetchError  # noqa: PLC0415 - because what fetches nothing needs no network
        from compliance.probes.remote_document import fetch  # noqa: PLC0415

        self._know_proxy()
        try:
            return fetch(uri, self._settings, self._limit_bytes)
        except FetchError as error:
            raise NotUnderstood(Location(uri), error.message, remedy=error.remedy) from error

    def _know_proxy(self) -> None:
        from compliance.probes.errors import ProxyUnusable  # noqa: PLC0415 - see above
        from compliance.probes.net.proxy import read_once  # noqa: PLC0415

        if self._settings.proxy is not None:
            with suppress(ProxyUnusable):  # because the fetch says so of its address
                self._settings = replace(self._settings, proxy=read_once(self._settings.proxy))


def remote_reader(reading: Reading, network: NetworkSettings) -> Reader:
    """Return what fetches where that was allowed, else what refuses."""
    return FetchingReader(network, reading.limits.file_size) if reading.fetch else RefusingReader()


def folder_reader(path: Path, reading: Reading) -> FolderReader:
    """Return what reads the file or folder at a path, and what it refers to."""
    return FolderReader(_root_of(path, reading), reading.limits, reading.texts)


def _root_of(path: Path, reading: Reading) -> Path:
    if reading.root is not None:
        return reading.root
    here = Path.cwd()
    resolved = real_path(path)
    if resolved.is_relative_to(here):
        return here
    return resolved if resolved.is_dir() else resolved.parent
