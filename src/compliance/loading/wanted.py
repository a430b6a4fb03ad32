"""The pointers somebody asks the position of, as a tree."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from compliance.model.location import tokens

Position = tuple[int, int]


@dataclass(slots=True)
class Wanted:
    """A tree of the pointers asked for, by token."""

    pointer: str = ""
    children: dict[str, "Wanted"] = field(default_factory=dict)

    @classmethod
    def of(cls, pointers: Iterable[str]) -> "Wanted":
        root = cls()
        for pointer in pointers:
            node = root
            path = ""
            for raw, token in zip(pointer.split("/")[1:], tokens(pointer), strict=True):
                path += f"/{raw}"
                node = node.children.setdefault(token, cls(path))
        return root
