"""The digest of a text, without OpenSSL where that takes longer to load than the text to be digested."""

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib import import_module
from typing import Any, Final

_LARGE: Final = 1 << 20
_BUILT_IN: Final = ("_sha2", "_sha256")
"""Where Python has its own: from 3.12, and before. `random` takes these for the same reason."""


def sha256(content: bytes) -> str:
    """Return the SHA-256 of the bytes as hexadecimal digits."""
    if len(content) < _LARGE and (built_in := _built_in()) is not None:
        return str(built_in(content).hexdigest())
    import hashlib  # noqa: PLC0415 - because it loads OpenSSL, which is faster

    return hashlib.sha256(content).hexdigest()


def secret_digest(secret: str) -> bytes:
    """Return the SHA-256 by which a random secret is kept, a key or the id of a session.

    It is fast, because nobody guesses 256 random bits; whatever a request sends has one.
    """
    import hashlib  # noqa: PLC0415 - see above

    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


@cache
def _built_in() -> Callable[[bytes], Any] | None:
    for name in _BUILT_IN:
        with suppress(ImportError, AttributeError):
            made: Callable[[bytes], Any] = import_module(name).sha256
            return made
    return None
