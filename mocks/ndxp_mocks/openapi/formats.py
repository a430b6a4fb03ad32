"""The formats that a flawless platform holds itself and its callers to."""

import base64
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from ipaddress import IPv4Address, IPv6Address
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID

from jsonschema import FormatChecker  # type: ignore[import-untyped]  # because jsonschema brings no types

# RFC 3339, 5.6: with seconds and a zone; and its full-date
_MOMENT: Final = re.compile(r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d):(\d\d)(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
_UUID: Final = re.compile(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_HOST: Final = re.compile(
    r"([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*"
)
_INT32: Final = 2**31
_INT64: Final = 2**63


def checker() -> FormatChecker:
    """Return a format checker of the formats of this file and no other."""
    found = FormatChecker(formats=())
    for name, is_good in FORMATS.items():
        found.checks(name, raises=(ValueError, TypeError))(is_good)
    return found


def _of_text(is_good: Callable[[str], bool]) -> Callable[[Any], bool]:
    return lambda value: not isinstance(value, str) or is_good(value)


def _of_number(limit: int) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, bool | str) or not isinstance(value, int | float) or -limit <= value < limit


def _is_date(value: str) -> bool:
    return len(value) == 10 and value.isascii() and date.fromisoformat(value).isoformat() == value


def _is_moment(value: str) -> bool:
    found = _MOMENT.fullmatch(value)
    if found is None:
        return False
    # because a leap second is a moment too, which Python cannot hold
    seconds = "59" if found[3] == "60" else found[3]
    zone = "+00:00" if found[5] in "Zz" else found[5]
    return datetime.fromisoformat(f"{found[1]}T{found[2]}:{seconds}{zone}") is not None


def _is_uuid(value: str) -> bool:
    return _UUID.fullmatch(value) is not None and UUID(value) is not None


def _is_address(value: str) -> bool:
    local, _, host = value.rpartition("@")
    return bool(local) and bool(host) and not any(sign.isspace() for sign in value)


def _is_uri(value: str) -> bool:
    return bool(urlsplit(value).scheme) and _is_reference(value)


def _is_reference(value: str) -> bool:
    return urlsplit(value) is not None and value.isprintable() and not set(value) & set(' <>"{}|\\^`')


def _is_host(value: str) -> bool:
    return len(value) < 254 and _HOST.fullmatch(value) is not None


def _is_base64(value: str) -> bool:
    return base64.b64decode(value, validate=True) is not None


FORMATS: Final[Mapping[str, Callable[[Any], bool]]] = {
    "date": _of_text(_is_date),
    "date-time": _of_text(_is_moment),
    "uuid": _of_text(_is_uuid),
    "email": _of_text(_is_address),
    "uri": _of_text(_is_uri),
    "url": _of_text(_is_uri),
    "uri-reference": _of_text(_is_reference),
    "hostname": _of_text(_is_host),
    "ipv4": _of_text(lambda value: IPv4Address(value) is not None),
    "ipv6": _of_text(lambda value: IPv6Address(value) is not None),
    "byte": _of_text(_is_base64),
    "int32": _of_number(_INT32),
    "int64": _of_number(_INT64),
}
