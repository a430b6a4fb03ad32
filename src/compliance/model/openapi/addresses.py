"""Addresses in references, put together without ever raising: they are outside text, which may hold anything."""

import re
from posixpath import dirname, join, normpath
from typing import Final
from urllib.parse import unquote, urljoin

from compliance.model.pattern import late

_URI: Final = late(r"[A-Za-z][A-Za-z0-9+.-]*://|(?:urn|tag|data):", re.IGNORECASE)


def is_uri(address: str) -> bool:
    """Return whether an address is a URI of its own, not the path of a file."""
    return _URI.match(address) is not None


def split(reference: str) -> tuple[str, str]:
    """Return the address in a reference and its unescaped fragment, each empty if there is none."""
    address, _, fragment = reference.partition("#")
    return address, unquote(fragment)


def joined(base: str, address: str) -> str | None:
    """Return what an address means where `base` holds (RFC 3986, section 5.2); None if it cannot be an address."""
    if not address:
        return base
    if not is_uri(address) and not is_uri(base):
        return normpath(join(dirname(base), unquote(address)))
    if not is_uri(address) and "://" not in base:
        return None  # because nothing is relative to a name such as urn:example:1
    try:
        return urljoin(base, address)
    except ValueError:
        return None
