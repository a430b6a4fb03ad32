"""Where something stands: an address and a JSON Pointer into what lies there."""

import re
from collections.abc import Iterator
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.pattern import late

_INDEX: Final = late(r"0|[1-9][0-9]{0,14}", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """`uri` is a path, a URL or `tls://host:port`; `pointer` follows RFC 6901 and is empty for the whole."""

    uri: str
    pointer: str = ""

    def child(self, *keys: str | int) -> "Place":
        """Return the place of a member below this one."""
        pointer = self.pointer
        for key in keys:
            pointer += f"/{escape(str(key))}"
        return Place(self.uri, pointer)

    def parents(self) -> "Iterator[Place]":
        """Yield the places above this one, the nearest first."""
        pointer = self.pointer
        while pointer:
            pointer = pointer.rpartition("/")[0]
            yield Place(self.uri, pointer)


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place with line and column, counted from 1; both are None if there is no text, such as for a handshake."""

    uri: str
    pointer: str = ""
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        if self.line is None:
            return f"{self.uri}#{self.pointer}" if self.pointer else self.uri
        return f"{self.uri}:{self.line}:{self.column}"


def tls_place(host: str, port: int) -> Place:
    """Return the address of a TLS port; an IPv6 address stands in brackets (RFC 3986, section 3.2.2)."""
    return Place(f"tls://[{host}]:{port}" if ":" in host else f"tls://{host}:{port}")


def escape(key: str) -> str:
    """Escape one reference token of a JSON Pointer (RFC 6901, section 3)."""
    if "~" in key or "/" in key:
        return key.replace("~", "~0").replace("/", "~1")
    return key


def tokens(pointer: str) -> list[str]:
    """Return the unescaped reference tokens of a JSON Pointer."""
    return [token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:]]


def index_of(token: str) -> int | None:
    """Return the index that a reference token means in a list, None if it is none (RFC 6901, section 4)."""
    return int(token) if _INDEX.fullmatch(token) else None
