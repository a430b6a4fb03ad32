"""The texts that an editor has open, and what was found in them: judged one at a time, the last one touched first."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from posixpath import normpath
from typing import Final

from compliance.actions.look import Look, Told, look
from compliance.actions.mend import MendedFinding, possible_mends
from compliance.loading.reader import real_path
from compliance.lsp.settings import DeskSettings
from compliance.model.dataclass import dataclass

_PAUSE: Final = 0.06
"""Seconds without a further keystroke before a text is judged."""
_LONGEST_PAUSE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Buffer:
    """A text as an editor has it, by the address and the version that the editor gave it."""

    uri: str
    version: int | None
    content: bytes


class Superseded(BaseException):  # because a rule that crashes is an Exception, and is caught where it runs
    """A newer text came while one was judged."""


class Workbench:
    """Judges what was touched, in the order of need, and tells which files have to be shown anew.

    Addresses of files are resolved paths here; `shown` is called with those whose findings may have changed, `failed`
    with whatever kept a text from being judged.
    """

    def __init__(
        self,
        settings: DeskSettings,
        shown: Callable[[frozenset[Path]], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self.settings = settings
        self.buffers: dict[Path, Buffer] = {}
        self._shown = shown
        self._failed = failed
        self._looks: dict[Path, Look] = {}
        self._due: dict[Path, None] = {}
        self.is_closed = False
        self._touches = 0
        self._wake = asyncio.Event()
        self._pool = ThreadPoolExecutor(max_workers=1)

    def put(self, path: Path, buffer: Buffer) -> None:
        """Take a text that was opened or changed."""
        self.buffers[path] = buffer
        self.touch(path)

    def take(self, path: Path) -> None:
        """Give up a text that was closed: what lies on disk counts again for those that refer to it."""
        self.buffers.pop(path, None)
        self._due.pop(path, None)
        self.touch(path)
        if (former := self._looks.pop(path, None)) is not None:
            self._show(_paths(former))

    def touch(self, *paths: Path) -> None:
        """Have judged again what is open among these files, and what was made of one of them."""
        for path in paths:
            dependent = [entry for entry, seen in self._looks.items() if path in _paths(seen)]
            for entry in (*dependent, path):
                if entry in self.buffers:
                    self._due.pop(entry, None)
                    self._due[entry] = None
        self._touches += 1
        self._wake.set()

    def touch_all(self) -> None:
        """Have everything judged again, as by other settings."""
        self.touch(*self.buffers)

    def found_in(self, path: Path) -> tuple[Told, ...]:
        """Return what is to be shown in a file, each thing once however many texts refer to the file."""
        found: dict[object, Told] = {}
        for seen in self._counted():
            for told in seen.told:
                if resolved(told.at.uri) == path:
                    found.setdefault((told.rule, told.at, told.message), told)
        return tuple(found.values())

    def mends(self) -> Iterator[MendedFinding]:
        """Yield what a machine could mend."""
        for seen in self._counted():
            if seen.report is not None:
                yield from possible_mends(seen.report)

    def text_of(self, path: Path) -> bytes | None:
        """Return the text in which the findings of a file stand, None if none was judged."""
        for seen in self._counted():
            for uri, content in (seen.texts or {}).items():
                if resolved(uri) == path:
                    return content
        return None

    def _counted(self) -> Iterator[Look]:
        """Yield what was found, without documents that are judged as part of a platform whose record is open too."""
        covered = {resolved(uri) for seen in self._looks.values() for uri in seen.covers}
        yield from (seen for path, seen in self._looks.items() if path not in covered)

    async def work(self) -> None:
        """Judge for as long as the server runs."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._due:
                await self._settled()
                if self._due:
                    await self._judge(self._due.popitem()[0])

    async def _settled(self) -> None:
        """Wait until no key was struck for a while, but not for ever."""
        for _ in range(int(_LONGEST_PAUSE / _PAUSE)):
            before = self._touches
            await asyncio.sleep(_PAUSE)
            if before == self._touches:
                return

    async def _judge(self, path: Path) -> None:
        texts = {each: buffer.content for each, buffer in self.buffers.items()}
        former = self._looks.get(path, Look())
        try:
            seen = await asyncio.get_running_loop().run_in_executor(self._pool, self._look, path, texts, former)
        except Superseded:
            return
        except Exception as error:  # noqa: BLE001 - whatever one text brings to light, the server goes on
            self._failed(error)
            return
        if path in self.buffers and path not in self._due:
            self._looks[path] = seen
            self._show(_paths(former) | _paths(seen))

    def _show(self, paths: frozenset[Path]) -> None:
        try:
            self._shown(paths)
        except Exception as error:  # noqa: BLE001 - as above
            self._failed(error)

    def _look(self, path: Path, texts: Mapping[Path, bytes], former: Look) -> Look:
        settings = self.settings

        def go_on() -> None:
            if path in self._due or path not in self.buffers:
                raise Superseded

        return look(
            name_of(path),
            reading=settings.reading_of(texts),
            judging=settings.judging,
            network=settings.network,
            is_named=former.is_judged,
            before_rule=go_on,
        )

    def close(self) -> None:
        """Judge no more."""
        self.is_closed = True
        self.buffers.clear()
        self._pool.shutdown(wait=False, cancel_futures=True)


def name_of(path: Path) -> str:
    """Return the name that reports give a file: as `compliance check` names it in the working folder."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def resolved(uri: str) -> Path:
    """Return the path of a file that a report names."""
    return real_path(normpath(uri))


def _paths(seen: Look) -> frozenset[Path]:
    return frozenset(resolved(uri) for uri in (*seen.files, *seen.covers) if "://" not in uri)
