"""specs/contracts/bundled: each contract in one file, for tools that follow no reference into another file.

What a contract takes from common.yaml keeps its name. They are JSON, which every tool reads the same way.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from compliance.loading.facts.specs import read_spec
from tools.generate import Artefact

_CONTRACTS: Final = ("audit", "catalogue", "exchange", "identity")
_SHARED: Final = "common.yaml#/"


def artefacts() -> Iterator[Artefact]:
    shared = read_spec("contracts/common.yaml")["components"]
    for name in _CONTRACTS:
        whole = _with_shared(read_spec(f"contracts/{name}.yaml"), shared)
        text = json.dumps(whole, ensure_ascii=False, indent=2).replace(f'"$ref": "{_SHARED}', '"$ref": "#/')
        yield Artefact(f"specs/contracts/bundled/{name}.json", f"{text}\n".encode())


def _with_shared(contract: Mapping[str, Any], shared: Mapping[str, Any]) -> Mapping[str, Any]:
    """The contract and, among its own components, those of common.yaml that it needs."""
    components = {kind: dict(named) for kind, named in contract["components"].items()}
    for kind, name in sorted(_needed(contract, shared)):
        components.setdefault(kind, {})[name] = shared[kind][name]
    return {**contract, "components": components}


def _needed(contract: Mapping[str, Any], shared: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Kind and name of each component of common.yaml that the contract refers to, and of those that these refer to."""
    found: set[tuple[str, str]] = set()
    waiting = {_component(each) for each in _references(contract) if each.startswith(_SHARED)}
    while waiting:
        found |= waiting
        parts = [shared[kind][name] for kind, name in waiting]
        waiting = {_component(each) for each in _references(parts)} - found
    return found


def _component(reference: str) -> tuple[str, str]:
    _, kind, name = reference.rsplit("/", 2)
    return kind, name


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict) and isinstance(node.get("$ref"), str):
        yield node["$ref"]
    for each in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _references(each)
