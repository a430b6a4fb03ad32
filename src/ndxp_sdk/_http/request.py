"""A request as the wire needs it: every byte decided before anything is sent."""

from collections.abc import AsyncIterable, Callable, Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias
from urllib.parse import quote

from ndxp_sdk._http import Pairs
from ndxp_sdk._http.origin import HttpOrigin
from ndxp_sdk._http.path_template import unsayable
from ndxp_sdk._validators import kind
from ndxp_sdk.errors import UsageError

# RFC 9110, 9.2: these ask for no change of state; these end in the same state however often they are sent.
SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
IDEMPOTENT_METHODS: Final = SAFE_METHODS | {"PUT", "DELETE"}
Fields: TypeAlias = list[tuple[bytes, bytes]]
Content: TypeAlias = bytes | Callable[[], Iterable[bytes]] | Callable[[], AsyncIterable[bytes]] | None


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


def query_of(pairs: Pairs) -> str:
    """Return `?name=value&…`; empty if there is no pair."""
    if not pairs:
        return ""
    try:
        return "?" + "&".join([f"{quote(name, safe='~')}={quote(value, safe='~:/')}" for name, value in pairs])
    except (TypeError, UnicodeEncodeError):
        pass
    raise UsageError(next(filter(None, map(unsayable, pairs)), "the query is none"))


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
