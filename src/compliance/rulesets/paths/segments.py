"""What the engine of Spectral has beside RFC 9535: scripts, the parent, the key; and a way down that ends."""

from collections.abc import Iterable, Iterator
from typing import Any

from jsonpath.segments import JSONPathRecursiveDescentSegment, JSONPathSegment
from jsonpath.selectors import JSONPathSelector

from compliance.rulesets.paths.matches import Match, members
from compliance.rulesets.paths.script_words import Scope, Script
from compliance.rulesets.paths.values import NoSuchMember, is_true, member


class _Immediate:
    """Has the other way of resolving that the library asks of its parts, for documents that are waited for."""

    def resolve_async(self, _found: Any) -> Any:
        """Refuse: nothing here waits."""
        raise TypeError("a document is at hand, so its paths are resolved without waiting")


class Filter(_Immediate, JSONPathSelector):
    """Selects the members for which a script gives something true; where the script fails, it is not."""

    def __init__(self, script: Script) -> None:
        self._script = script

    def resolve(self, node: Any) -> Iterator[Match]:
        """Yield the members that are selected."""
        for child, scope in node.children_with_scopes():
            try:
                if is_true(self._script(scope)):
                    yield child
            except NoSuchMember:
                continue


class Computed(_Immediate, JSONPathSelector):
    """Selects the member whose key a script computes: `[(@.length-1)]`."""

    def __init__(self, script: Script) -> None:
        self._script = script

    def resolve(self, node: Any) -> Iterator[Match]:
        """Yield the member, if there is one of that key."""
        outer = node.parent.obj if node.parent else None
        try:
            key = self._script(Scope(node.obj, node.key, outer, None, node.written, node.root))
            key = int(key) if isinstance(key, float) and key.is_integer() else key
            if key in dict(members(node.obj)):
                yield node.new_child(member(node.obj, key), key)
        except (NoSuchMember, TypeError):
            return


class Parents(_Immediate, JSONPathSegment):
    """What holds the places that were found, each once: `^`."""

    def __init__(self) -> None: ...

    def resolve(self, nodes: Iterable[Any]) -> Iterator[Match]:
        """Yield the match above each."""
        seen: set[tuple[int, int]] = set()
        for node in nodes:
            if node.parent is not None:
                above = node.parent.parent.obj if node.parent.parent else None
                name = (id(node.parent.obj), id(above))
                if name not in seen:
                    seen.add(name)
                    yield node.parent


class Names(_Immediate, JSONPathSegment):
    """The keys of the places that were found: `~`."""

    def __init__(self) -> None: ...

    def resolve(self, nodes: Iterable[Any]) -> Iterator[Match]:
        """Yield the key of each."""
        yield from (node.named() for node in nodes if node.parent is not None)


class Descent(JSONPathRecursiveDescentSegment):
    """Everything below the places that were found: `..`.

    References are followed, so that one thing is met by many ways, and all of them lead to one place in the text:
    it is gone through once.
    """

    def __init__(self, selectors: tuple[JSONPathSelector, ...]) -> None:
        self.selectors = selectors

    def resolve(self, nodes: Iterable[Any]) -> Iterator[Any]:
        """Yield what the selectors find in each container below."""
        seen: set[int] = set()
        for node in nodes:
            for below in _containers(node, seen):
                for selector in self.selectors:
                    yield from selector.resolve(below)


def _containers(node: Match, seen: set[int]) -> Iterator[Match]:
    """Yield a container and all below it, from the top, those that were seen before left out."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if not isinstance(here.obj, dict | list) or id(here.obj) in seen:
            continue
        seen.add(id(here.obj))
        yield here
        below = [here.new_child(value, key) for key, value in members(here.obj) if isinstance(value, dict | list)]
        waiting.extend(reversed(below))
