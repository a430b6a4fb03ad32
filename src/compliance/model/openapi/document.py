"""A loaded document: one or more files, the version it declares, and the way through its references."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin

from compliance.model.location import Place, tokens
from compliance.model.openapi.node import Node

if TYPE_CHECKING:
    from compliance.model.openapi.index import NodeIndex

_LONGEST_CHAIN = 64


@dataclass(frozen=True)
class Document:
    """One OpenAPI document. `files` maps each address to its parsed tree; `uri` is the entry."""

    uri: str
    files: Mapping[str, Any] = field(repr=False)
    _resolved: dict[tuple[str, str], Node | None] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def at(self) -> Place:
        return Place(self.uri)

    @property
    def root(self) -> Node:
        return Node(self.uri, "", self.files[self.uri])

    @property
    def is_version_2(self) -> bool:
        return "swagger" in self.root.mapping

    @property
    def info(self) -> Node:
        return self.root.get("info") or Node(self.uri, "/info", {})

    @cached_property
    def nodes(self) -> "NodeIndex":
        """Every node of the document by kind, each once."""
        from compliance.model.openapi.index import build_index  # noqa: PLC0415 - the walk needs this class

        return build_index(self)

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
        """The node that is meant: itself, or the end of its chain of references; null where it leads nowhere."""
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
        """The node a reference points at, seen from the file it stands in."""
        key = (uri, reference)
        if key not in self._resolved:
            self._resolved[key] = self._look_up(*split_reference(uri, reference))
        return self._resolved[key]

    def _look_up(self, uri: str, fragment: str) -> Node | None:
        if uri not in self.files:
            return None
        if fragment and not fragment.startswith("/"):
            return self._anchors.get((uri, fragment))
        raw = self.files[uri]
        for token in tokens(fragment):
            if isinstance(raw, dict) and token in raw:
                raw = raw[token]
            elif isinstance(raw, list) and token.isdecimal() and int(token) < len(raw):
                raw = raw[int(token)]
            else:
                return None
        return Node(uri, fragment, raw)

    @cached_property
    def _anchors(self) -> dict[tuple[str, str], Node]:
        found: dict[tuple[str, str], Node] = {}
        stack = [Node(uri, "", raw) for uri, raw in self.files.items()]
        while stack:
            node = stack.pop()
            if (anchor := node.text("$anchor")) is not None:
                found.setdefault((node.uri, anchor), node)
            stack.extend(member for _, member in node.members())
            stack.extend(node.items())
        return found


def split_reference(uri: str, reference: str) -> tuple[str, str]:
    """The file a reference points into, relative to the file it stands in, and the unescaped fragment."""
    address, _, fragment = reference.partition("#")
    fragment = unquote(fragment)
    if not address:
        return uri, fragment
    if "://" in address or "://" in uri:
        return urljoin(uri, address), fragment
    return normpath(join(dirname(uri), unquote(address))), fragment
