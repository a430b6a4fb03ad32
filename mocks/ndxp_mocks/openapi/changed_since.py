"""Lists of what changed: only what changed at or after the start that is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final

from ndxp_mocks import yaml_codec
from ndxp_mocks.openapi.fake_values import phrase
from ndxp_mocks.specs import specs_root

_FUNCTION: Final = "changes-since"
_CHANGED: Final = frozenset(
    {"changed at", "updated at", "modified at", "last modified", "last updated", "changed", "updated", "modified"}
    | {"update time", "updated time", "change time", "last updated at", "modified date", "updated date", "update date"}
    | {"thoi diem thay doi", "thoi diem cap nhat", "thoi diem sua doi", "thoi gian cap nhat", "cap nhat luc"}
    | {"ngay cap nhat", "ngay sua doi", "ngay thay doi"}
)


@dataclass(frozen=True, slots=True)
class Listed:
    """The items of a list, and the key by which each is known."""

    rows: tuple[Any, ...]
    keys: tuple[str, ...]


def narrow_to_changes(listed: Listed, values: Mapping[tuple[str, str], Any]) -> Listed:
    """Return those of the list that are asked for."""
    left = [at for at, row in enumerate(listed.rows) if _is_wanted(row, values)]
    return Listed(tuple(listed.rows[at] for at in left), tuple(listed.keys[at] for at in left))


def _is_wanted(row: Any, values: Mapping[tuple[str, str], Any]) -> bool:
    """Return whether a row is one that a request asks for; one that does not say when it changed always is."""
    starts = [_moment(value) for (place, name), value in values.items() if place == "query" and _is_start(name)]
    known = [start for start in starts if start is not None]
    if not known or not isinstance(row, dict):
        return True
    changed = next((_moment(value) for name, value in row.items() if phrase(name) in _CHANGED), None)
    return changed is None or changed >= max(known)


def _is_start(name: str) -> bool:
    return phrase(name) in _starts()


@cache
def _starts() -> frozenset[str]:
    """Return the names of parameters that ask for changes since a time, as the specs say."""
    listed = yaml_codec.read((specs_root() / "codelists" / "operation-words.yaml").read_bytes())["entries"]
    return frozenset(word for each in listed if each["code"] == _FUNCTION for word in each["parameters"])


def _moment(value: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)
