"""A value of a parsed document, and careful ways to read it: outside documents may hold anything anywhere."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from compliance.model.location import Place, escape

_NOTHING: Final[Mapping[str, Any]] = {}


class Node:
    """One value of a parsed document: the file it stands in, its parent, and its key or index there.

    Its pointer is made when it is first needed, because most nodes are never pointed at.
    """

    __slots__ = ("key", "parent", "raw", "uri")

    def __init__(self, uri: str, raw: Any, parent: "Node | None" = None, key: str | int = "") -> None:
        self.uri = uri
        self.raw = raw
        self.parent = parent
        self.key = key

    @property
    def pointer(self) -> str:
        """The JSON Pointer of the value in its file (RFC 6901), empty for the root."""
        steps: list[str] = []
        node: Node | None = self
        while node is not None and node.parent is not None:
            steps.append(escape(str(node.key)))
            node = node.parent
        return "".join(f"/{step}" for step in reversed(steps))

    @property
    def at(self) -> Place:
        return Place(self.uri, self.pointer)

    @property
    def mapping(self) -> Mapping[str, Any]:
        """The value if it is a mapping, else an empty one."""
        return self.raw if isinstance(self.raw, dict) else _NOTHING

    def get(self, key: str) -> "Node | None":
        """Return the member of that name, None if the value is no mapping that has it."""
        if isinstance(self.raw, dict) and key in self.raw:
            return Node(self.uri, self.raw[key], self, key)
        return None

    def item(self, index: int) -> "Node | None":
        """Return the item at that index, None if the value is no list that has it."""
        if isinstance(self.raw, list) and 0 <= index < len(self.raw):
            return Node(self.uri, self.raw[index], self, index)
        return None

    def text(self, key: str) -> str | None:
        """Return the member of that name if it is a string."""
        # because it is asked hundreds of thousands of times, the map is not read through its property
        value = self.raw.get(key) if isinstance(self.raw, dict) else None
        return value if isinstance(value, str) else None

    def has(self, key: str) -> bool:
        return isinstance(self.raw, dict) and key in self.raw

    def members(self) -> Iterator[tuple[str, "Node"]]:
        """Yield names and values, if the value is a mapping."""
        for key, value in self.raw.items() if isinstance(self.raw, dict) else ():
            yield key, Node(self.uri, value, self, key)

    def items(self) -> Iterator["Node"]:
        """Yield the items, if the value is a list."""
        for index, value in enumerate(self.raw if isinstance(self.raw, list) else ()):
            yield Node(self.uri, value, self, index)

    def strings(self, key: str) -> Sequence[str]:
        """Return the strings of the list of that name."""
        value = self.raw.get(key) if isinstance(self.raw, dict) else None
        return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []

    def __repr__(self) -> str:
        return f"Node({self.at!r})"
