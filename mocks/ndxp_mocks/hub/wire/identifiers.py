"""Identifiers of X-Road: parts, their slash form on the wire and the text by which messages name them."""

import unicodedata
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import quote, unquote

Kind = Literal["MEMBER", "SUBSYSTEM", "SERVICE", "SERVER"]
# What a path segment may hold as it is (RFC 3986): the server's own escaper leaves it so.
_LEFT_AS_IS: Final = "-._~!$'()*+,;=@:"
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
        """As our own tables write it: decoded, joined by slashes."""
        return "/".join(self.parts)

    @property
    def encoded(self) -> str:
        """As headers carry it: each part percent-encoded by itself."""
        return "/".join(quote(part, safe=_LEFT_AS_IS) for part in self.parts)

    @property
    def is_clean(self) -> bool:
        """Whether a catalogue could hold it. A security server only warns of other names."""
        return all(_is_clean(part) for part in self.parts)

    @property
    def owner(self) -> "Identifier":
        """The system of a service, the member of a server; itself for the others."""
        match self.kind:
            case "SERVICE":
                return client(self.parts[:-1])
            case "SERVER":
                return client(self.parts[:-1])
            case _:
                return self


def client(parts: tuple[str, ...]) -> Identifier:
    """A member of three parts or a system of four. InvalidIdentifier for any other number."""
    if len(parts) not in (3, 4):
        raise InvalidIdentifier("Invalid Client Id")
    return Identifier("MEMBER" if len(parts) == 3 else "SUBSYSTEM", parts)


def client_of(header: str) -> Identifier:
    """What `X-Road-Client` says."""
    return client(decoded(header))


def server_of(header: str) -> Identifier:
    """What `X-Road-Security-Server` says: exactly four parts."""
    parts = decoded(header)
    if len(parts) != 4:
        raise InvalidIdentifier("Invalid SecurityServer Id")
    return Identifier("SERVER", parts)


def represented_party_of(header: str) -> str:
    """What `X-Road-Represented-Party` says, decoded: `code` or `class/code`."""
    parts = decoded(header)
    if len(parts) > 2:
        raise InvalidIdentifier("Invalid RepresentedParty Id")
    return "/".join(parts)


def _is_clean(part: str) -> bool:
    is_usual = 0 < len(part) <= _LONGEST_PART and part not in (".", "..")
    return is_usual and not any(letter in _FORBIDDEN or unicodedata.category(letter) == "Cc" for letter in part)


def decoded(text: str) -> tuple[str, ...]:
    """The parts of a slash form, each decoded by itself."""
    return tuple(unquote(part) for part in text.split("/"))
