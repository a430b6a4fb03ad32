"""Operations."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final, TypeVar

from compliance.model.codelist import fold, phrase
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node
from compliance.model.openapi.paging import Paging, read_paging
from compliance.model.openapi.parameter import Parameter
from compliance.model.openapi.security import Demand, credential_addresses, demand_of
from compliance.model.openapi.server import bases_of
from compliance.model.openapi.view import View

T = TypeVar("T")

_MOST_SERVERS: Final = 20
_METHODS: Final = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace", "query"})
_WITHOUT_DATA: Final = frozenset({"options", "trace"})
_OF_NO_DATA: Final = frozenset({"token", "health"})
_OTHERS: Final = frozenset({"$ref", "summary", "description", "servers", "parameters", "additionalOperations"})


class Operation(View):
    """One method of one path that the platform offers; callbacks and webhooks go the other way and are not meant."""

    __slots__ = ("_made", "method", "path", "path_item")

    def __init__(self, files: DocumentFiles, node: Node, method: str, path: str, path_item: Node) -> None:
        super().__init__(files, node)
        self.method = method
        self.path = path
        self.path_item = path_item
        self._made: dict[Hashable, Any] = {}

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made of the operation as it is written, making it the first time.

        Many paths may lead to one item, so that what does not hang on the path is read once for all of them. It is at
        hand here too, unless something could not be followed while it was made, which everybody has to be told.
        """
        made: T | None = self._made.get(key)
        if made is None:
            before = len(self.files.holes)
            made = self.files.remember((key, id(self.node.raw), id(self.path_item.raw)), make)
            if len(self.files.holes) == before:
                self._made[key] = made
        return made

    @property
    def name(self) -> str:
        """The method and the path, as messages name it: `GET /citizens/{id}`."""
        return f"{self.method.upper()} {self.path}"

    @property
    def is_open(self) -> bool:
        """Whether the document marks it as open data (`x-sharing-form: open`) here, on the path or for the whole."""
        for node in (self.node, self.path_item, self.files.root):
            form = node.text("x-sharing-form")
            if form is not None:
                return fold(form) == "open"
        return False

    @property
    def function(self) -> str | None:
        """The function as marked, `token` too if a security scheme names its address; None if nothing tells."""
        stated = self.node.text("x-function")
        if stated is not None:
            return fold(stated)
        return "token" if self._gives_credentials() else None

    def _gives_credentials(self) -> bool:
        """Return whether its address is one that a security scheme names: of the same host, as far as both name one."""
        named = credential_addresses(self.files)
        for host, base in self._bases() if named else ():
            hosts = named.get(base.rstrip("/") + self.path.rstrip("/"), frozenset())
            if hosts and (not host or not hosts.isdisjoint(("", host))):
                return True
        return "" in named.get(self.path.rstrip("/"), ())

    @property
    def server_holder(self) -> Node:
        """The object whose servers count: itself, else its path or the document."""
        holders = (self.node, self.path_item, self.files.root)
        return next((each for each in holders if each.has("servers")), self.files.root)

    def _bases(self) -> Sequence[tuple[str, str]]:
        """Return host and path of the servers that count."""
        holder = self.server_holder
        key = ("bases", id(holder.raw))
        return self.files.remember(
            key, lambda: tuple(islice(bases_of(self.files, holder), _MOST_SERVERS)) or (("", ""),)
        )

    def phrases(self) -> Iterator[str]:
        """Yield its names in plain words: the last two fixed parts of its path, the last of them, its id."""
        parts = [phrase(part) for part in self.path.split("/") if part and "{" not in part]
        if parts:
            yield from (" ".join(parts[-2:]), parts[-1])
        yield phrase(self.node.text("operationId") or "")

    def seeming_function(self, words: Mapping[str, str]) -> str | None:
        """Return the function that its names speak of; `words` are functions by phrases."""
        return next((words[phrase] for phrase in self.phrases() if phrase in words), None)

    def serves_data(self, words: Mapping[str, str]) -> bool:
        """Return whether it is there for data: it seems neither to give credentials nor to tell of the service only."""
        key = ("serves data", id(self.node.raw), self.method, self.path)
        return self.files.remember(key, lambda: self._serves_data(words))

    def _serves_data(self, words: Mapping[str, str]) -> bool:
        if self.method in _WITHOUT_DATA or self.function in _OF_NO_DATA:
            return False
        return self.node.has("x-function") or self.seeming_function(words) is None

    @property
    def security(self) -> Node | None:
        """The security that counts: its own, else the document's; None if neither states any."""
        return self.node.get("security") or self.files.root.get("security")

    @property
    def demand(self) -> Demand | None:
        """The demand of the security that counts; None if neither the operation nor the document states any."""
        stated = self.security
        return None if stated is None else demand_of(self.files, stated)

    @property
    def needs_credentials(self) -> bool:
        """Whether the document lets nobody call it without credentials: security is stated, with no empty choice."""
        return self.demand is not None and self.demand.keeps_strangers_out

    @property
    def answers(self) -> Node | None:
        """The documented answers by status, None if it documents none."""
        listed = self.node.get("responses")
        return self.files.follow(listed) if listed else None

    @property
    def success(self) -> Node | None:
        """The documented answer with the lowest status of success, followed to where it is written."""
        answers = self.answers
        named = sorted((name, node) for name, node in answers.members() if name[:1] == "2") if answers else []
        return self.files.follow(named[0][1]) if named else None

    @property
    def request_body(self) -> Node | None:
        """The object with the schema of what is sent: the request body, in version 2.0 the parameter that is one."""
        if (stated := self.node.get("requestBody")) is not None:
            return self.files.follow(stated)
        listed = self.node.get("parameters") if self.files.is_version_2 else None
        followed = (self.files.follow(each) for each in (listed.items() if listed else ()))
        return next((each for each in followed if each is not None and each.text("in") == "body"), None)

    def paging(self) -> Paging | None:
        """Return how its list is read page by page, None if the document shows no list in pages."""
        success = self.success
        return read_paging(self.files, self.path, success, self.parameters()) if success else None

    def parameters(self) -> Sequence[Parameter]:
        """Return its parameters and those of its path that it does not replace, followed to where they are written."""
        return self.once("parameters", lambda: tuple(self._parameters()))

    def _parameters(self) -> Iterator[Parameter]:
        seen: set[tuple[str, str]] = set()
        for owner in (self.node, self.path_item):
            listed = owner.get("parameters")
            for node in listed.items() if listed else ():
                target = self.files.follow(node)
                if target is None or target.text("in") == "body":
                    continue
                parameter = Parameter(self.files, target)
                if (key := (parameter.name, parameter.place)) not in seen:
                    seen.add(key)
                    yield parameter


def methods(item: Node) -> Iterator[tuple[str, Node]]:
    """Yield the methods of a path item, each with its operation."""
    for name in item.mapping if len(item.mapping) < len(_METHODS) else sorted(_METHODS & item.mapping.keys()):
        if name in _METHODS and (node := item.get(name)) is not None:
            yield name, node
    additional = item.get("additionalOperations")
    for name, node in additional.members() if additional is not None else ():
        yield name.lower(), node


def unknown_in(item: Node) -> Iterator[Node]:
    """Yield the objects in a path item that are no operations, as `GET` in capitals is none."""
    for name in sorted(item.mapping.keys() - _METHODS - _OTHERS):
        node = item.get(name)
        if node is not None and isinstance(node.raw, dict) and not name.startswith("x-"):
            yield node
