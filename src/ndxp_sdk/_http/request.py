"""A request as the wire needs it: every byte decided before anything is sent."""

from collections.abc import AsyncIterable, Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias
from urllib.parse import quote

from ndxp_sdk._http import Pairs
from ndxp_sdk._http.url import Url
from ndxp_sdk._text import sanitise
from ndxp_sdk._validators import ANY_TEXT, kind, unknown
from ndxp_sdk.errors import InvalidIdentifier, UsageError

# RFC 9110, 9.2: these ask for no change of state; these end in the same state however often they are sent.
SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
IDEMPOTENT_METHODS: Final = SAFE_METHODS | {"PUT", "DELETE"}
Fields: TypeAlias = list[tuple[bytes, bytes]]
Content: TypeAlias = bytes | Callable[[], Iterable[bytes]] | Callable[[], AsyncIterable[bytes]] | None
# RFC 3986, 3.3: what a path segment may hold besides letters and digits.
_SEGMENT: Final = "!$&'()*+,;=:@~"


class HttpOrigin:
    """An origin with everything precomputed that each request to it repeats."""

    __slots__ = ("address", "host", "host_field", "key", "path", "port", "scheme")

    def __init__(self, address: Url) -> None:
        self.address: Url = address
        self.scheme: bytes = address.scheme.encode("ascii")
        self.host: bytes = address.host.encode("ascii")
        self.port: int | None = address.port if address.host_header.endswith(f":{address.port}") else None
        self.path: str = address.path
        self.host_field: tuple[bytes, bytes] = (b"Host", address.host_header.encode("ascii"))
        self.key: str = address.origin

    def __repr__(self) -> str:
        return f"HttpOrigin({self.address.scheme})"


@dataclass(slots=True)
class Request:
    """One request. `target` goes onto the wire as it is. A callable content gives a fresh body for each try.

    `scope` is the circuit-breaker key, None if it does not matter. `own` are the names (lower case) of the fields that
    the credential set, `secret` further secrets in it, `private` values that nobody is to see.
    """

    site: HttpOrigin
    method: bytes
    target: bytes
    fields: Fields
    content: Content = None
    scope: str | None = None
    own: frozenset[bytes] = frozenset()
    private: tuple[str, ...] = ()
    secret: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Request({self.method.decode('ascii')})"


def filled(template: str, values: Mapping[str, str]) -> str:
    """Expand the braces of `template` to a path; every value becomes one segment.

    Raises:
        UsageError: a brace without a value, or a value without a brace.
        InvalidIdentifier: a value that would vanish from a path or climb out of it.
    """
    if not values and "{" not in template:
        return template
    texts, names = _parsed(template)
    if values.keys() ^ set(names):
        raise UsageError(_mismatch(template, names, values))
    parts = [quote(_checked(name, values[name]), safe=_SEGMENT) for name in names]
    return "".join([piece for pair in zip(texts, [*parts, ""], strict=True) for piece in pair])


def query_of(pairs: Pairs) -> str:
    """Return `?name=value&…`; empty if there is no pair."""
    if not pairs:
        return ""
    try:
        return "?" + "&".join([f"{quote(name, safe='~')}={quote(value, safe='~:/')}" for name, value in pairs])
    except (TypeError, UnicodeEncodeError):
        pass
    raise UsageError(next(filter(None, map(_unsayable, pairs)), "the query is none"))


def fields_of(pairs: Pairs) -> Fields:
    """Header fields as bytes; raises UsageError for what no header can carry, without repeating the value."""
    fields: Fields = []
    for name, value in pairs:
        if not isinstance(value, str):
            raise UsageError(f"the header {name!a} is {kind(value)}, text is expected")
        plain = name + value.replace("\t", " ")
        if not plain.isascii() or not plain.isprintable():
            raise UsageError(f"the header {name!a} holds characters that HTTP does not carry: percent-encode them")
        fields.append((name.encode("ascii"), value.encode("ascii")))
    return fields


def names_of(pairs: Pairs) -> frozenset[bytes]:
    """Return the names of header fields, in lower case."""
    return frozenset([name.lower().encode("ascii") for name, _ in pairs]) if pairs else frozenset()


def merged(defaults: Fields, given: Fields) -> Fields:
    """Return `given` and those of `defaults` that it does not name; both keep their order."""
    if not given:
        return defaults.copy()
    named = {name.lower() for name, _ in given}
    return [field for field in defaults if field[0].lower() not in named] + given


@lru_cache(maxsize=1024)
def _parsed(template: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    pieces = [piece.partition("}") for piece in template.split("{")]
    return (pieces[0][0], *(rest for _, _, rest in pieces[1:])), tuple(name for name, _, _ in pieces[1:])


def _mismatch(template: str, names: tuple[str, ...], values: Mapping[str, str]) -> str:
    missing = next((name for name in names if name not in values), None)
    if missing is not None:
        found = f"; values has {', '.join(map(sanitise, values))}" if values else ""
        return f"{sanitise(template)} has no value for '{missing}'{found}"
    return unknown(next(name for name in values if name not in names), names, "the path", "{}")


def _unsayable(pair: tuple[object, object]) -> str | None:
    """Return what is wrong with a name and its value. None if nothing is."""
    name, value = pair
    if not isinstance(value, str):
        return f"{name} is {kind(value)}, text is expected"
    if value.encode("utf-8", "replace").decode() != value:
        return f"{name} holds half a character (a lone surrogate); text is expected"
    return None


def _checked(name: str, value: str) -> str:
    if (not ANY_TEXT.fits(value) or not value.isascii()) and (told := _unsayable((name, value))):
        raise UsageError(told)
    if value in {"", ".", ".."}:
        found = f'"{value}"' if value else "empty"
        raise InvalidIdentifier(f"{name} is {found}: a path would lose it")
    return value
