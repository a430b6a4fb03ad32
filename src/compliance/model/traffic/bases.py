"""Where the paths of a document begin in traffic, and on which hosts."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from compliance.model.answers.contract.routes import Routes
from compliance.model.dataclass import dataclass
from compliance.model.openapi.document import Document
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.server import Server, host_and_path, servers_of
from compliance.model.openapi.template import Parts, fits, parts_of

_MOST_BASES: Final = 200
_USUAL_PORTS: Final = (":443", ":80")


@dataclass(frozen=True, slots=True)
class Base:
    """A beginning of paths with the operations below it; `segments` are None if no variable stands in it."""

    path: str
    segments: tuple[Parts, ...] | None
    routes: Routes

    def below(self, path: str) -> str | None:
        """Return what follows on the base, with the slash; None if a path does not begin with it."""
        if self.segments is not None:
            return self._below_variables(path, self.segments)
        end = len(self.path)
        if not path.startswith(self.path) or (end < len(path) and path[end] != "/"):
            return None
        return path[end:] or "/"

    def _below_variables(self, path: str, segments: tuple[Parts, ...]) -> str | None:
        found = path.split("/", len(segments))
        begun, rest = found[: len(segments)], found[len(segments) :]
        if len(begun) < len(segments) or not all(map(fits, segments, begun)):
            return None
        return f"/{rest[0]}" if rest else "/"


def bases_of(document: Document, stated: Sequence[str] = ()) -> tuple[Base, ...]:
    """Return the bases, the longest first; `stated` ones stand in place of those that the document has."""
    by_path: dict[str, list[Operation]] = {}
    for operation in document.nodes.operations:
        paths = stated or [host_and_path(address)[1] for address in _addresses(operation)] or [""]
        for path in dict.fromkeys(each.rstrip("/") for each in paths):
            if path in by_path or len(by_path) < _MOST_BASES:
                by_path.setdefault(path, []).append(operation)
    return tuple(_base(path, by_path[path]) for path in sorted(by_path, key=len, reverse=True))


def hosts_of(document: Document) -> tuple[Parts, ...]:
    """Return the hosts that the document names, as templates; none if it says nothing of them."""
    addresses = {address for operation in document.nodes.operations for address in _addresses(operation)}
    hosts = {plain_host(host_and_path(address)[0]) for address in addresses}
    return tuple(map(parts_of, sorted(filter(None, hosts))))


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
    return files.remember(key, lambda: tuple(islice(_stated(servers_of(files, holder)), _MOST_BASES)))


def _stated(servers: Iterator[Server]) -> Iterator[str]:
    for server in servers:
        yield from server.addresses()


def _base(path: str, operations: Sequence[Operation]) -> Base:
    segments = tuple(map(parts_of, path.split("/")))
    has_variables = any(len(parts) > 1 for parts in segments)
    return Base(path, segments if has_variables else None, Routes(operations))
