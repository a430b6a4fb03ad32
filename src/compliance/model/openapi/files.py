"""The parsed files of one document, and the way through their references."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from posixpath import dirname, join, normpath
from typing import Any, Final
from urllib.parse import unquote, urljoin

from compliance.model.location import tokens
from compliance.model.openapi.node import Node

_LONGEST_CHAIN: Final = 64


@dataclass(frozen=True)
class DocumentFiles:
    """The trees of a document by address; `uri` is that of the entry."""

    uri: str
    trees: Mapping[str, Any] = field(repr=False)
    _resolved: dict[tuple[str, str], Node | None] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def root(self) -> Node:
        """The OpenAPI Object."""
        return Node(self.uri, self.trees[self.uri])

    @property
    def is_version_2(self) -> bool:
        return "swagger" in self.root.mapping

    def defines_scheme(self, name: str) -> bool:
        """Whether a security requirement may name this scheme; from version 3.2 on the name may be a reference."""
        for path in (("components", "securitySchemes"), ("securityDefinitions",)):
            holder: Node | None = self.root
            for key in path:
                holder = self.follow(member) if holder and (member := holder.get(key)) else None
            if holder is not None and holder.has(name):
                return True
        return self.root.text("openapi") is not None and self.resolve(self.uri, name) is not None

    def follow(self, node: Node) -> Node | None:
        """Return the node that is meant: itself, or the end of its chain of references; None if it leads nowhere."""
        for _ in range(_LONGEST_CHAIN):
            reference = node.text("$ref")
            if reference is None:
                return node
            target = self.resolve(node.uri, reference)
            if target is None:
                return None
            node = target
        return None

    def resolve(self, uri: str, reference: str) -> Node | None:
        """Return the node a reference points at, seen from the file it stands in; None if there is none."""
        key = (uri, reference)
        if key not in self._resolved:
            self._resolved[key] = self._look_up(*split_reference(uri, reference))
        return self._resolved[key]

    def _look_up(self, uri: str, fragment: str) -> Node | None:
        if uri not in self.trees:
            return None
        if fragment and not fragment.startswith("/"):
            return self._anchors.get((uri, fragment))
        node: Node | None = Node(uri, self.trees[uri])
        for token in tokens(fragment):
            if node is None:
                return None
            is_index = isinstance(node.raw, list) and token.isdecimal()
            node = node.item(int(token)) if is_index else node.get(token)
        return node

    @cached_property
    def _anchors(self) -> dict[tuple[str, str], Node]:
        found: dict[tuple[str, str], Node] = {}
        stack = [Node(uri, raw) for uri, raw in self.trees.items()]
        while stack:
            node = stack.pop()
            if (anchor := node.text("$anchor")) is not None:
                found.setdefault((node.uri, anchor), node)
            stack.extend(member for _, member in node.members())
            stack.extend(node.items())
        return found


def split_reference(uri: str, reference: str) -> tuple[str, str]:
    """Return the file a reference points into, relative to the file it stands in, and the unescaped fragment."""
    address, _, fragment = reference.partition("#")
    fragment = unquote(fragment)
    if not address:
        return uri, fragment
    if "://" in address or "://" in uri:
        return urljoin(uri, address), fragment
    return normpath(join(dirname(uri), unquote(address))), fragment
