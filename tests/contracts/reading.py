"""How these tests read the contracts: every node with its place, operations, examples, and what references lead to."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

FOLDER = Path(__file__).parents[2] / "specs/contracts"
METHODS = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace"})
CONDITION = re.compile(r"(/not|/if|/then|/else|/(allOf|anyOf|oneOf)/\d+)+$")
PARTS = ("allOf", "anyOf", "oneOf")
Contracts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation, with the name of its document."""

    contract: str
    path: str
    method: str
    raw: Mapping[str, Any]

    @property
    def id(self) -> str:
        return str(self.raw.get("operationId"))


@dataclass(frozen=True, slots=True)
class Example:
    """An example and the pointer of the schema that it is an example of."""

    place: str
    value: Any
    schema: str


@cache
def contracts() -> Contracts:
    """Every document of specs/contracts, by file name."""
    return {path.name: yaml.load(path.read_text("utf-8"), yaml.CSafeLoader) for path in sorted(FOLDER.glob("*.yaml"))}


def operations(documents: Contracts) -> Iterator[Operation]:
    for name, document in documents.items():
        for path, item in document.get("paths", {}).items():
            yield from (Operation(name, path, key, raw) for key, raw in item.items() if key in METHODS)


def nodes(documents: Contracts) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every mapping with its place, `file#pointer`; what stands inside an example is no node."""
    for name, document in documents.items():
        yield from _below(f"{name}#", document)


def _below(place: str, value: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(value, dict):
        yield place, value
        below = ((key, each) for key, each in value.items() if key not in {"example", "examples"})
    else:
        below = enumerate(value) if isinstance(value, list) else iter(())
    for key, each in below:
        yield from _below(f"{place}/{str(key).replace('~', '~0').replace('/', '~1')}", each)


def resolved(documents: Contracts, place: str, node: Any) -> tuple[str, Any]:
    """The node that a chain of references leads to, and its place."""
    while isinstance(node, dict) and isinstance(node.get("$ref"), str):
        file, _, pointer = node["$ref"].partition("#")
        name = file or place.partition("#")[0]
        place, node = f"{name}#{pointer}", documents[name]
        for part in pointer.split("/")[1:]:
            key = part.replace("~1", "/").replace("~0", "~")
            node = node[int(key)] if isinstance(node, list) else node[key]
    return place, node


def properties(documents: Contracts, place: str, schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The properties that a schema defines itself, behind its reference, or in its parts."""
    found = dict(schema.get("properties", {}))
    if "$ref" in schema:
        found |= properties(documents, *resolved(documents, place, schema))
    for part in (each for key in PARTS for each in schema.get(key, ())):
        found |= properties(documents, *resolved(documents, place, part))
    return found


def whole_properties(documents: Contracts, place: str, schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The properties of a schema and, where it is a condition on another schema, of that one."""
    whole = CONDITION.sub("", place)
    return {
        **properties(documents, *resolved(documents, place, {"$ref": whole})),
        **properties(documents, place, schema),
    }


def reachable(documents: Contracts, place: str, node: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every mapping at or below a node, references followed, each place once."""
    waiting, seen = [(place, node)], set()
    while waiting:
        for at, each in _below(*resolved(documents, *waiting.pop())):
            if at in seen:
                continue
            seen.add(at)
            yield at, each
            if "$ref" in each:
                waiting.append((at, each))


def examples(documents: Contracts) -> Iterator[Example]:
    for place, node in nodes(documents):
        if isinstance(node.get("examples"), list):
            yield from (Example(place, each, place) for each in node["examples"])
        if isinstance(node.get("schema"), dict):
            named = node.get("examples", {}).values()
            values = [each["value"] for each in named if "value" in each] + [
                node[key] for key in ("example",) if key in node
            ]
            yield from (Example(place, each, f"{place}/schema") for each in values)


def faults(documents: Contracts, example: Example) -> list[str]:
    """What the schema says against the example."""
    loaded = {name: Resource.from_contents(each, default_specification=DRAFT202012) for name, each in documents.items()}
    registry: Registry[Any] = Registry().with_resources(loaded.items())
    schema = {"$ref": example.schema.replace("{", "%7B").replace("}", "%7D")}
    validator = Draft202012Validator(schema, registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{example.place}: {error.message}" for error in validator.iter_errors(example.value)]
