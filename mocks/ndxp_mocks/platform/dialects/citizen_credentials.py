"""Credentials of callers of the population database: Basic with a hash for a password, and the time of it.

The password is the SHA-256, in lower-case hexadecimal, of service address, user, time and secret key. Some clients tell
the time in milliseconds, others in seconds, so that both are read.
"""

import hashlib
import hmac
import time
from base64 import b64decode
from binascii import Error
from collections.abc import Iterable
from typing import Final

USER: Final = "simulated-user"
SECRET_KEY: Final = "simulated-secret-key"  # noqa: S105 because it is made up and opens nothing else
_LONGEST_AGO: Final = 300.0
_DIGITS_OF_SECONDS: Final = 10
_MOST_DIGITS: Final = 13


def password(address: str, timestamp: str, user: str = USER, secret_key: str = SECRET_KEY) -> str:
    """Return the password that stands behind the user in Basic."""
    return hashlib.sha256(f"{address}{user}{timestamp}{secret_key}".encode()).hexdigest()


def admits(authorization: str | None, timestamp: str | None, addresses: Iterable[str]) -> bool:
    """Return whether these two headers let a caller in who means one of the addresses."""
    user, _, shown = _basic(authorization).partition(":")
    if user != USER or timestamp is None or not _is_recent(timestamp):
        return False
    return any(hmac.compare_digest(password(address, timestamp).encode(), shown.encode()) for address in addresses)


def _basic(authorization: str | None) -> str:
    scheme, _, encoded = (authorization or "").partition(" ")
    try:
        return b64decode(encoded.strip(), validate=True).decode("utf-8") if scheme.lower() == "basic" else ""
    except (Error, ValueError):
        return ""


def _is_recent(timestamp: str) -> bool:
    if not (timestamp.isascii() and timestamp.isdigit()) or len(timestamp) > _MOST_DIGITS:
        return False
    told = int(timestamp) / (1000 if len(timestamp) > _DIGITS_OF_SECONDS else 1)
    return abs(time.time() - told) <= _LONGEST_AGO
