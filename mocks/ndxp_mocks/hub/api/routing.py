"""Routing of requests to operations of the contracts. Paths are compared as they came, percent-encoded."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final
from urllib.parse import unquote

from ndxp_mocks.hub.contract.operations import ContractOperation, operations
from ndxp_mocks.hub.http.messages import HubProblem

OWN: Final = ("/catalog/", "/exchange/", "/audit/", "/oauth2/", "/.well-known/")
_PLACE: Final = re.compile(r"{(\w+)}")


@dataclass(frozen=True, slots=True)
class Route:
    """One path of the contracts with its operations."""

    template: str
    pattern: re.Pattern[str]
    operations: tuple[ContractOperation, ...]

    def operation(self, method: str) -> ContractOperation | None:
        """Return the operation of this method; HEAD is GET where it is not described."""
        wanted = {each.method: each for each in self.operations}
        return wanted.get(method) or (wanted.get("GET") if method == "HEAD" else None)

    @property
    def allowed(self) -> tuple[str, ...]:
        """The methods for the field Allow."""
        methods = {each.method for each in self.operations}
        return tuple(sorted(methods | ({"HEAD"} if "GET" in methods else set())))


@dataclass(frozen=True, slots=True)
class Match:
    """An operation and the texts that stand in its path, decoded."""

    operation: ContractOperation
    route: Route
    values: dict[str, str]


def is_own(path: str) -> bool:
    """Return whether the path belongs to our own APIs, and not to the exchange wire."""
    return path.startswith(OWN)


def match(method: str, raw_path: str) -> Match:
    """Return the operation that is asked for. Raises HubProblem 404 for an unknown path, 405 for another method."""
    found = next(((route, hit) for route in routes() if (hit := route.pattern.fullmatch(raw_path))), None)
    if found is None:
        raise HubProblem(404, "not-found", "no such address; see the contracts of the hub")
    route, hit = found
    operation = route.operation(method)
    if operation is None:
        allowed = ", ".join(route.allowed)
        raise HubProblem(405, "method-not-allowed", f"{allowed} is expected", headers=(("Allow", allowed),))
    return Match(operation, route, dict(_decoded(hit.groupdict())))


@cache
def routes() -> tuple[Route, ...]:
    """Return every path of our own APIs, the more literal before the less."""
    by_path: dict[str, list[ContractOperation]] = {}
    for operation in operations():
        if is_own(operation.path):
            by_path.setdefault(operation.path, []).append(operation)
    found = (Route(path, _pattern(path), tuple(group)) for path, group in by_path.items())
    return tuple(sorted(found, key=lambda route: _order(route.template)))


def sibling(route: Route) -> ContractOperation | None:
    """Return the operation that reads the resource of this route: `/agreements/{id}` for `…/{id}:suspend`."""
    folder, _, last = route.template.rpartition("/")
    resource = f"{folder}/{last.partition(':')[0]}"
    return next((each for each in operations() if each.path == resource and each.method == "GET"), None)


def _decoded(values: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        try:
            yield name, unquote(value, errors="strict")
        except UnicodeDecodeError:
            raise HubProblem(400, "request-invalid", f"{name} in the path is not UTF-8") from None


def _pattern(template: str) -> re.Pattern[str]:
    parts: Iterable[str] = _PLACE.split(template)
    return re.compile("".join(f"(?P<{part}>[^/]+?)" if odd % 2 else re.escape(part) for odd, part in enumerate(parts)))


def _order(template: str) -> tuple[tuple[int, str], ...]:
    """Literal segments come first, then those with a literal ending, then the open ones."""
    return tuple((_openness(segment), segment) for segment in template.split("/"))


def _openness(segment: str) -> int:
    if _PLACE.fullmatch(segment):
        return 2
    return 1 if _PLACE.search(segment) else 0
