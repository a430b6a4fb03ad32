"""Identifiers of X-Road: parts, their slash form on the wire and the text by which messages name them."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import quote, unquote_to_bytes

CLIENT_PARTS: Final = ("xRoadInstance", "memberClass", "memberCode", "subsystemCode")
Kind = Literal["MEMBER", "SUBSYSTEM", "SERVICE", "SERVER"]
# What a path segment may hold as it is (RFC 3986): the server's own escaper leaves it so.
_LEFT_AS_IS: Final = "-._~!$'()*+,;=@:"
_LETTERS: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789%" + _LEFT_AS_IS)
_BROKEN_ESCAPE: Final = re.compile("%(?![0-9A-Fa-f]{2})")
_FORBIDDEN: Final = frozenset("%:;/\\\u200b\ufeff")
_LONGEST_PART: Final = 255


class InvalidIdentifier(ValueError):
    """A header or path that names nothing. The text is the one of X-Road."""


@dataclass(frozen=True, slots=True)
class Identifier:
    """Decoded parts, instance first."""

    kind: Kind
    parts: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.kind}:{self.slash}"

    @property
    def instance(self) -> str:
        """The X-Road instance, the first part."""
        return self.parts[0]

    @property
    def slash(self) -> str:
        """The form of our own tables: decoded, joined by slashes."""
        return "/".join(self.parts)

    @property
    def encoded(self) -> str:
        """The form of headers: each part percent-encoded by itself."""
        return "/".join(quote(part, safe=_LEFT_AS_IS) for part in self.parts)

    @property
    def is_clean(self) -> bool:
        """Whether a catalogue could hold it. A security server only warns of other names."""
        return all(_is_clean(part) for part in self.parts)

    @property
    def owner(self) -> "Identifier":
        """The system of a service, the member of a server; itself for the others."""
        return _client(self.parts[:-1]) if self.kind in ("SERVICE", "SERVER") else self


def client(parts: tuple[str, ...]) -> Identifier:
    """Return a member of three parts or a system of four.

    Raises InvalidIdentifier for any other number, and for a blank part.
    """
    if len(parts) not in (3, 4):
        raise InvalidIdentifier("Invalid Client Id")
    _verify_filled(CLIENT_PARTS, parts)
    return _client(parts)


def from_slash(slash: str) -> Identifier:
    """Return the system or member of this slash form, as our own tables write it: nothing in it is encoded."""
    return client(tuple(slash.split("/")))


def service(parts: tuple[str, ...]) -> Identifier:
    """Return a service of a system, or of a member where it has four parts.

    Raises InvalidIdentifier for a blank part.
    """
    _verify_filled((*CLIENT_PARTS[: len(parts) - 1], "serviceCode"), parts)
    return Identifier("SERVICE", parts)


def server(parts: tuple[str, ...]) -> Identifier:
    """Return a security server. Raises InvalidIdentifier for a blank part."""
    _verify_filled((*CLIENT_PARTS[:3], "serverCode"), parts)
    return Identifier("SERVER", parts)


def client_of(header: str) -> Identifier:
    """Read `X-Road-Client`."""
    return client(decoded(header))


def server_of(header: str) -> Identifier:
    """Read `X-Road-Security-Server`: exactly four parts."""
    parts = decoded(header)
    if len(parts) != 4:
        raise InvalidIdentifier("Invalid SecurityServer Id")
    return server(parts)


def represented_party_of(header: str) -> str | None:
    """Read `X-Road-Represented-Party`, decoded: `code` or `class/code`; slashes at its end do not count."""
    named = header.rstrip("/")
    parts = decoded(named)
    if len(parts) > 2:
        raise InvalidIdentifier("Invalid RepresentedParty Id")
    return "/".join(parts) if named or not header else None


def _client(parts: tuple[str, ...]) -> Identifier:
    return Identifier("MEMBER" if len(parts) == 3 else "SUBSYSTEM", parts)


def _is_clean(part: str) -> bool:
    is_usual = 0 < len(part) <= _LONGEST_PART and part not in (".", "..")
    return is_usual and not any(letter in _FORBIDDEN or unicodedata.category(letter) == "Cc" for letter in part)


def decoded(text: str) -> tuple[str, ...]:
    """Return the parts of a slash form, each decoded by itself.

    Raises InvalidIdentifier for what no path segment may hold.
    """
    return tuple(_decoded_part(part) for part in text.split("/"))


def _decoded_part(part: str) -> str:
    if broken := _BROKEN_ESCAPE.search(part):
        is_cut = broken.start() + 2 >= len(part)
        raise InvalidIdentifier("Incomplete percent encoding" if is_cut else "Invalid percent encoding")
    if not _LETTERS.issuperset(part):
        raise InvalidIdentifier("Invalid character in path segment")
    return unquote_to_bytes(part).decode("utf-8", "replace")


def _verify_filled(names: tuple[str, ...], parts: tuple[str, ...]) -> None:
    for name, part in zip(names, parts, strict=False):
        if not part.strip():
            raise InvalidIdentifier(f"{name} must not be blank")
