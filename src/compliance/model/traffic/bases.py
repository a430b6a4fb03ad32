"""Where the paths of a document begin in traffic, and on which hosts."""

import re
from collections.abc import Iterator, Sequence
from re import Pattern, escape
from typing import Final

from compliance.model.answers.contract.routes import Routes
from compliance.model.dataclass import dataclass
from compliance.model.openapi.document import Document
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.server import Server, host_and_path, servers_of
from compliance.model.pattern import late

_VARIABLE: Final = late(r"\{[^{}]*\}")
_MOST_BASES: Final = 200
_USUAL_PORTS: Final = (":443", ":80")


@dataclass(frozen=True, slots=True)
class Base:
    """A beginning of paths with the operations below it; `pattern` is None if it is a plain text."""

    path: str
    pattern: Pattern[str] | None
    routes: Routes

    def below(self, path: str) -> str | None:
        """Return what follows on the base, with the slash; None if a path does not begin with it."""
        if self.pattern is not None:
            found = self.pattern.match(path)
            end = found.end() if found is not None else -1
        else:
            end = len(self.path) if path.startswith(self.path) else -1
        if end < 0 or (end < len(path) and path[end] != "/"):
            return None
        return path[end:] or "/"


def bases_of(document: Document, stated: Sequence[str] = ()) -> tuple[Base, ...]:
    """Return the bases, the longest first; `stated` ones stand in place of those that the document has."""
    by_path: dict[str, list[Operation]] = {}
    for operation in document.nodes.operations:
        paths = stated or [host_and_path(address)[1] for address in _addresses(operation)] or [""]
        for path in dict.fromkeys(each.rstrip("/") for each in paths):
            if path in by_path or len(by_path) < _MOST_BASES:
                by_path.setdefault(path, []).append(operation)
    return tuple(_base(path, by_path[path]) for path in sorted(by_path, key=len, reverse=True))


def hosts_of(document: Document) -> tuple[Pattern[str], ...]:
    """Return the hosts that the document names, none if it says nothing of them."""
    addresses = {address for operation in document.nodes.operations for address in _addresses(operation)}
    hosts = {plain_host(host_and_path(address)[0]) for address in addresses}
    return tuple(re.compile(_expression(host, r"[^/]+")) for host in sorted(filter(None, hosts)))


def plain_host(host: str) -> str:
    """Return a host in small letters, without a user and without a port that is usual."""
    found = host.rpartition("@")[2].lower()
    for port in _USUAL_PORTS:
        found = found.removesuffix(port)
    return found.rstrip(".")


def without_port(host: str) -> str:
    """Return a host without its port; an IPv6 address stands in brackets."""
    name, separator, port = host.rpartition(":")
    return name if separator and port.isdecimal() else host


def _addresses(operation: Operation) -> Sequence[str]:
    files, holder = operation.files, operation.server_holder
    key = ("addresses of traffic", id(holder.raw))
    return files.remember(key, lambda: tuple(_stated(servers_of(files, holder))))


def _stated(servers: Iterator[Server]) -> Iterator[str]:
    for server in servers:
        yield from server.addresses()


def _base(path: str, operations: Sequence[Operation]) -> Base:
    pattern = re.compile(_expression(path, "[^/]+")) if _VARIABLE.search(path) else None
    return Base(path, pattern, Routes(operations))


def _expression(text: str, anything: str) -> str:
    """Return a regular expression for a text in which variables stand for anything."""
    return anything.join(map(escape, _VARIABLE.split(text)))
