"""Whether two schemas are written alike, down to the last one that they refer to: most of two versions are."""

from collections.abc import Iterable, Iterator
from typing import Any

from compliance.model.changes.heirs import heirs
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node

_Pair = tuple[int, int]


class Unchanged:
    """Knows which trees of two documents are equal with all that they refer to; each pair is looked at once."""

    def __init__(self, older: DocumentFiles, newer: DocumentFiles) -> None:
        self._older = older
        self._newer = newer
        self._known: dict[_Pair, bool] = {}
        self._is_possible = older.uses_json_schema == newer.uses_json_schema and (
            older.is_version_2 == newer.is_version_2
        )

    def holds(self, older: Node, newer: Node) -> bool:
        """Return whether nothing changed in a tree and in what it refers to; False if a reference leads nowhere."""
        if not self._is_possible:
            return False
        pair = (id(older.raw), id(newer.raw))
        if pair not in self._known:
            self._explore(older, newer)
        return self._known[pair]

    def _explore(self, older: Node, newer: Node) -> None:
        """Look at all pairs that are referred to from here, then spread what changed to whoever refers to it."""
        users: dict[_Pair, list[_Pair]] = {}
        changed: list[_Pair] = []
        waiting = [(older, newer)]
        found: set[_Pair] = {(id(older.raw), id(newer.raw))}
        while waiting:
            one, other = waiting.pop()
            pair = (id(one.raw), id(other.raw))
            inner = list(self._referred(one, other)) if one.raw == other.raw else None
            if inner is None or None in inner:
                changed.append(pair)
                continue
            for target in inner:
                if target is None:
                    continue
                below = (id(target[0].raw), id(target[1].raw))
                users.setdefault(below, []).append(pair)
                if self._known.get(below) is False:
                    changed.append(below)
                elif below not in self._known and below not in found:
                    found.add(below)
                    waiting.append(target)
        self._spread(found, changed, users)

    def _spread(self, found: set[_Pair], changed: list[_Pair], users: dict[_Pair, list[_Pair]]) -> None:
        for pair in found:
            self._known[pair] = True
        reached = set(changed)
        while changed:
            pair = changed.pop()
            self._known[pair] = False
            further = [user for user in users.get(pair, ()) if user not in reached]
            reached.update(further)
            changed.extend(further)

    def _referred(self, one: Node, other: Node) -> Iterator[tuple[Node, Node] | None]:
        """Yield what two equal trees refer to, in pairs; None for what leads nowhere, or is `true` where 1 was."""
        waiting = [(one, other)]
        while waiting:
            left, right = waiting.pop()
            if isinstance(left.raw, dict):
                yield from self._targets(left, right)
            for key, value in _inner(left.raw):
                twin = right.raw[key]
                if isinstance(value, dict | list):
                    waiting.append((Node(left.uri, value, left, key), Node(right.uri, twin, right, key)))
                elif isinstance(value, bool) is not isinstance(twin, bool):
                    yield None

    def _targets(self, one: Node, other: Node) -> Iterator[tuple[Node, Node] | None]:
        for reference in _references(one.raw):
            left, right = self._older.resolve(one, reference), self._newer.resolve(other, reference)
            yield None if left is None or right is None else (left, right)
        if "discriminator" in one.raw:
            older, newer = heirs(one, self._older), heirs(other, self._newer)
            for value in dict.fromkeys((*older, *newer)):
                yield (older[value], newer[value]) if value in older and value in newer else None


def _references(raw: dict[str, Any]) -> Iterator[str]:
    """Yield the references of one schema itself; names in a `mapping` mean schemas of the document."""
    if isinstance(reference := raw.get("$ref"), str):
        yield reference
    if "$dynamicRef" in raw:
        yield str(raw["$dynamicRef"])
    stated = raw.get("discriminator")
    mapping = stated.get("mapping") if isinstance(stated, dict) else None
    for target in mapping.values() if isinstance(mapping, dict) else ():
        text = str(target)
        yield text if "/" in text or "#" in text or "." in text else f"#/components/schemas/{text}"


def _inner(raw: Any) -> Iterable[tuple[Any, Any]]:
    if isinstance(raw, dict):
        return raw.items()
    return enumerate(raw) if isinstance(raw, list) else ()
