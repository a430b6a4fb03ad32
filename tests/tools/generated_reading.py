"""Reads through a client of openapi-python-client, and of the same answers through models of datamodel-code-generator.

Run by an interpreter that has both, in the folder of the package `NAME_client` and the module `NAME_models`. Takes
`{name, url, token, reads: [{operation, arguments, model, needs_token}]}` as JSON; gives a list of what is wrong.
"""

import datetime
import inspect
import json
import pkgutil
import sys
from collections.abc import Iterator
from enum import Enum
from importlib import import_module
from typing import Any, get_args


def main() -> None:
    asked = json.load(sys.stdin)
    sys.path.insert(0, ".")
    package, models = (import_module(f"{asked['name']}_{each}") for each in ("client", "models"))
    accepting = {
        "headers": {"Accept": "application/json, */*;q=0.5"}
    }  # because X-Road answers XML unless JSON is named
    clients = {
        True: package.AuthenticatedClient(asked["url"], token=asked["token"], **accepting),
        False: package.Client(asked["url"], **accepting),
    }
    found = [
        f"{read['operation']}: {each}"
        for read in asked["reads"]
        for each in flaws(read, package, clients[read["needs_token"]], models)
    ]
    json.dump(found, sys.stdout)


def flaws(read: dict[str, Any], package: Any, client: Any, models: Any) -> Iterator[str]:
    function = operation(f"{package.__name__}.api", read["operation"]).sync_detailed
    answer = function(client=client, **typed(function, read["arguments"]))
    if answer.status_code != 200:
        yield f"{answer.status_code}, 200 is expected: {answer.content[:300]!r}"
    elif read["model"] is None:
        if answer.parsed != answer.content:
            yield f"the client gives {type(answer.parsed).__name__} in the place of the bytes"
    else:
        content = json.loads(answer.content)
        if not is_same(answer.parsed.to_dict(), content):
            yield f"the client gives {answer.parsed} for {content}"
        model = getattr(models, read["model"]).model_validate_json(answer.content)
        if not is_same(model.model_dump(mode="json", by_alias=True, exclude_unset=True), content):
            yield f"the models give {model} for {content}"


def operation(package: str, name: str) -> Any:
    """The module of an operation, in whatever folder the generator has put it."""
    modules = pkgutil.walk_packages(import_module(package).__path__, f"{package}.")
    return import_module(next(each.name for each in modules if each.name.endswith(f".{name.replace('.', '_')}")))


def typed(function: Any, arguments: dict[str, Any]) -> dict[str, Any]:
    """The arguments as the types that the client takes: of dates and enumerations, JSON has the text only."""
    kinds = {name: parameter.annotation for name, parameter in inspect.signature(function).parameters.items()}
    return {name: as_kind(kinds[name], value) for name, value in arguments.items()}


def as_kind(kind: Any, value: Any) -> Any:
    for each in get_args(kind) or (kind,):
        if each is datetime.date or each is datetime.datetime:
            return each.fromisoformat(value)
        if issubclass(each, Enum):
            return each(value)
    return value


def is_same(one: Any, other: Any) -> bool:
    """Whether two values in JSON say the same: moments may be written differently, and a slash may end a bare host."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(is_same(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(is_same, one, other))
    if isinstance(one, str) and isinstance(other, str):
        return one.rstrip("/") == other.rstrip("/") or moment(one) == moment(other) is not None
    return bool(one == other)


def moment(text: str) -> datetime.datetime | None:
    try:
        return datetime.datetime.fromisoformat(text)
    except ValueError:
        return None


if __name__ == "__main__":
    main()
