"""The roots that count as trusted in one run: those of a file, or those of the system."""

import asyncio
import ssl
from base64 import b64decode
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from cryptography import x509

from compliance.model.pattern import late
from compliance.probes.net.resolver import run_blocking
from compliance.probes.net.trust import UNREADABLE, TrustStore, parsed

_PEM: Final = late("-----BEGIN (?:X509 )?CERTIFICATE-----([^-]+)-----END (?:X509 )?CERTIFICATE-----")
_MOST_BYTES: Final = 16 * 1024 * 1024
_MOST_FILES: Final = 2000


class TrustedRoots:
    """Roots that are read once, when the first certificate was seen; `ca_file` replaces those of the system."""

    __slots__ = ("_ca_file", "_loading")

    def __init__(self, ca_file: Path | None) -> None:
        self._ca_file = ca_file
        self._loading: asyncio.Future[TrustStore] | None = None

    async def store(self) -> TrustStore:
        """Return the roots; there are none where nothing could be read."""
        if self._loading is None:
            self._loading = asyncio.ensure_future(self._load())
        # because a look that is cancelled must not cancel what others wait for
        return await asyncio.shield(self._loading)

    async def _load(self) -> TrustStore:
        found = _of_the_system() if self._ca_file is None else _in_file(self._ca_file)
        written = await run_blocking(lambda: tuple(dict.fromkeys(found)))
        return TrustStore(_readable(written))


def _readable(written: Iterable[bytes]) -> Iterator[x509.Certificate]:
    for der in written:
        with suppress(*UNREADABLE):
            yield parsed(der)


def _of_the_system() -> Iterator[bytes]:
    """Yield what OpenSSL would trust: what it loads at once, and the folder that it looks into when it needs a root."""
    with suppress(OSError):
        yield from ssl.create_default_context().get_ca_certs(binary_form=True)
    paths = ssl.get_default_verify_paths()
    # because a bundle that lies in the folder holds what the folder holds
    if paths.capath and Path(paths.cafile or "").parent != Path(paths.capath):
        yield from _in_folder(Path(paths.capath))


def _in_folder(folder: Path) -> Iterator[bytes]:
    with suppress(OSError):
        # because one file has several names there
        files = {file.resolve() for file in folder.iterdir() if file.is_file()}
        for file in sorted(files)[:_MOST_FILES]:
            yield from _in_file(file)


def _in_file(file: Path) -> Iterator[bytes]:
    try:
        with file.open("rb") as opened:
            text = opened.read(_MOST_BYTES).decode("latin-1")
    except OSError:
        return
    for block in _PEM.finditer(text):
        with suppress(ValueError):
            yield b64decode(block[1])
