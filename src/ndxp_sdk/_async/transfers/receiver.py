"""Receives the files of a transfer, one after the other."""

from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from ndxp_sdk._async.transfers.downloader import AsyncDownloader, AsyncOpened
from ndxp_sdk._concurrency.offload import AsyncOffload
from ndxp_sdk._http import Pairs
from ndxp_sdk._transfers.download_machine import Patience, download_steps
from ndxp_sdk._transfers.file_names import safe_paths
from ndxp_sdk._transfers.part_file import PartFile, is_there
from ndxp_sdk._transfers.progress import Progress, shifted
from ndxp_sdk._transfers.range_requests import ExpectedFile
from ndxp_sdk.errors import IntegrityError
from ndxp_sdk.models.transfers import Manifest, TransferFile

if TYPE_CHECKING:
    from ndxp_sdk._async.sender import AsyncSender

# Because a range that the file does not have is an answer to go on with.
_ANSWERS: Final = frozenset({416})
AsyncOpenFile: TypeAlias = Callable[[str, str, frozenset[int], Pairs], Awaitable[AsyncOpened]]


class AsyncReceiver:
    """The receiving side of a client. `open_file` sends the request for a file and leaves the body open."""

    def __init__(self, client: "AsyncSender", open_file: AsyncOpenFile) -> None:
        self._config = client.config
        self._open_file = open_file

    async def folder(self, manifest: Manifest, folder: Path, progress: Progress | None) -> tuple[Path, ...]:
        """Receive all files of a manifest, under their names."""
        paths = self._paths(manifest, folder)
        await AsyncOffload.run(folder.mkdir, parents=True, exist_ok=True)
        done = 0
        for file, path in zip(manifest.files, paths, strict=True):
            await self.file(manifest, file, path, shifted(progress, done, manifest.total_size))
            done += file.size
        return paths

    def _paths(self, manifest: Manifest, folder: Path) -> tuple[Path, ...]:
        try:
            return safe_paths(folder, [file.name for file in manifest.files])
        except IntegrityError as error:
            failure = self._config.masked(error)
        raise failure

    async def file(self, manifest: Manifest, file: TransferFile, path: Path, progress: Progress | None) -> Path:
        """Receive one file, as `path`."""
        wanted, retry = ExpectedFile(file.size, file.sha256), self._config.state.retry
        if await AsyncOffload.run(is_there, path, wanted):
            return path
        source = f"{self._config.site.address.origin}{self._config.site.path} {manifest.transfer_id} {file.name}"
        part = await AsyncOffload.run(PartFile, path, source)
        ask = partial(self._open_file, manifest.transfer_id, file.name, _ANSWERS)
        steps = download_steps(wanted, part.kept, Patience(retry.attempts, retry.wait))
        await AsyncDownloader(part, ask, progress).run(steps, file.size)
        return path
