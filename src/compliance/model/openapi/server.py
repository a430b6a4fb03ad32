"""Server addresses."""

from collections.abc import Iterator, Sequence
from itertools import islice, product
from typing import Final

from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node
from compliance.model.openapi.view import View
from compliance.model.pattern import late

_VARIABLE: Final = late(r"\{([^{}]*)\}")
_BEGINNING: Final = late(r"\s*([A-Za-z][A-Za-z0-9+.-]*|\{[^{}]*\})://")
_PARTS: Final = late(r"(?:[^/?#]*:)?(?://([^/?#]*))?([^?#]*)")
_MOST_ADDRESSES: Final = 50


class Server(View):
    """A server address. In version 2.0 it is put together from host, base path and scheme."""

    __slots__ = ("url",)

    def __init__(self, files: DocumentFiles, node: Node, url: str) -> None:
        super().__init__(files, node)
        self.url = url

    @property
    def filled(self) -> str:
        """The address with the defaults of its variables; a variable without one stays as it is."""
        variables = self.node.get("variables")
        return _VARIABLE.sub(lambda match: _default(variables, match[1]) or match[0], self.url)

    def addresses(self) -> Iterator[str]:
        """Yield what the address can be: with each value that a variable offers; one that may be anything stays as is.

        A variable without a list of values, and with a slash in its default, is taken to be that default.
        """
        names = list(dict.fromkeys(_VARIABLE.findall(self.url)))
        offered = [[(f"{{{name}}}", value) for value in self._offered(name)] for name in names]
        for choice in islice(product(*offered), _MOST_ADDRESSES):
            values = dict(choice)
            yield _VARIABLE.sub(lambda match: values[match[0]], self.url)  # noqa: B023 - it is called at once

    def _offered(self, name: str) -> Sequence[str]:
        variables = self.node.get("variables")
        variable = variables.get(name) if variables is not None else None
        default = _default(variables, name)
        listed = variable.strings("enum") if variable is not None else ()
        if listed:
            return list(dict.fromkeys((*((default,) if default is not None else ()), *listed)))
        return [default if default is not None and "/" in default else f"{{{name}}}"]

    @property
    def schemes(self) -> frozenset[str]:
        """The schemes with which it may be called, in small letters: each that a variable offers; none if relative."""
        begun = _BEGINNING.match(self.url)
        if begun is None:
            return frozenset()
        name = begun[1]
        variables = self.node.get("variables")
        variable = variables.get(name[1:-1]) if variables is not None and name.startswith("{") else None
        if variable is None:
            return frozenset((name.lower(),)) if not name.startswith("{") else frozenset()
        return frozenset(each.lower() for each in (variable.text("default"), *variable.strings("enum")) if each)

    @property
    def path(self) -> str:
        """The path of the address, without what stands before it; a relative address is all path (RFC 3986, 3.3)."""
        return host_and_path(self.filled)[1]


def host_and_path(address: str) -> tuple[str, str]:
    """Return the host of an address, empty if it names none, and its path."""
    found = _PARTS.match(address)
    host, path = (found[1] or "", found[2]) if found else ("", "")
    return host.lower(), path if path.startswith("/") or not path else f"/{path}"


def bases_of(files: DocumentFiles, holder: Node) -> Iterator[tuple[str, str]]:
    """Yield host and path of the servers that an object states, with the defaults of their variables."""
    return (host_and_path(server.filled) for server in servers_of(files, holder))


def servers_of(files: DocumentFiles, holder: Node) -> Iterator[Server]:
    """Yield the servers that an object states; in version 2.0 the document states them by parts."""
    if files.is_version_2:
        yield from (Server(files, files.root, address) for address in addresses_of_version_2(files.root))
    stated = holder.get("servers")
    for node in stated.items() if stated is not None else ():
        target = files.follow(node)
        url = target.text("url") if target is not None else None
        if target is not None and url is not None:
            yield Server(files, target, url)


def addresses_of_version_2(root: Node) -> Iterator[str]:
    """Yield the addresses that a document of version 2.0 gives; without a host the base path is all that is known."""
    host, path = root.text("host"), root.text("basePath") or ""
    if host is None:
        yield from (path,) if path else ()
        return
    for scheme in root.strings("schemes") or ["https"]:
        yield f"{scheme}://{host}{path}"


def _default(variables: Node | None, name: str) -> str | None:
    variable = variables.get(name) if variables is not None else None
    return variable.text("default") if variable is not None else None
