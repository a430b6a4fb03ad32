"""A place in a parsed document, and careful ways to read it: outside documents may hold anything anywhere."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from compliance.model.location import Place, escape

_NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a parsed document with its address."""

    uri: str
    pointer: str
    raw: Any = field(repr=False)

    @property
    def at(self) -> Place:
        return Place(self.uri, self.pointer)

    @property
    def mapping(self) -> Mapping[str, Any]:
        """The value if it is a mapping, else an empty one."""
        return self.raw if isinstance(self.raw, dict) else _NOTHING

    def get(self, key: str) -> "Node | None":
        """The member of that name, if the value is a mapping that has it."""
        if isinstance(self.raw, dict) and key in self.raw:
            return Node(self.uri, f"{self.pointer}/{escape(key)}", self.raw[key])
        return None

    def text(self, key: str) -> str | None:
        """The member of that name if it is a string."""
        value = self.mapping.get(key)
        return value if isinstance(value, str) else None

    def has(self, key: str) -> bool:
        return key in self.mapping

    def members(self) -> Iterator[tuple[str, "Node"]]:
        """Names and values, if the value is a mapping."""
        for key, value in self.mapping.items():
            yield key, Node(self.uri, f"{self.pointer}/{escape(key)}", value)

    def items(self) -> Iterator["Node"]:
        """The items, if the value is a list."""
        for index, value in enumerate(self.raw if isinstance(self.raw, list) else ()):
            yield Node(self.uri, f"{self.pointer}/{index}", value)

    def strings(self, key: str) -> Sequence[str]:
        """The strings of the list of that name."""
        value = self.mapping.get(key)
        return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
