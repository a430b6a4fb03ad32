"""The parsed files of one document, and the way through their references."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from functools import cached_property
from itertools import chain
from posixpath import dirname, join, normpath
from typing import Any, Final
from urllib.parse import unquote, urljoin

from compliance.model.dataclass import dataclass
from compliance.model.location import Place, tokens
from compliance.model.openapi.node import Node

Load = Callable[[str, Place], None]
"""Adds the tree behind an address to the trees, or notes why it cannot; the place is the reference that needs it."""

_LONGEST_CHAIN: Final = 64
_EXAMPLES: Final = frozenset({"example", "examples", "default"})


@dataclass(frozen=True)
class DocumentFiles:
    """The trees of a document by address, which grow while it is loaded; `uri` is that of the entry.

    `exemplified` holds schemas with what gives examples of them, themselves or media types, parameters and headers that
    use them, by the identity of their trees. The walk through the document fills it.
    """

    uri: str
    trees: Mapping[str, Any] = field(repr=False)
    exemplified: dict[int, tuple[Node, list[Node]]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _anchors: dict[str, dict[str, Node]] = field(default_factory=dict, init=False, repr=False, compare=False)
    holes: list[Node] = field(default_factory=list, init=False, repr=False, compare=False)
    _resolved: dict[tuple[str, str], Node | None] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def root(self) -> Node:
        """The OpenAPI Object."""
        return Node(self.uri, self.trees[self.uri])

    @property
    def is_version_2(self) -> bool:
        return "swagger" in self.root.mapping

    @cached_property
    def uses_json_schema(self) -> bool:
        """Whether its schemas are those of JSON Schema 2020-12, as from version 3.1 on, and `$ref` has neighbours."""
        version = self.root.text("openapi") or ""
        return version.startswith(("3.1", "3.2"))

    def exemplify(self, schema: Node | None, holder: Node) -> None:
        """Note what gives examples of a schema: itself, or what uses it."""
        if schema is not None and isinstance(schema.raw, dict) and not _EXAMPLES.isdisjoint(holder.raw):
            self.exemplified.setdefault(id(schema.raw), (schema, []))[1].append(holder)

    def defines_scheme(self, name: str) -> bool:
        """Return whether a security requirement may name this scheme; from version 3.2 on a name may be a reference."""
        for path in (("components", "securitySchemes"), ("securityDefinitions",)):
            holder: Node | None = self.root
            for key in path:
                holder = self.follow(member) if holder and (member := holder.get(key)) else None
            if holder is not None and holder.has(name):
                return True
        return self.root.text("openapi") is not None and self.resolve(self.uri, name) is not None

    def follow(self, node: Node, load: Load | None = None) -> Node | None:
        """Return the node that is meant: itself, or the end of its chain of references; None if it leads nowhere.

        `load` is asked for a file that is not here. What leads nowhere is added to `holes`, each time somebody follows.
        """
        start = node
        for _ in range(_LONGEST_CHAIN):
            reference = node.text("$ref")
            if reference is None:
                return node
            if load is not None and reference[:1] != "#":
                address, _ = split_reference(node.uri, reference)
                if address not in self.trees:
                    load(address, node.at.child("$ref"))
            target = self.resolve(node.uri, reference)
            if target is None:
                break
            node = target
        self.holes.append(start)
        return None

    def dead_end(self, node: Node) -> str:
        """Return the address of the file in which the chain of references from a hole breaks off."""
        address = node.uri
        for _ in range(_LONGEST_CHAIN):
            address, _ = split_reference(node.uri, node.text("$ref") or "")
            target = self.resolve(node.uri, node.text("$ref") or "")
            if target is None or target.text("$ref") is None:
                break
            node = target
        return address

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
            return self._anchors_of(uri).get(fragment)
        node: Node | None = Node(uri, self.trees[uri])
        for token in tokens(fragment):
            if node is None:
                return None
            is_index = isinstance(node.raw, list) and token.isdecimal()
            node = node.item(int(token)) if is_index else node.get(token)
        return node

    def _anchors_of(self, uri: str) -> dict[str, Node]:
        if uri not in self._anchors:
            self._anchors[uri] = dict(_anchors(Node(uri, self.trees[uri])))
        return self._anchors[uri]


def _anchors(root: Node) -> Iterator[tuple[str, Node]]:
    """Yield every name that is given by `$anchor`, and its node; what YAML repeats is looked into once."""
    stack, seen = [root], {id(root.raw)}
    while stack:
        node = stack.pop()
        if (anchor := node.text("$anchor")) is not None:
            yield anchor, node
        inner = chain((member for _, member in node.members()), node.items())
        for member in inner:
            if isinstance(member.raw, dict | list) and id(member.raw) not in seen:
                seen.add(id(member.raw))
                stack.append(member)


def split_reference(uri: str, reference: str) -> tuple[str, str]:
    """Return the file a reference points into, relative to the file it stands in, and the unescaped fragment."""
    address, _, fragment = reference.partition("#")
    fragment = unquote(fragment)
    if not address:
        return uri, fragment
    if "://" in address or "://" in uri:
        return urljoin(uri, address), fragment
    return normpath(join(dirname(uri), unquote(address))), fragment
