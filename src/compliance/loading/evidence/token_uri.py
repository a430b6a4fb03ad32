"""Addresses of keys on tokens (RFC 7512): `pkcs11:token=Auditor;object=sign?module-path=/usr/lib/token.so`.

Which token: `token` (its label), `serial`, `manufacturer`, `model`. Which key: `object` (its label), `id`.
`module-path` names the library of the token's maker. A PIN never stands in an address.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import unquote_to_bytes

from compliance.loading.errors import NotUnderstood
from compliance.model.dataclass import dataclass, field
from compliance.model.location import Location
from compliance.model.text import Message

SCHEME: Final = "pkcs11:"
_OF_TOKENS: Final = ("token", "serial", "manufacturer", "model")
_OF_KEYS: Final = ("object", "id", "type")
_OF_LIBRARIES: Final = ("module-path",)
_OF_PINS: Final = ("pin-value", "pin-source")


@dataclass(frozen=True, slots=True)
class TokenAddress:
    """Where a key is: the library that speaks to the token, what the token and the key are called.

    `token` has the attributes of the token by their names in RFC 7512, and only those that were given. `id` are bytes.
    """

    module: Path
    token: Mapping[str, str] = field(default_factory=dict)
    label: str | None = None
    id: bytes | None = None


def read_token_address(text: str) -> TokenAddress:
    """Return what an address says; raises `NotUnderstood`, which never shows what may be a PIN."""
    path, _, query = text.removeprefix(SCHEME).partition("?")
    if any(name in _OF_PINS for name, _ in (*_parts(path, ";"), *_parts(query, "&"))):
        raise refusal("the PIN does not belong into the address of the key: say where it is, with --key-password")
    found = dict(_attributes(path, ";", (*_OF_TOKENS, *_OF_KEYS))) | dict(_attributes(query, "&", _OF_LIBRARIES))
    if found.get("type", b"private") != b"private":
        raise refusal("the address of the key names something else: type=private is expected")
    if not found.get("module-path"):
        raise refusal(
            "the address of the key does not say which library speaks to the token: add ?module-path=FILE, the PKCS#11 "
            "library of its maker"
        )
    label = found.get("object")
    return TokenAddress(
        module=Path(_text("module-path", found["module-path"])),
        token={name: _text(name, found[name]) for name in _OF_TOKENS if name in found},
        label=_text("object", label) if label is not None else None,
        id=found.get("id"),
    )


def refusal(template: str, **parameters: str | int) -> NotUnderstood:
    """Return the error that a key on a token cannot be used."""
    return NotUnderstood(Location("--key"), Message.of(template, **parameters))


def _parts(text: str, separator: str) -> Iterator[tuple[str, str]]:
    for part in filter(None, text.split(separator)):
        name, _, value = part.partition("=")
        yield name.strip(), value


def _attributes(text: str, separator: str, known: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    seen: set[str] = set()
    for name, value in _parts(text, separator):
        if name not in known:
            template = "the address of the key has {name}; known there are {known}"
            raise refusal(template, name=name[:40], known=", ".join(known))
        if name in seen:
            raise refusal("the address of the key has {name} twice", name=name)
        seen.add(name)
        yield name, unquote_to_bytes(value)


def _text(name: str, value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        raise refusal("{name} in the address of the key is no UTF-8", name=name) from None
