"""Structured fields (RFC 9651) as far as signatures and digests need them: dictionaries of items and of inner lists.

What cannot be read raises ValueError, in words that hold nothing of the field.
"""

import base64
import binascii
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeAlias


class Token(str):
    """A bare word, written without quotes."""

    __slots__ = ()


BareItem: TypeAlias = bool | int | Decimal | str | bytes
Parameters: TypeAlias = tuple[tuple[str, BareItem], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A value with its parameters, in the order in which they were written."""

    value: BareItem
    parameters: Parameters = ()

    def __str__(self) -> str:
        return _bare(self.value) + _parameters(self.parameters)


@dataclass(frozen=True, slots=True)
class InnerList:
    """Items in brackets."""

    items: tuple[Item, ...]
    parameters: Parameters = ()

    def __str__(self) -> str:
        return f"({' '.join(map(str, self.items))}){_parameters(self.parameters)}"


Member: TypeAlias = Item | InnerList

_KEY: Final = re.compile(r"[a-z*][a-z0-9_\-.*]*")
_BARE: Final = re.compile(
    r'"(?P<string>(?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"'
    r"|(?P<decimal>-?[0-9]{1,12}\.[0-9]{1,3})(?![0-9.])"
    r"|(?P<integer>-?[0-9]{1,15})(?![0-9.])"
    r"|(?P<token>[A-Za-z*][!#$%&'*+\-.^_`|~0-9A-Za-z:/]*)"
    r"|:(?P<octets>[A-Za-z0-9+/]*={0,2}):"
    r"|\?(?P<boolean>[01])"
)


def _octets(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except binascii.Error as error:
        raise ValueError("a byte sequence is no base64") from error


_READ: Final[Mapping[str, Callable[[str], BareItem]]] = {
    "string": lambda text: re.sub(r"\\(.)", r"\1", text),
    "decimal": Decimal,
    "integer": int,
    "token": Token,
    "octets": _octets,
    "boolean": lambda text: text == "1",
}


def dictionary(text: str) -> dict[str, Member]:
    """The members by key; of a key that comes twice the last one counts (RFC 9651, 4.2.2)."""
    reader = _Reader(text)
    members: dict[str, Member] = {}
    reader.skip(" ")
    while not reader.is_at_end:
        key = reader.key()
        members.pop(key, None)
        members[key] = reader.member() if reader.takes("=") else Item(True, reader.parameters())
        reader.next_member()
    return members


def item(text: str) -> Item:
    """One item and nothing after it."""
    reader = _Reader(text)
    found = reader.item()
    if not reader.is_at_end:
        raise ValueError("something follows the value")
    return found


def written(members: Mapping[str, Member]) -> str:
    """A dictionary in its one canonical form."""
    return ", ".join(_written(key, member) for key, member in members.items())


def _written(key: str, member: Member) -> str:
    if isinstance(member, Item) and member.value is True:
        return key + _parameters(member.parameters)
    return f"{key}={member}"


class _Reader:
    """Goes through a text from left to right."""

    __slots__ = ("_at", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    @property
    def is_at_end(self) -> bool:
        return self._at == len(self._text)

    def skip(self, characters: str) -> None:
        while not self.is_at_end and self._text[self._at] in characters:
            self._at += 1

    def takes(self, character: str) -> bool:
        if not self._text.startswith(character, self._at):
            return False
        self._at += len(character)
        return True

    def key(self) -> str:
        return self._match(_KEY, "a key").group()

    def member(self) -> Member:
        return self._inner_list() if self.takes("(") else self.item()

    def item(self) -> Item:
        return Item(self._value(), self.parameters())

    def parameters(self) -> Parameters:
        found: dict[str, BareItem] = {}
        while self.takes(";"):
            self.skip(" ")
            key = self.key()
            found.pop(key, None)
            found[key] = self._value() if self.takes("=") else True
        return tuple(found.items())

    def next_member(self) -> None:
        self.skip(" \t")
        if self.is_at_end:
            return
        if not self.takes(","):
            raise ValueError("a comma is expected between members")
        self.skip(" \t")
        if self.is_at_end:
            raise ValueError("a member is expected after the comma")

    def _value(self) -> BareItem:
        found = self._match(_BARE, "a value")
        kind = str(found.lastgroup)
        return _READ[kind](found[kind])

    def _inner_list(self) -> InnerList:
        items: list[Item] = []
        self.skip(" ")
        while not self.takes(")"):
            items.append(self.item())
            if not self._text.startswith((" ", ")"), self._at):
                raise ValueError("a list in brackets is not closed")
            self.skip(" ")
        return InnerList(tuple(items), self.parameters())

    def _match(self, pattern: re.Pattern[str], wanted: str) -> re.Match[str]:
        found = pattern.match(self._text, self._at)
        if found is None:
            raise ValueError(f"{wanted} is expected at character {self._at + 1}")
        self._at = found.end()
        return found


def _parameters(parameters: Iterable[tuple[str, BareItem]]) -> str:
    return "".join(f";{key}" if value is True else f";{key}={_bare(value)}" for key, value in parameters)


def _bare(value: BareItem) -> str:
    match value:
        case bool():
            return f"?{int(value)}"
        case Token():
            return str(value)
        case str():
            return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
        case bytes():
            return f":{base64.b64encode(value).decode('ascii')}:"
        case Decimal():
            return _decimal(value)
    return str(value)


def _decimal(value: Decimal) -> str:
    whole, _, rest = f"{value:.3f}".partition(".")
    return f"{whole}.{rest.rstrip('0') or '0'}"
