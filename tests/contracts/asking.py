"""Requests made from the contracts: the smallest that follow an operation, about things that the hub has."""

import base64
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, product
from typing import Any
from urllib.parse import quote

import httpx

from contracts.furnishing import CLIENTS, FILE, Furnished
from contracts.instances import full, instances
from contracts.judging import below, place_of
from contracts.reading import Operation, contracts, resolved
from mocks.hub.calling import ask, secret_of
from ndxp_mocks import Hub
from ndxp_mocks.hub.http.digests import content_digest

MOST_BODIES = 12
USEFUL = {"dstcode", "subsystemCode"}  # optional parameters that a call cannot do without
Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """One request."""

    method: str
    path: str
    query: Values
    headers: Values
    content: bytes = b""

    def sent(self, hub: Hub) -> httpx.Response:
        return ask(hub, self.method, self.path, params=self.query, headers=dict(self.headers), content=self.content)


@dataclass(frozen=True, slots=True)
class Parameters:
    """The required parameters with one value each."""

    path: dict[str, str] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)
    header: dict[str, str] = field(default_factory=dict)


def requests(operation: Operation, furnished: Furnished) -> Iterator[Asked]:
    """Every combination of caller, place and body, the likelier first."""
    bodies = list(islice(_bodies(operation, furnished), MOST_BODIES))
    for given, (media_type, content), way in product(
        _parameters(operation, furnished), bodies, callers(operation, furnished)
    ):
        path = operation.path
        for name, value in given.path.items():
            path = path.replace(f"{{{name}}}", quote(value, safe=":/" if name == "path" else ":"))
        headers = {**given.header, **way, **({"Content-Type": media_type} if media_type else {})}
        if "Content-Digest" in headers:
            headers["Content-Digest"] = content_digest(content)
        yield Asked(operation.method.upper(), path, given.query, headers, content)


def callers(operation: Operation, furnished: Furnished, clients: Sequence[str] = CLIENTS) -> list[Values]:
    """The headers by which these clients show who they are, in the way that the operation asks for."""
    ways = {name for way in operation.raw.get("security", ()) for name in way}
    if "oauth2" in ways:
        return [{"Authorization": furnished.tokens[client]} for client in clients]
    if "clientSecretBasic" in ways:
        pair = f"{clients[0]}:{secret_of(clients[0])}"
        return [{"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}]
    return [{}]


def _parameters(operation: Operation, furnished: Furnished) -> Iterator[Parameters]:
    item = contracts()[operation.contract]["paths"][operation.path]
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for raw in (*item.get("parameters", ()), *operation.raw.get("parameters", ())):
        place, parameter = resolved(contracts(), f"{operation.contract}#", raw)
        where, name = parameter["in"], parameter["name"]
        if parameter.get("required") or name in USEFUL:
            known = furnished.places.get(f"{where}.{name}")
            values = known or (full(contracts(), place, parameter["schema"]),)
            found[where, name] = tuple(str(value) for value in values)
    for values in product(*found.values()):
        given = Parameters()
        for (where, name), value in zip(found, values, strict=True):
            getattr(given, where)[name] = value
        yield given


def _bodies(operation: Operation, furnished: Furnished) -> Iterator[tuple[str, bytes]]:
    raw = operation.raw.get("requestBody")
    if raw is None:
        yield "", b""
        return
    place, body = resolved(contracts(), below(place_of(operation), "requestBody"), raw)
    if not body.get("required"):
        yield "", b""
    for media_type, content in body["content"].items():
        schema_place = below(place, "content", media_type, "schema")
        yield from _written(media_type, schema_place, content.get("schema", {}), furnished)


def _written(media_type: str, place: str, schema: Any, furnished: Furnished) -> Iterator[tuple[str, bytes]]:
    if media_type == "application/jose":
        yield from ((media_type, message.encode()) for message in furnished.signatures)
    elif media_type.endswith("json") and schema:
        whole, *others = islice(instances(contracts(), place, schema), MOST_BODIES)
        for value in (*_alternatives(place, schema, whole), *others, whole):
            for known in _with_known(value, furnished.places):
                yield media_type, json.dumps(known).encode()
    elif media_type == "application/x-www-form-urlencoded":
        required = resolved(contracts(), place, schema)[1]["required"]
        form = {name: furnished.places.get(f"body.{name}", ("a",))[0] for name in required}
        yield media_type, str(httpx.QueryParams(form)).encode()
    else:
        yield media_type.replace("*/*", "text/plain"), FILE


def _alternatives(place: str, schema: Any, whole: Any) -> Iterator[Any]:
    """One for each part of which exactly one has to hold, with nothing else."""
    for part in resolved(contracts(), place, schema)[1].get("oneOf", ()):
        yield {name: whole[name] for name in part.get("required", ())}


def _with_known(value: Any, places: Mapping[str, tuple[Any, ...]]) -> Iterator[Any]:
    """The value with each text that names something in the place of an invented one."""
    match value:
        case dict():
            members = (_member(name, member, places) for name, member in value.items())
            yield from (dict(zip(value, chosen, strict=True)) for chosen in product(*members))
        case list():
            yield from (list(chosen) for chosen in product(*(_with_known(each, places) for each in value)))
        case _:
            yield value


def _member(name: str, member: Any, places: Mapping[str, tuple[Any, ...]]) -> Iterable[Any]:
    known = places.get(f"body.{name}")
    if known is None:
        return tuple(_with_known(member, places))
    return tuple([each] for each in known) if isinstance(member, list) else known
