"""The parsed files of one document, and the way through their references."""

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from typing import Any, Final, TypeVar

from compliance.model.dataclass import dataclass, field
from compliance.model.lazy import lazy_property
from compliance.model.location import Place, index_of, tokens
from compliance.model.openapi.addresses import is_uri, joined, split
from compliance.model.openapi.hole import Hole
from compliance.model.openapi.node import Node
from compliance.model.openapi.resources import Name, names_in, own_base

T = TypeVar("T")
Load = Callable[[str, Place], None]
"""Adds the tree behind an address to the trees, or notes why it cannot; the place is the reference that needs it."""

_LONGEST_CHAIN: Final = 64
EXAMPLES: Final = frozenset({"example", "examples", "default"})


@dataclass(frozen=True)
class DocumentFiles:
    """The trees of a document by address, which grow while it is loaded; `uri` is that of the entry.

    `absent` holds the addresses of files that were looked for and do not exist.

    `exemplified` holds schemas with what gives examples of them, themselves or media types, parameters and headers that
    use them, by the identity of their trees. The walk through the document fills it.
    """

    uri: str
    trees: Mapping[str, Any] = field(repr=False)
    absent: Collection[str] = field(default=frozenset(), repr=False, compare=False)
    exemplified: dict[int, tuple[Node, list[Node]]] = field(default_factory=dict, init=False, repr=False, compare=False)
    holes: list[Hole] = field(default_factory=list, init=False, repr=False, compare=False)
    _ends: dict[tuple[str, str, str], tuple[Node | None, int]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _remembered: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    _names: dict[Name, Node] = field(default_factory=dict, init=False, repr=False, compare=False)
    _twice: set[Name] = field(default_factory=set, init=False, repr=False, compare=False)
    _dynamic: dict[str, set[Name]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _searched: set[str] = field(default_factory=set, init=False, repr=False, compare=False)
    _bases: dict[int, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    _resolved: dict[tuple[str, str, str], Node | None] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @lazy_property
    def root(self) -> Node:
        """The OpenAPI Object."""
        return Node(self.uri, self.trees[self.uri])

    @property
    def is_version_2(self) -> bool:
        return "swagger" in self.root.mapping

    @lazy_property
    def uses_json_schema(self) -> bool:
        """Whether its schemas are those of JSON Schema 2020-12, as from version 3.1 on, and `$ref` has neighbours."""
        version = self.root.text("openapi") or ""
        return version.startswith(("3.1", "3.2"))

    @property
    def is_version_3_2(self) -> bool:
        return (self.root.text("openapi") or "").startswith("3.2")

    def component(self, kind: str, name: str) -> Node | None:
        """Return what the document declares under a name, of a kind such as `schemas`; None if it does not."""
        named = self.components(kind)
        return named.get(name) if named is not None else None

    def components(self, kind: str) -> Node | None:
        """Return the map of what the document declares of a kind, None if it has none."""
        return self.remember(("components", kind), lambda: self._declared(kind))

    def _declared(self, kind: str) -> Node | None:
        holder: Node | None = self.root
        for key in (kind,) if self.is_version_2 else ("components", kind):
            holder = self.follow(member) if holder and (member := holder.get(key)) else None
        return holder

    def remember(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made under a key, making it the first time: what holds for many operations is read once.

        Whoever gets it has not seen either what could not be followed while it was made.
        """
        known = self._remembered.get(key)
        if known is None:
            before = len(self.holes)
            known = make(), tuple(self.holes[before:])
            self._remembered[key] = known
        elif known[1]:
            self.holes.extend(known[1])
        made: T = known[0]
        return made

    def exemplify(self, schema: Node | None, holder: Node) -> None:
        """Note what gives examples of a schema: itself, or what uses it."""
        if schema is not None and isinstance(schema.raw, dict) and not EXAMPLES.isdisjoint(holder.raw):
            self.exemplified.setdefault(id(schema.raw), (schema, []))[1].append(holder)

    def written(self, schema: Node) -> bool:
        """Return whether what stands in a schema holds: before version 3.1 nothing does that stands beside `$ref`."""
        return self.uses_json_schema or schema.text("$ref") is None

    def follow(self, node: Node, load: Load | None = None, at: Place | None = None) -> Node | None:
        """Return the node that is meant: itself, or the end of its chain of references; None if it leads nowhere.

        `load` is asked for a file that is not here; `at` is where the reference stands, if not in `$ref`. What leads
        nowhere is added to `holes`, each time somebody follows.
        """
        raw = node.raw
        # because this is asked of hundreds of thousands of nodes, most of which are no references
        if not isinstance(raw, dict) or not isinstance(raw.get("$ref"), str):
            return node
        passed: dict[tuple[str, str, str], None] = {}
        here, end = node, None
        while (reference := here.text("$ref")) is not None:
            key = (self.base_of(here), here.uri, reference)
            known = self._ends.get(key)
            if known is not None and known[1] == len(self.trees):  # because a file that came since may hold the end
                end = known[0]
                break
            target = None if key in passed else self._next(here, reference, load, at)
            passed[key] = None
            if target is None:
                break
            here, end, at = target, target, None
        if end is not None and end.text("$ref") is not None:
            end = None
        self._ends.update(dict.fromkeys(passed, (end, len(self.trees))))
        if end is None:
            self.holes.append(Hole(node))
        return end

    def meant(self, node: Node) -> Node | None:
        """Return the same without adding to `holes`, for whoever says itself what it could not see."""
        count = len(self.holes)
        target = self.follow(node)
        del self.holes[count:]
        return target

    def _next(self, node: Node, reference: str, load: Load | None, at: Place | None) -> Node | None:
        if load is not None and reference[:1] != "#":
            address = self.address_of(node, reference)
            if address is not None and not self.holds(address):
                load(address, at or node.at.child("$ref"))
        return self.resolve(node, reference)

    def dead_end(self, node: Node) -> str | None:
        """Return the address in which the chain of references from a hole breaks off, None if it cannot be one."""
        for _ in range(_LONGEST_CHAIN):
            reference = node.text("$ref") or ""
            target = self.resolve(node, reference)
            if target is None or target.text("$ref") is None:
                break
            node = target
        return self.address_of(node, node.text("$ref") or "")

    def resolve(self, node: Node, reference: str) -> Node | None:
        """Return the node a reference points at, seen from where it stands; None if there is none."""
        key = (self.base_of(node), node.uri, reference)
        if key not in self._resolved:
            address = self.address_of(node, reference)
            self._resolved[key] = None if address is None else self._look_up(address, split(reference)[1])
        return self._resolved[key]

    def dynamic_target(self, node: Node) -> Node | None:
        """Return what `$dynamicRef` of a schema means, None if it leads nowhere or to one thing here and another there.

        Where several schemas bear its name as `$dynamicAnchor`, the one is meant that a reader came through first (JSON
        Schema 2020-12, section 8.2.3.2).
        """
        reference = node.text("$dynamicRef")
        target = self.resolve(node, reference) if reference is not None else None
        name = target.text("$dynamicAnchor") if target is not None else None
        if name is None or name != split(reference or "")[1]:
            return target
        self._found()  # because a file that came since may bear it too
        bearers = self._dynamic[name]
        return target if len(bearers) == 1 and self._twice.isdisjoint(bearers) else None

    def address_of(self, node: Node, reference: str) -> str | None:
        """Return the file or the resource that a reference points into, None if it cannot be an address.

        What a file calls itself is the base of its references. A relative one to something that is not here means the
        file that lies beside it all the same: nothing says that these files lie where their names say.
        """
        base, address = self.base_of(node), split(reference)[0]
        meant = joined(base, address)
        if base == node.uri or meant is None or self.holds(meant) or is_uri(address):
            return meant
        root = Node(node.uri, self.trees[node.uri])
        return joined(node.uri, address) if base == own_base(root, root.uri) else meant

    def holds(self, address: str) -> bool:
        """Return whether a file or a resource of that address is here."""
        return address in self.trees or (address, "") in self._found()

    def base_of(self, node: Node) -> str:
        """Return the address to which references in a node are relative."""
        if not self.uses_json_schema:
            return node.uri
        passed: list[Node] = []
        here: Node | None = node
        while here is not None and id(here.raw) not in self._bases:
            passed.append(here)
            here = here.parent
        base = node.uri if here is None else self._bases[id(here.raw)]
        for inner in reversed(passed):
            base = own_base(inner, base)
            if inner is not node:  # because what is asked for may be made on the way, and its identity used again
                self._bases[id(inner.raw)] = base
        return base

    def _look_up(self, address: str, fragment: str) -> Node | None:
        node = Node(address, self.trees[address]) if address in self.trees else self._found().get((address, ""))
        if node is None:
            return None
        if fragment and not fragment.startswith("/"):
            return self._found().get((self.base_of(node), fragment))
        here: Node | None = node
        for token in tokens(fragment):
            if here is None:
                return None
            is_list = isinstance(here.raw, list)
            here = here.item(index) if is_list and (index := index_of(token)) is not None else here.get(token)
        return here

    def _found(self) -> Mapping[Name, Node]:
        """Return all names in the files that are here; before version 3.1 nothing has a name."""
        for uri in self._unsearched() if self.uses_json_schema else ():
            self._searched.add(uri)
            for name, node in names_in(Node(uri, self.trees[uri])):
                if self._names.setdefault(name, node) is not node:
                    self._twice.add(name)
                elif name[1] and node.text("$dynamicAnchor") == name[1]:
                    self._dynamic.setdefault(name[1], set()).add(name)
        return self._names

    def _unsearched(self) -> Iterator[str]:
        if len(self._searched) < len(self.trees):
            yield from [uri for uri in self.trees if uri not in self._searched]
