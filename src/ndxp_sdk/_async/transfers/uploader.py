"""Sends the parts of a transfer, and goes on with those that are missing after a failure."""

from collections.abc import Awaitable, Callable
from typing import Final, TypeAlias

from anyio import sleep

from ndxp_sdk._concurrency.offload import AsyncOffload
from ndxp_sdk._pipeline.retry_policy import Retry
from ndxp_sdk._transfers.progress import Progress
from ndxp_sdk._transfers.upload import MissingPart, PreparedUpload, missing_parts
from ndxp_sdk.errors import Answered, BackoffInForce, NdxpError
from ndxp_sdk.models.transfers import Transfer

AsyncPut: TypeAlias = Callable[[Transfer, int, bytes], Awaitable[object]]
AsyncGet: TypeAlias = Callable[[Transfer], Awaitable[Transfer]]
TRIES: Final = 3


class AsyncUploader:
    """The parts of one transfer on their way. `put` sends one; `get` asks which the hub has."""

    def __init__(self, put: AsyncPut, get: AsyncGet, retry: Retry, progress: Progress | None) -> None:
        self._put = put
        self._get = get
        self._retry = retry
        self._progress = progress

    async def run(self, transfer: Transfer, files: tuple[PreparedUpload, ...]) -> Transfer:
        """Upload until the hub has every part; raises the failure that came three times without progress."""
        failures, fewest = 0, transfer.part_count + 1
        while True:
            waiting = await AsyncOffload.run(missing_parts, transfer, files)
            if not waiting:
                return transfer
            failures, fewest = (0, len(waiting)) if len(waiting) < fewest else (failures, fewest)
            try:
                await self._send(transfer, waiting)
            except NdxpError as failure:
                failures += 1
                told = failure.retry_after or 0.0
                if failures >= TRIES or not _may_pass(failure) or told > self._retry.longest_retry_after:
                    raise
                await sleep(max(told, self._retry.wait(failures)))
            transfer = await self._get(transfer)

    async def _send(self, transfer: Transfer, waiting: MissingPart) -> None:
        done = transfer.total_size - sum(part.size for part, _ in waiting)
        for part, file in waiting:
            content = await AsyncOffload.run(file.part, part.offset, part.size)
            await self._put(transfer, part.number, content)
            done += part.size
            if self._progress is not None:
                self._progress(done, transfer.total_size)


def _may_pass(failure: NdxpError) -> bool:
    """Return whether it can help to send the rest: parts may be sent again, whatever became of them."""
    return failure.retryable or not isinstance(failure, Answered | BackoffInForce)
