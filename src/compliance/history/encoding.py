"""Parts of a report as bytes and back, exactly: what was kept reads the same in both languages and in every format.

A class is written by its name below `compliance.model`, a field that has its default is left out. Fields that this
version does not know are passed over, those that an older one did not know have their default.
"""

import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache, lru_cache
from hashlib import sha256
from importlib import import_module
from typing import Any, Final

import orjson

from compliance.history.errors import KeptUnreadable
from compliance.model.text import Message

_MODEL: Final = "compliance.model."
_CLASS: Final = re.compile(r"[a-z_]+(?:\.[a-z_]+)*\.[A-Z]\w*")
_TAG, _VALUE = "@", "="
_LARGEST: Final = 200_000_000
_LEVEL: Final = 6
_SHARED: Final = 8192
"""So many lines that several contents may have are remembered with what they say."""
_BARE: Final = frozenset({str, int, bool, float, type(None)})
_LISTS: Final = frozenset({tuple, list})
_DAMAGES: Final = (ValueError, TypeError, LookupError, AttributeError, ImportError, RecursionError)
_UNREADABLE: Final = Message.of("what was kept cannot be read by this version")


def packed(value: Any) -> tuple[bytes, bytes]:
    """Return the name of a value, which is the SHA-256 of its text, and its text."""
    text = json.dumps(_plain(value), separators=(",", ":")).encode()
    return sha256(text).digest(), text


def packed_lines(objects: Mapping[str, Any]) -> tuple[bytes, bytes]:
    """Return the name and the text of some objects, in which each field that is no bare value is a line of its own.

    Many contents hold the same in such a field: its line is read once for all of them. An object may be None.
    """
    held = {name: None if each is None else _held(each) for name, each in objects.items()}
    texts = {
        (name, field): _json(_plain(each))
        for name, fields in held.items()
        for field, each in (fields or {}).items()
        if type(each) not in _BARE
    }
    numbers = {line: number for number, line in enumerate(dict.fromkeys(texts.values()), 1)}
    tree = {
        name: fields
        and {field: [numbers[texts[name, field]]] if (name, field) in texts else each for field, each in fields.items()}
        for name, fields in held.items()
    }
    text = "\n".join((_json(tree), *numbers)).encode(errors="surrogatepass")
    return sha256(text).digest(), text


def unpacked_lines(content: bytes) -> dict[str, dict[str, Any] | None]:
    """Return the fields of each object, by its name; raises `KeptUnreadable` as `unpacked` does."""
    lines = opened(content).split(b"\n")
    try:
        tree: dict[str, dict[str, Any] | None] = _tree(lines[0])
        for fields in filter(None, tree.values()):
            for name, held in fields.items():
                if held.__class__ is list:
                    fields[name] = _shared(lines[held[0]])
    except _DAMAGES as error:
        raise KeptUnreadable(_UNREADABLE) from error
    return tree


def compressed(content: bytes) -> bytes:
    """Return a content as it is kept."""
    return zlib.compress(content, _LEVEL)


def unpacked(content: bytes) -> Any:
    """Return the value; raises `KeptUnreadable` if it is damaged, too large, or of a version that wrote other forms."""
    text = opened(content)
    try:
        return _value(_tree(text))
    except _DAMAGES as error:
        raise KeptUnreadable(_UNREADABLE) from error


def opened(content: bytes) -> bytes:
    """Return what was compressed; raises `KeptUnreadable` if it is damaged or too large."""
    stream = zlib.decompressobj()
    try:
        text = stream.decompress(content, _LARGEST)
    except zlib.error as error:
        raise KeptUnreadable(Message.of("what was kept is damaged")) from error
    if not stream.eof:
        raise KeptUnreadable(Message.of("what was kept is damaged"))
    return text


def _plain(value: Any) -> Any:
    kind: Any = type(value)
    if kind in _BARE:
        return value
    if kind in _LISTS:
        return [_plain(each) for each in value]
    if _is_class(kind):
        return _fields(value, kind)
    match value:
        case Enum():
            return {_TAG: _name(kind), _VALUE: value.value}
        case datetime():
            return {_TAG: "moment", _VALUE: value.isoformat()}
        case date():
            return {_TAG: "day", _VALUE: value.isoformat()}
        case Mapping():
            return {_TAG: "map", _VALUE: [[_plain(key), _plain(each)] for key, each in value.items()]}
    raise TypeError(f"{kind.__name__} is in no report")


def _held(value: Any) -> dict[str, Any]:
    """Return the fields of an object that have not their default."""
    kind: Any = type(value)
    defaults = _defaults(kind)
    held = {name: getattr(value, name) for name in defaults}
    return {name: each for name, each in held.items() if defaults[name] is MISSING or each != defaults[name]}


def _json(tree: Any) -> str:
    return json.dumps(tree, separators=(",", ":"), ensure_ascii=False)


@lru_cache(maxsize=_SHARED)
def _shared(text: bytes) -> Any:
    return _value(_tree(text))


def _tree(text: bytes) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:  # because it takes no half characters, which names in reports may have
        return json.loads(text.decode(errors="surrogatepass"))


def _fields(value: Any, kind: Any) -> dict[str, Any]:
    written: dict[str, Any] = {_TAG: _name(kind)}
    for name, default in _defaults(kind).items():
        held = getattr(value, name)
        if default is MISSING or held != default:
            written[name] = _plain(held)
    return written


@cache
def _is_class(kind: Any) -> bool:
    return is_dataclass(kind)


@cache
def _defaults(kind: Any) -> dict[str, Any]:
    defaults = {each.name: each.default for each in fields(kind)}
    made = {each.name: each.default_factory() for each in fields(kind) if each.default_factory is not MISSING}
    return {**defaults, **made}


@cache
def _name(kind: Any) -> str:
    return f"{kind.__module__.removeprefix(_MODEL)}.{kind.__name__}"


def _value(plain: Any) -> Any:
    if type(plain) is list:
        return tuple([_value(each) for each in plain])
    if type(plain) is not dict:
        return plain
    if _VALUE in plain:
        return _single(plain[_TAG], plain[_VALUE])
    kind = _class(plain.pop(_TAG))
    known = _defaults(kind)
    return kind(**{name: _value(each) for name, each in plain.items() if name in known})


def _single(tag: str, value: Any) -> Any:
    match tag:
        case "moment":
            return datetime.fromisoformat(value)
        case "day":
            return date.fromisoformat(value)
        case "map":
            return {_value(key): _value(each) for key, each in value}
    return _member(tag, value)


@cache
def _member(name: str, value: str | int) -> Any:
    return _class(name)(value)


@cache
def _class(name: str) -> Any:
    """Return a class of the model; nothing else is ever made of what was kept."""
    if not _CLASS.fullmatch(name):
        raise LookupError(name)
    module, _, own = name.rpartition(".")
    kind = getattr(import_module(f"{_MODEL}{module}"), own)
    if not isinstance(kind, type) or not (is_dataclass(kind) or issubclass(kind, Enum)):
        raise LookupError(name)
    return kind
