"""Collect what is sent and held in confidence: the secrets that errors are searched for."""

import json
import re
from base64 import b64decode
from collections.abc import Iterable, Iterator
from dataclasses import fields as fields_of
from dataclasses import is_dataclass
from pathlib import Path
from typing import Final

from ndxp_sdk._http.request import Fields, Request
from ndxp_sdk._redaction.echoes import Redactor
from ndxp_sdk.errors import NdxpError

_CONFIDENTIAL: Final = re.compile(rb"(?i)authorization|cookie|token|secret|session|passw|api-?key|credential")
_HIDDEN_MEMBER: Final = re.compile(r"(?i)secret|key|passw|token|^(?:d|p|q|dp|dq|qi|k)$")
_ARMOUR: Final = re.compile(r"-----[A-Z ]+-----|[\w-]+: [^\n]*\n")
_PRIVATE: Final = re.compile(r"-----BEGIN ([A-Z ]*PRIVATE KEY)-----.*?-----END \1-----", re.DOTALL)


def redactor_of(request: Request, confided: Iterable[str]) -> Redactor:
    """Return what takes the secrets of a request, and `confided` ones, out of what servers say of it."""
    return Redactor((*sent(request.fields, request.own), *request.secret, *confided), request.private)


def sent(fields: Fields, own: frozenset[bytes]) -> Iterator[str]:
    """Yield the secrets in the fields of a request, `own` ones above all."""
    for name, value in fields:
        if name.lower() in own or _CONFIDENTIAL.search(name):
            yield from _read_from(value.decode("latin-1"))


def confided(subject: object) -> Iterator[str]:
    """Yield the secrets that a credential or a setting holds, as far as they can be read."""
    from ndxp_sdk.secrets import Secret  # noqa: PLC0415 - because most calls succeed

    match subject:
        case Secret():
            try:
                yield from material(subject.known())
            except NdxpError:
                return  # because what cannot be read was not sent
        case tuple() | list():
            for one in subject:
                yield from confided(one)
        case _ if is_dataclass(subject):
            yield from getattr(subject, "confidential", ())
            for field in fields_of(subject):
                yield from confided(getattr(subject, field.name))


def private_keys(file: str | Path | None) -> Iterator[str]:
    """Yield the digits of the private keys in a PEM file, if it can be read."""
    try:
        text = Path(file).read_text("ascii", "replace") if file is not None else ""
    except OSError:
        return  # because a key that cannot be read is used no more
    for found in _PRIVATE.finditer(text):
        yield from material(found[0])


def material(text: str) -> Iterator[str]:
    """Yield what is secret in a text: the digits of a key in PEM, the private members of a JWK, or all of it."""
    if text.lstrip().startswith("-----BEGIN"):
        yield _ARMOUR.sub("", text)
    else:
        yield from tuple(_members(text)) or (text.strip(),)


def _read_from(value: str) -> Iterator[str]:
    """Yield what a server could repeat of a field: all of it, values in it, and what stands behind base64."""
    secret = value.rpartition(" ")[2]
    yield from (value, secret)
    yield from (pair.partition("=")[2].strip('"') for pair in re.split(r"[;,]\s*", value))
    try:
        decoded = b64decode(secret, validate=True).decode()
    except ValueError:
        return
    yield from _members(decoded)
    yield from filter(None, (decoded.partition(":")[2],))


def _members(text: str) -> Iterator[str]:
    try:
        members = json.loads(text)
    except (ValueError, RecursionError):
        return
    if isinstance(members, dict):
        yield from (str(value) for name, value in members.items() if _HIDDEN_MEMBER.search(name))
