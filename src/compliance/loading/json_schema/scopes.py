"""What `$dynamicRef` means where several schemas bear its name (JSON Schema Core 2020-12, sections 7.1 and 8.2.3.2)."""

from typing import Final

from compliance.model.openapi.addresses import split
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node
from compliance.model.openapi.resources import names_in

Scope = tuple[tuple[str, str], ...]
"""By name, the address of the outermost resource that bears it, of those that a validator came through."""
NOWHERE: Final[Scope] = ()


class ScopeNeededError(Exception):
    """A schema means one thing or another, depending on what led to it."""


class Scopes:
    """The names that more than one schema of a document bears as `$dynamicAnchor`, by the resource that each is in."""

    def __init__(self, files: DocumentFiles) -> None:
        self._files = files
        self._bearers: dict[str, dict[str, Node | None]] = {}
        for uri in files.trees:
            for (base, name), node in names_in(Node(uri, files.trees[uri])):
                if node.text("$dynamicAnchor") == name:
                    known = self._bearers.setdefault(base, {})
                    # because nobody says which of two in one resource is meant
                    known[name] = node if name not in known else None

    def entered(self, node: Node, scope: Scope) -> Scope:
        """Return the scope of a schema that is reached in another scope: the outermost resources stay what they are."""
        base = self._files.base_of(node)
        passed = dict(scope)
        found = {name: base for name in self._bearers.get(base, ()) if name not in passed}
        return tuple(sorted({**passed, **found}.items())) if found else scope

    def target(self, node: Node, scope: Scope) -> Node | None:
        """Return what `$dynamicRef` of a schema means in a scope, None if it leads nowhere or nobody can say."""
        reference = node.text("$dynamicRef") or ""
        first, name = self._files.resolve(node, reference), split(reference)[1]
        if first is None or first.text("$dynamicAnchor") != name:
            return first
        base = dict(scope).get(name, self._files.base_of(first))
        return self._bearers.get(base, {}).get(name)
