"""Tell whose response it is by the fields that a security server sets on those of providers (PR-REST 4.3)."""

from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import unquote

from ndxp_sdk._http.exchange_plan import ExchangePlan

Marks = Mapping[bytes, list[str]]
PREFIX: Final = b"x-road-"
ERROR: Final = b"x-road-error"
_ID: Final = b"x-road-id"
_CLIENT: Final = b"x-road-client"
_SERVICE: Final = b"x-road-service"
# Each with its name as people know it.
_ALL: Final[Mapping[bytes, str]] = {
    _ID: "X-Road-Id",
    _CLIENT: "X-Road-Client",
    _SERVICE: "X-Road-Service",
    b"x-road-request-id": "X-Road-Request-Id",
}


def missing(marks: Marks) -> list[str]:
    """Return the names of absent fields; empty if the message is named, for only that ties a response to a call.

    The others are held to the call where they are there, because something on the way may have taken them off.
    """
    if any(marks.get(_ID, ())):
        return []
    return [name for key, name in _ALL.items() if not any(marks.get(key, ()))]


def foreign(marks: Marks, plan: ExchangePlan) -> str | None:
    """Return the name of a field that is about another call; None if all that are there are about this one."""
    if plan.message_id is not None and _differs(marks.get(_ID, ()), plan.message_id):
        return "X-Road-Id"
    if plan.client is not None and _differs(marks.get(_CLIENT, ()), plan.client.slash):
        return "X-Road-Client"
    services, wanted = marks.get(_SERVICE, ()), plan.service.slash
    if not services or wanted in services:
        return None
    # because that of the service itself is not removed, so that there may be two, which proxies join to one
    each_one = [part for value in services for part in (value, *value.split(","))]
    return None if any(_is(part, wanted) for part in each_one) else "X-Road-Service"


def _differs(values: Iterable[str], wanted: str) -> bool:
    return values != [wanted] and not all(_is(value, wanted) for value in values)


def _is(value: str, wanted: str) -> bool:
    """Return whether both name the same. Decoded, because servers escape in their own way, and some not at all."""
    text = value.encode("latin-1").decode("utf-8", "replace").strip()
    return wanted in {text, unquote(text)}
