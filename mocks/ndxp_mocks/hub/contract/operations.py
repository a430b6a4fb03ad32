"""The contracts of specs/contracts, read once: every operation with what may be asked and what may be answered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from ndxp_mocks import yaml_codec
from ndxp_mocks.hub.contract.schemas import Schema
from ndxp_mocks.specs import specs_root

COMPLETE: Final = ("catalogue", "exchange", "identity", "audit")
METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of path, query or header, or one header of an answer."""

    name: str
    place: str
    is_required: bool
    schema: Schema


@dataclass(frozen=True, slots=True)
class ContractResponse:
    """One answer of an operation: what its headers and its bodies, by media type, must look like."""

    headers: tuple[Parameter, ...]
    contents: Mapping[str, Schema]


@dataclass(frozen=True, slots=True)
class ContractOperation:
    """One operation. `bodies` is empty where it takes none; `scopes` is None if no token of ours is asked for."""

    operation_id: str
    method: str
    path: str
    parameters: tuple[Parameter, ...]
    bodies: Mapping[str, Schema]
    needs_body: bool
    answers: Mapping[str, ContractResponse]
    scopes: frozenset[str] | None
    contract: str = field(default="", compare=False)

    def takes(self, name: str, place: str) -> bool:
        """Return whether this parameter belongs to it."""
        return any(each.name == name and each.place == place for each in self.parameters)

    def answer(self, status: int) -> ContractResponse | None:
        """Return the description of answers with this status, None if the contract has none."""
        return self.answers.get(str(status)) or self.answers.get(f"{status // 100}XX") or self.answers.get("default")


@cache
def operations() -> tuple[ContractOperation, ...]:
    """Return every operation of the complete contracts, in the order of the files."""
    texts = {name: (specs_root() / "contracts" / f"{name}.yaml").read_bytes() for name in (*COMPLETE, "common")}
    documents = _Documents({name: yaml_codec.read(text) for name, text in texts.items()})
    return tuple(each for name in COMPLETE for each in _operations(documents.whole(name), name))


@dataclass(frozen=True, slots=True)
class _Documents:
    """Documents whose references are followed, across files too. The contracts hold no recursive schema."""

    trees: Mapping[str, Any]
    followed: dict[tuple[str, str], Any] = field(default_factory=dict)

    def whole(self, name: str) -> Any:
        return self._resolved(self.trees[name], name)

    def _resolved(self, node: Any, home: str) -> Any:
        if isinstance(node, list):
            return [self._resolved(each, home) for each in node]
        if not isinstance(node, dict):
            return node
        rest = {key: self._resolved(value, home) for key, value in node.items() if key != "$ref"}
        if not isinstance(node.get("$ref"), str):
            return rest
        target = self._target(node["$ref"], home)
        return {**target, **rest} if rest else target

    def _target(self, reference: str, home: str) -> Any:
        file, _, pointer = reference.partition("#")
        name = file.removesuffix(".yaml") or home
        if (name, pointer) not in self.followed:
            node = self.trees[name]
            for part in pointer.split("/")[1:]:
                node = node[part.replace("~1", "/").replace("~0", "~")]
            self.followed[name, pointer] = self._resolved(node, name)
        return self.followed[name, pointer]


def _operations(document: Mapping[str, Any], contract: str) -> Iterator[ContractOperation]:
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                shared = item.get("parameters", ())
                security = item[method].get("security", document.get("security", ()))
                yield _operation((method, path, contract), item[method], shared, security)


def _operation(
    place: tuple[str, str, str], written: Mapping[str, Any], shared: Any, security: Any
) -> ContractOperation:
    method, path, contract = place
    parameters = {(each["name"], each["in"]): each for each in (*shared, *written.get("parameters", ()))}
    body = written.get("requestBody", {})
    return ContractOperation(
        operation_id=written["operationId"],
        method=method.upper(),
        path=path,
        parameters=tuple(_parameter(each["name"], each["in"], each) for each in parameters.values()),
        bodies=_contents(body),
        needs_body=body.get("required", False),
        answers={str(status): _described(each) for status, each in written["responses"].items()},
        scopes=_scopes(security),
        contract=contract,
    )


def _scopes(security: Any) -> frozenset[str] | None:
    """Return the scopes of the first way in that wants a token of ours."""
    wanted = (way["oauth2"] for way in security if "oauth2" in way)
    found = next(wanted, None)
    return None if found is None else frozenset(found)


def _described(written: Mapping[str, Any]) -> ContractResponse:
    headers = (_parameter(name, "header", each) for name, each in written.get("headers", {}).items())
    return ContractResponse(tuple(headers), _contents(written))


def _parameter(name: str, place: str, written: Mapping[str, Any]) -> Parameter:
    return Parameter(name, place, written.get("required", False), Schema(written.get("schema", {})))


def _contents(written: Mapping[str, Any]) -> Mapping[str, Schema]:
    return {media: Schema(each.get("schema", {})) for media, each in written.get("content", {}).items()}
