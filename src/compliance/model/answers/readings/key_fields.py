"""Keys of records that are not filled, or that come twice in one list."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

from compliance.model.answers.answered import Answered
from compliance.model.answers.objects import Schemas, has_data, objects_in
from compliance.model.observation.content import Remark

_MARK: Final = "x-key"
_NOTHING: Final = frozenset({"", "-", "--", "?", "0", "null", "none", "n/a", "na", "unknown", "undefined"})


def concerns(answered: Answered) -> bool:
    """Return whether there are values with schemas."""
    return has_data(answered)


def read(answered: Answered) -> Iterator[Remark]:
    """Yield `empty` for keys that are not filled, `repeated` for those of a list that came before, `key` for others.

    A record that stands in a list of other records, such as that of its changes, may come often.
    """
    seen_in: dict[tuple[int, str], set[str]] = defaultdict(set)
    keys_of: dict[int, tuple[str, ...]] = {}
    for seen in objects_in(answered):
        keys = keys_of.get(id(seen.known))
        if keys is None:
            keys = keys_of[id(seen.known)] = tuple(name for name, found in seen.known.items() if _is_key(found))
        if keys:
            came = {member.name for member in seen.members}
            yield from (Remark("empty", f"{seen.pointer}/{name}") for name in keys if name not in came)
        for member in seen.members:
            if not _is_key(member.schemas):
                continue
            if _is_empty(member.value):
                yield Remark("empty", member.pointer)
            elif seen.holder is not None and repr(member.value) in seen_in[seen.holder, member.name]:
                yield Remark("repeated", member.pointer)
            else:
                yield Remark("key")
            if seen.holder is not None:
                seen_in[seen.holder, member.name].add(repr(member.value))


def _is_key(schemas: Schemas) -> bool:
    return any(schema.keyword(_MARK) is True for schema in schemas)


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, str) and value.strip().lower() in _NOTHING)
