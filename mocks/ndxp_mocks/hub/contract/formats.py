"""The formats that the contracts name, as far as they can be told from the text."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

# RFC 3339 §5.6; a leap second is read as the one before it.
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_UUID: Final = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", re.ASCII)
_ADDRESS: Final = re.compile(r"[!#$&-;=?-\[\]_a-z~]*(%[0-9A-Fa-f]{2}[!#$&-;=?-\[\]_a-z~]*)*", re.ASCII)


def moment(text: str) -> datetime:
    """Return the moment that RFC 3339 text names; ValueError where it names none."""
    if not _MOMENT.fullmatch(text):
        raise ValueError(f"{text!r} is not a date-time of RFC 3339")
    return datetime.fromisoformat(text.upper().replace(":60", ":59"))


def _is_moment(text: str) -> bool:
    return _MOMENT.fullmatch(text) is not None and moment(text) is not None


def _is_date(text: str) -> bool:
    return _DATE.fullmatch(text) is not None and date.fromisoformat(text) is not None


def _is_uuid(text: str) -> bool:
    return _UUID.fullmatch(text) is not None and UUID(text) is not None


def _is_reference(text: str) -> bool:
    return _ADDRESS.fullmatch(text) is not None and urlsplit(text).port != 0


def _is_address(text: str) -> bool:
    return _is_reference(text) and bool(urlsplit(text).scheme)


def _safely(holds: Callable[[str], bool]) -> Callable[[str], bool]:
    def holding(text: str) -> bool:
        with suppress(ValueError):
            return holds(text)
        return False

    return holding


FORMATS: Final[Mapping[str, Callable[[str], bool]]] = {
    "date-time": _safely(_is_moment),
    "date": _safely(_is_date),
    "uuid": _safely(_is_uuid),
    "uri": _safely(_is_address),
    "uri-reference": _safely(_is_reference),
}
