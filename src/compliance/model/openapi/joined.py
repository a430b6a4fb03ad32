"""A path item and what stands beside the reference to it: two objects that count as one."""

from collections.abc import Iterator
from typing import Final

from compliance.model.openapi.node import Node

_ALONE: Final = frozenset({"$ref", "summary", "description"})


class JoinedNode(Node):
    """An object with the members of another one that it does not have itself; each stands where it is written.

    What counts where both have a member, no version of OpenAPI says (Path Item Object, `$ref`).
    """

    __slots__ = ("_first", "_second")

    def __init__(self, first: Node, second: Node) -> None:
        members = {**second.mapping, **first.mapping}
        members.pop("$ref", None)
        super().__init__(first.uri, members, first.parent, first.key)
        self._first = first
        self._second = second

    def get(self, key: str) -> Node | None:
        """Return the member of that name of the one or the other."""
        return (self._first.get(key) or self._second.get(key)) if key in self.mapping else None

    def members(self) -> Iterator[tuple[str, Node]]:
        """Yield names and values of both."""
        for key in self.mapping:
            if (member := self.get(key)) is not None:
                yield key, member


def joined(first: Node, second: Node) -> Node:
    """Return an object with all that another one adds; itself if that is nothing."""
    if second.raw is first.raw or _ALONE.issuperset(second.mapping) or not first.mapping:
        return first
    return JoinedNode(first, second)
