"""What schemas look like from afar: those that say the same look alike, so that only those have to be compared."""

from typing import Any, Final

from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.keywords import FOR_PEOPLE
from compliance.model.openapi.node import Node

_UNSAID: Final = FOR_PEOPLE | {"default", "xml"}
UNORDERED: Final = frozenset({"required", "enum", "type", "allOf", "anyOf", "oneOf"})
NAMED: Final = frozenset({"properties", "patternProperties", "dependentSchemas", "$defs", "definitions"})
_DEEPEST: Final = 4


class Sketches:
    """Numbers for the schemas of a document: two that say the same have one number, wherever they stand.

    References are followed, and four levels looked at. What is shared is looked at once.
    """

    def __init__(self, files: DocumentFiles) -> None:
        self._files = files
        self._known: dict[tuple[int, int], int] = {}

    def of(self, node: Node, depth: int = _DEEPEST) -> int:
        target = self._files.meant(node)
        if target is None or not isinstance(target.raw, dict):
            return 0 if target is None else hash((type(target.raw).__name__, repr(target.raw)))
        key = (id(target.raw), depth)
        if key not in self._known:
            told = (name for name in target.raw if is_told(name)) if depth else ()
            self._known[key] = hash(frozenset((name, self._member(name, target, depth - 1)) for name in told))
        return self._known[key]

    def _member(self, name: str, holder: Node, depth: int) -> int:
        member = holder.get(name)
        if member is None:
            return 0
        if name in NAMED and isinstance(member.raw, dict):
            return hash(frozenset((inner, self.of(node, depth)) for inner, node in member.members()))
        if not isinstance(member.raw, list):
            return self.of(member, depth)
        sketches = (self.of(node, depth) for node in member.items())
        return hash(frozenset(sketches) if name in UNORDERED else tuple(sketches))


def is_told(key: Any) -> bool:
    """Return whether a keyword says what fits, and is not for people."""
    return isinstance(key, str) and key not in _UNSAID and not key.startswith("x-")
