"""Read what frameworks hand over as it stood on the wire; UsageError names an argument of which that cannot be told."""

from collections.abc import Iterable, Iterator, Mapping
from inspect import isawaitable
from typing import Any, Final, NoReturn, Protocol, TypeAlias, runtime_checkable

from ndxp_sdk.errors import UsageError


@runtime_checkable
class HasItems(Protocol):
    """Header fields as most frameworks have them."""

    def items(self) -> Iterable[tuple[Any, Any]]:
        """Return pairs of a name and a value."""
        ...


GivenHeaders: TypeAlias = "Mapping[str, str] | HasItems | Iterable[tuple[str, str]] | Iterable[tuple[bytes, bytes]]"
GivenBody: TypeAlias = bytes | bytearray | memoryview | str
Fields: TypeAlias = tuple[tuple[str, str], ...]
# Methods are written in capitals on the wire, and some frameworks show them otherwise.
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
# What only the environment of WSGI has (PEP 3333).
_OF_WSGI: Final = frozenset({"REQUEST_METHOD", "SERVER_PROTOCOL"})
_BARE_IN_WSGI: Final = frozenset({"CONTENT_TYPE", "CONTENT_LENGTH"})


def method_of(given: object) -> str:
    """Return the method; a usual one in capitals."""
    text = given.decode("latin-1") if isinstance(given, bytes) else given
    if not isinstance(text, str) or not text:
        _refuse("method", given, "a text such as POST is expected")
    return str(text.upper() if text.upper() in _METHODS else text)


def url_of(given: object) -> str:
    """Return the URL; of an object of a framework its text."""
    text = given.decode("latin-1") if isinstance(given, bytes) else str(given)
    if given is None or isawaitable(given) or callable(given):
        _refuse("url", given, "the absolute URL as the sender wrote it is expected")
    return text


def body_of(given: object) -> bytes:
    """Return the bytes as they came; a text in UTF-8."""
    if isinstance(given, bytes):
        return given
    if isinstance(given, bytearray | memoryview):
        return bytes(given)
    if not isinstance(given, str):
        _refuse("body", given, "the bytes as they came are expected, before anything reads them as JSON")
    try:
        return given.encode()
    except UnicodeEncodeError:
        raise UsageError("body is a text that is no UTF-8: give the bytes as they came") from None


def fields_of(given: GivenHeaders) -> Fields:
    """Return the fields in order, names in lower case: of a mapping, of pairs, or of the environment of WSGI."""
    pairs = _pairs(given)
    if isinstance(given, Mapping) and all(name in given for name in _OF_WSGI):
        pairs = _of_wsgi(given)
    return tuple((name, value) for named, told in pairs for name, value in _fields(named, told))


def _pairs(given: Any) -> Iterable[Any]:
    every = getattr(given, "multi_items", None)  # because the items of some frameworks join or leave out values
    if every is not None or isinstance(given, HasItems):
        found: Iterable[Any] = (every or given.items)()
        return found
    if isinstance(given, str | bytes) or not isinstance(given, Iterable):
        _refuse("headers", given, "a mapping, or pairs of a name and a value, are expected")
    pairs = list(given)
    if any(not isinstance(pair, tuple | list) or len(pair) != 2 for pair in pairs):
        raise UsageError("headers holds something else than pairs of a name and a value")
    return pairs


def _of_wsgi(environ: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in environ.items():
        if name in _BARE_IN_WSGI and value:
            yield name.replace("_", "-"), value
        elif name.startswith("HTTP_") and name.removeprefix("HTTP_") not in _BARE_IN_WSGI:
            yield name.removeprefix("HTTP_").replace("_", "-"), value


def _fields(named: object, told: object) -> Iterator[tuple[str, str]]:
    name, values = _text(named), told if isinstance(told, list | tuple) else [told]
    for value in map(_text, values):
        if name is None or value is None:
            shown = f"the field {name}" if name else "a name"
            raise UsageError(f"headers: {shown} is no text; texts or bytes are expected, or a list of them")
        yield name.lower(), value


def _text(given: object) -> str | None:
    if isinstance(given, bytes):
        return given.decode("latin-1")
    return given if isinstance(given, str) else None


def _refuse(argument: str, given: object, expected: str) -> NoReturn:
    found = type(given).__name__
    if isawaitable(given):
        getattr(given, "close", lambda: None)()  # because a coroutine that nobody awaits warns
        raise UsageError(f"{argument} is a {found} that was not awaited: {expected}")
    if callable(given):
        raise UsageError(f"{argument} is a {found}, which has to be called: {expected}")
    raise UsageError(f"{argument} is of the type {found}: {expected}")
