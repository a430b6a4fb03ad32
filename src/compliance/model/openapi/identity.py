"""What tells one record of a list from another, and when it changed, as far as the document says."""

from typing import Final

from compliance.model.codelist import phrase
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.schema import Schema

_OWN_NAMES: Final = frozenset({"id", "uuid", "guid", "ma", "ma so", "code", "key", "identifier", "dinh danh"})
_LAST_WORDS: Final = frozenset({"id", "uuid", "code", "identifier"})
_FIRST_WORDS: Final = frozenset({"ma", "id"})
_TIMES: Final = frozenset(
    {"updated at", "update time", "updated time", "last updated", "last updated at", "modified at", "last modified"}
    | {"modified date", "updated date", "update date", "changed at", "ngay cap nhat", "thoi diem cap nhat"}
    | {"thoi gian cap nhat", "cap nhat luc", "ngay sua doi", "thoi diem sua doi", "ngay thay doi", "thoi diem thay doi"}
)


def identifying_members(files: DocumentFiles, path: str, record: Schema) -> tuple[str, ...]:
    """Return the members that identify a record of the list at a path, empty if nothing tells.

    These are the members with `x-key: true`; else the one by which the document reads a single record below the list;
    else a required one that is called `id`, `ma`, `code`; else the only required one whose name says as much.
    """
    members, required = record.members(), record.required()
    if marked := tuple(name for name, member in members.items() if member.keyword("x-key") is True):
        return marked
    if (asked := _parameter_below(files, path)) in members:
        return (asked,)
    own = [name for name in members if name in required and phrase(name) in _OWN_NAMES]
    alike = [name for name in members if name in required and _is_like_a_key(name)]
    return tuple(own[:1] or (alike if len(alike) == 1 else ()))


def time_of_change(record: Schema) -> str | None:
    """Return the member that says when a record changed last, None if none does."""
    return next((name for name in record.members() if phrase(name) in _TIMES), None)


def is_identifier(name: str) -> bool:
    """Return whether a name says that it identifies something: `id`, `ma`, `ho_so_id`, `ma_ho_so`."""
    return phrase(name) in _OWN_NAMES or _is_like_a_key(name)


def _parameter_below(files: DocumentFiles, path: str) -> str:
    """Return the name in `/points/{point_code}` where the list is at `/points`, empty if there is no such path."""
    listed = files.root.get("paths")
    paths = files.follow(listed) if listed else None
    start = f"{path.rstrip('/')}/{{"
    below = (other.removeprefix(start) for other in (paths.mapping if paths else ()) if other.startswith(start))
    return next((name[:-1] for name in below if name.endswith("}") and "/" not in name), "")


def _is_like_a_key(name: str) -> bool:
    words = phrase(name).split()
    return len(words) > 1 and (words[-1] in _LAST_WORDS or words[0] in _FIRST_WORDS)
