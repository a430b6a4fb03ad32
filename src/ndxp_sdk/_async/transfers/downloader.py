"""Carries out what the course of a download decides."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from typing import Any, TypeAlias, cast

from anyio import sleep

from ndxp_sdk._async.streaming import AsyncStreamedResponse
from ndxp_sdk._concurrency.offload import AsyncOffload
from ndxp_sdk._concurrency.sansio import arun
from ndxp_sdk._http import Pairs
from ndxp_sdk._http.response import Response
from ndxp_sdk._transfers.download_machine import (
    BodyRead,
    Discard,
    DownloadSteps,
    Hash,
    OpenResponse,
    ReadBody,
    ResponseHead,
    Step,
    Wait,
)
from ndxp_sdk._transfers.part_file import STEP, PartFile
from ndxp_sdk._transfers.progress import Progress
from ndxp_sdk._transfers.range_requests import ResumeState
from ndxp_sdk.errors import NdxpError

AsyncOpened: TypeAlias = AsyncStreamedResponse | Response
AsyncOpenBody: TypeAlias = Callable[[Pairs], Awaitable[AsyncOpened]]


class AsyncDownloader:
    """One file on its way to the disk. `ask` sends the request with further fields and leaves the body open."""

    def __init__(self, part: PartFile, ask: AsyncOpenBody, progress: Progress | None) -> None:
        self._part = part
        self._ask = ask
        self._progress = progress
        self._size = part.kept.size
        self._total: int | None = None
        self._download: AsyncStreamedResponse | None = None

    async def run(self, course: DownloadSteps, total: int | None) -> None:
        """Run the download up to the file under its name; raises what its steps raise."""
        self._total = total
        try:
            await arun(course, self._carry_out)
            await AsyncOffload.run(self._part.finish)
        finally:
            self._part.close()  # not in a thread, because a task that is cancelled waits for nothing
            await self._close()

    async def _carry_out(self, step: Step) -> Any:
        match step:
            case OpenResponse(fields):
                return await self._asked(fields)
            case Discard(kept):
                return await self._begin(kept)
            case ReadBody():
                return await self._take(step)
            case Hash():
                return await AsyncOffload.run(self._part.digest)
            case Wait(seconds):
                await self._close()
                return await sleep(seconds)

    async def _asked(self, fields: Pairs) -> ResponseHead:
        await self._close()
        answer = await self._ask(fields)
        self._download = answer if isinstance(answer, AsyncStreamedResponse) else None
        return ResponseHead(answer.status, answer.headers)

    async def _begin(self, kept: ResumeState) -> None:
        self._size = 0
        await AsyncOffload.run(self._part.begin, kept)

    async def _take(self, step: ReadBody) -> BodyRead:
        gathered: list[bytes] = []
        waiting = 0
        error: NdxpError | None = None
        try:
            async with aclosing(self._pieces(step)) as pieces:
                async for piece in pieces:
                    waiting += len(piece)
                    if step.until is not None and self._size + waiting > step.until:
                        return BodyRead(self._size, is_longer=True)
                    gathered.append(piece)
                    if waiting >= STEP:
                        await self._write(gathered)
                        waiting = 0
        except NdxpError as failure:
            error = failure
        except BaseException:
            self._part.append(gathered)  # because whoever is stopped here goes on from here the next time
            raise
        await self._write(gathered)
        return BodyRead(self._size, error)

    def _pieces(self, step: ReadBody) -> AsyncGenerator[bytes, None]:
        if self._download is None:
            raise TypeError("a body is taken from an answer that has none")
        pieces = self._download.iter_bytes() if step.is_coded else self._download.iter_raw()
        return cast("AsyncGenerator[bytes, None]", pieces)  # because it has to be closed where it is left early

    async def _write(self, gathered: list[bytes]) -> None:
        self._size = await AsyncOffload.run(self._part.append, gathered)
        gathered.clear()
        if self._progress is not None:
            self._progress(self._size, self._total)

    async def _close(self) -> None:
        if self._download is not None:
            await self._download.aclose()
            self._download = None
