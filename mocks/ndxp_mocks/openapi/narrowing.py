"""Lists of what changed: only what changed at or after the start that is asked for."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from ndxp_mocks.openapi.naming import phrase

_STARTS: Final = frozenset(
    {"since", "updated since", "changed since", "modified since", "changes since", "updated after", "modified after"}
    | {"changed after", "updated from", "tu thoi diem", "tu ngay", "cap nhat tu", "thay doi tu"}
)
_CHANGED: Final = frozenset(
    {"changed at", "updated at", "modified at", "last modified", "last updated", "changed", "updated", "modified"}
    | {"update time", "change time", "last updated at", "thoi diem thay doi", "thoi diem cap nhat", "ngay cap nhat"}
)


def is_wanted(row: Any, values: Mapping[tuple[str, str], Any]) -> bool:
    """Whether a row is one that a request asks for; one that does not say when it changed always is."""
    start = next((_moment(value) for (place, name), value in values.items() if _is_start(place, name)), None)
    if start is None or not isinstance(row, dict):
        return True
    changed = next((_moment(value) for name, value in row.items() if phrase(name) in _CHANGED), None)
    return changed is None or changed >= start


def _is_start(place: str, name: str) -> bool:
    return place == "query" and phrase(name) in _STARTS


def _moment(value: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)
