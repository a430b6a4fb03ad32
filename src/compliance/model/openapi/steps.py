"""Steps from one node of a document to those below it; what is missing there, or of a wrong form, is noted."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from compliance.model.location import Place
from compliance.model.openapi.files import DocumentFiles, Load
from compliance.model.openapi.hole import Hole
from compliance.model.openapi.index import NodeIndex
from compliance.model.openapi.node import Node
from compliance.model.text import Message

_OBJECT: Final = Message.of("an object is expected here, so nothing in it was looked at")
_LIST: Final = Message.of("a list is expected here, so nothing in it was looked at")
TEXT: Final = Message.of("a text is expected here, so it was not looked at")


class Steps:
    """The way through one document. `seen` holds the identity of what was visited: many may refer to one."""

    def __init__(self, files: DocumentFiles, load: Load | None) -> None:
        self.files = files
        self.nodes = NodeIndex()
        self.seen: set[int] = set()
        self._load = load

    def follow(self, node: Node, holds: frozenset[str], at: Place | None = None) -> Node | None:
        """Return what a node means; one that leads nowhere is noted, with the kinds that could have been behind it."""
        target = self.files.follow(node, self._load, at)
        if target is None:
            self.nodes.dangling.append(Hole(node, holds))
        return target

    def refer(self, origin: Node, reference: str, holds: frozenset[str]) -> Node | None:
        """Return what a text means that is a reference though it is not called `$ref`."""
        written = Node(origin.uri, {"$ref": reference}, origin.parent, origin.key)
        return self.follow(written, holds, origin.at)

    def note(self, node: Node, holds: frozenset[str], reason: Message) -> None:
        """Note a value of a wrong form, with the kinds that it could have held."""
        self.nodes.malformed.append(Hole(node, holds, reason))

    def is_object(self, node: Node, holds: frozenset[str]) -> bool:
        """Return whether a value is an object, noting it otherwise."""
        return self._has_form(node, dict, holds, _OBJECT)

    def is_text(self, node: Node, holds: frozenset[str]) -> bool:
        """Return whether a value is text, noting it otherwise."""
        return self._has_form(node, str, holds, TEXT)

    def is_list(self, node: Node, holds: frozenset[str]) -> bool:
        """Return whether a value is a list, noting it otherwise."""
        return self._has_form(node, list, holds, _LIST)

    def object_at(self, node: Node, holds: frozenset[str]) -> Node | None:
        """Return what a node means if that is an object, noting it otherwise."""
        target = self.follow(node, holds)
        return target if target is not None and self.is_object(target, holds) else None

    def first_time(self, node: Node, holds: frozenset[str]) -> Node | None:
        """Return what a node means, if it is an object that was not visited before."""
        target = self.object_at(node, holds)
        return target if target is not None and self.is_new(target) else None

    def is_new(self, node: Node) -> bool:
        """Return whether an object was not visited before; from now on it was."""
        if id(node.raw) in self.seen:
            return False
        self.seen.add(id(node.raw))
        return True

    def members(self, holder: Node, key: str, holds: frozenset[str]) -> Iterable[tuple[str, Node]]:
        """Return the members of a map, also of one that stands elsewhere and is referred to as a whole."""
        member = holder.get(key)
        if member is None:
            return ()
        if isinstance(member.raw, dict) and "$ref" not in member.raw:
            return member.members()  # because nearly every map stands where it is looked for
        target = self.object_at(member, holds)
        return target.members() if target is not None else ()

    def unextended(self, holder: Node, key: str, holds: frozenset[str]) -> Iterator[tuple[str, Node]]:
        """Yield the members of an object whose other fields are names, but for its extensions (`^x-`).

        These are the Paths and the Responses Object; maps such as those under `components` have no extensions.
        """
        return without_extensions(self.members(holder, key, holds))

    def items(self, holder: Node, key: str, holds: frozenset[str]) -> Iterable[Node]:
        """Return the items of a list, also of one that stands elsewhere and is referred to as a whole."""
        member = holder.get(key)
        target = self.follow(member, holds) if member is not None else None
        return target.items() if target is not None and self.is_list(target, holds) else ()

    def _has_form(self, node: Node, form: type[Any], holds: frozenset[str], reason: Message) -> bool:
        if isinstance(node.raw, form):
            return True
        self.note(node, holds, reason)
        return False


def without_extensions(members: Iterable[tuple[str, Node]]) -> Iterator[tuple[str, Node]]:
    """Yield the members that are no extensions."""
    return ((name, node) for name, node in members if not name.startswith("x-"))


def wholes(node: Node, target: Node) -> Iterator[tuple[Node, Node]]:
    """Yield a path item and what it refers to, each with all that the other one adds."""
    from compliance.model.openapi.joined import joined  # noqa: PLC0415 - because few path items are references

    yield node, joined(node, target)
    yield target, joined(target, node)
