"""Arguments of methods, as they stand in paths, queries and headers."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final, TypeAlias

from ndxp_sdk._http import Pairs
from ndxp_sdk._http.request_id import new_id
from ndxp_sdk._validators import ANY_TEXT_OR_NONE, OCTETS, TEXT, Expected, needed, whole
from ndxp_sdk._validators import kind as kind_of
from ndxp_sdk.errors import InvalidIdentifier, UsageError
from ndxp_sdk.identifiers import ServiceId
from ndxp_sdk.identifiers._base import Identifier
from ndxp_sdk.models._model import Model
from ndxp_sdk.models.services import Service
from ndxp_sdk.models.versions import ServiceVersion, VersionId

VersionLike: TypeAlias = ServiceVersion | VersionId | Service | ServiceId | str
"""A version; or its service, when the version is said beside it."""
ServiceLike: TypeAlias = Service | ServiceId | str
"""A service, or its id."""
DAY: Final = Expected("a date is expected, such as date(2026, 11, 21)", lambda value: isinstance(value, date))
_LIMIT: Final = whole(1)
_MOMENTS: Final = frozenset({"after", "before"})
_DAYS: Final = frozenset({"from_", "to"})
_SAID: Final = Expected("text is expected", lambda value: isinstance(value, str | Identifier))
_KEY: Final = re.compile(r'"[!#-~]+"|[!#-~]+')


def colon(kind: type[Identifier], given: Any) -> str:
    """Return an identifier for a path, from its kind, its text, or the resource that it names."""
    return _identifier(kind, given).colon


def slash(kind: type[Identifier], given: Any) -> str | None:
    """Return an identifier for a query. None for None."""
    return None if given is None else _identifier(kind, given).slash


def _identifier(kind: type[Identifier], given: Any) -> Identifier:
    known = getattr(given, "id", given)
    if isinstance(known, str):
        return kind.parse(known)
    if isinstance(known, kind):
        return known
    raise InvalidIdentifier(f"{kind.kind} is expected, found {kind_of(given)}")


def opaque(given: Any) -> str:
    """Return an id that the hub made, from its text or the resource that it names."""
    text = getattr(given, "id", given)
    if not isinstance(text, str):
        raise InvalidIdentifier(f"an id of the hub is expected as text or as its resource, found {kind_of(given)}")
    if not text or set("/:") & set(text):
        raise InvalidIdentifier("an id of the hub is neither empty nor holds / or :, which would make another path")
    return text


def version_path(given: VersionLike, version: str | None) -> Mapping[str, str]:
    """Service and version for a path.

    Raises:
        UsageError: the version is not said, or twice.
    """
    known = VersionId.parse(given) if isinstance(given, str) and version is None and "@" in given else given
    if isinstance(known, ServiceVersion):
        known = known.version_id
    if isinstance(known, VersionId) and version is None:
        return {"service_id": known.service.colon, "version": opaque(known.version)}
    if isinstance(known, VersionId):
        raise UsageError("the version is said twice: give a ServiceVersion alone, or a service and its version")
    if version is None:
        raise UsageError("the version is not said: give a ServiceVersion, or a service and its version")
    return {"service_id": colon(ServiceId, known), "version": opaque(version)}


def query(**values: Any) -> Pairs:
    """Return the parameters that are not None. A name that Python keeps for itself ends in `_`, which is taken off.

    Raises:
        UsageError: a time without its offset from UTC, a day where a time is expected, or a time in place of a day.
    """
    return tuple((name.removesuffix("_"), _text(name, value)) for name, value in values.items() if value is not None)


def _text(name: str, value: Any) -> str:
    if name == "limit":
        return str(needed(name, value, _LIMIT))
    if isinstance(value, datetime) and value.tzinfo is None:
        raise UsageError(f"{name} is a time without its offset from UTC: give it a tzinfo")
    if isinstance(value, date) and name in _MOMENTS | _DAYS:
        return _of_calendar(name, value)
    return str(needed(name.removesuffix("_"), value, _SAID))


def _of_calendar(name: str, value: date) -> str:
    is_time = isinstance(value, datetime)
    if name in _MOMENTS and not is_time:
        raise UsageError(f"{name} is a day, a time with its offset from UTC is expected, such as its first moment")
    if name in _DAYS and is_time:
        raise UsageError(f"{name.removesuffix('_')} is a time, a day of Viet Nam is expected, such as value.date()")
    return value.isoformat()


def octets_of(content: bytes | str) -> bytes:
    """Return a body; a text in UTF-8."""
    if not isinstance(content, str):
        return needed("content", content, OCTETS)  # type: ignore[no-any-return]  # because it is what was expected
    if content.encode("utf-8", "replace").decode() != content:
        raise UsageError("content holds half a character (a lone surrogate); text is expected")
    return content.encode()


def headers(*, if_match: str | None = None, if_none_match: str | None = None) -> Pairs:
    """Return the conditional header fields that are not None."""
    needed("if_match", if_match, ANY_TEXT_OR_NONE)
    needed("if_none_match", if_none_match, ANY_TEXT_OR_NONE)
    given = (("If-Match", if_match), ("If-None-Match", if_none_match))
    return tuple((name, value) for name, value in given if value is not None)


def match(operation: str, kind: type[Model], given: Any, if_match: str | None) -> Pairs:
    """Return the If-Match field: the state that is to be changed.

    Raises:
        UsageError: neither the resource, which knows its entity tag, nor an entity tag was given.
    """
    needed("if_match", if_match, ANY_TEXT_OR_NONE)
    etag = if_match or (getattr(given, "etag", None) if isinstance(given, kind) else None)
    if etag is None:
        text = f"{operation}: an id says what to change, not which state of it you have seen"
        raise UsageError(
            f"{text}: give the {kind.__name__} that you read, or if_match=… with its etag ('*' for any state)"
        )
    return (("If-Match", etag),)


def idempotency(key: str | None) -> Pairs:
    """Return the idempotency key, in quotes; a new one if none is given. It makes a repeated creation safe."""
    text = new_id() if key is None else key
    if not _KEY.fullmatch(needed("idempotency_key", text, TEXT)):
        raise UsageError("an idempotency key is printable ASCII without spaces and inner quotes")
    return (("Idempotency-Key", text if text.startswith('"') else f'"{text}"'),)
