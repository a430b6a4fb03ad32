"""The contracts of the hub, read for tests: which operation is where, and whether a body is as it should be."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Final

from ndxp_sdk.errors import MissingExtra, UsageError

METHODS: Final = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace"})
_MOST_FLAWS: Final = 5
_ADVICE: Final = "the contracts are read with PyYAML and jsonschema: pip install 'ndxp-sdk[testing]'"
Tree = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Body:
    """The body of a message: media types, each with the place of its schema; empty if there is no body."""

    media_types: Mapping[str, str]

    @property
    def media_type(self) -> str | None:
        """The one that is meant where none is named."""
        return next(iter(self.media_types), None)

    def flaws(self, value: object, media_type: str) -> list[str]:
        """Return what the schema has against a value in JSON, as JSON Pointer and rule, without the value."""
        place = self.media_types.get(media_type)
        if place is None:
            return [f"the media type is {media_type}, {' or '.join(self.media_types) or 'no body'} is expected"]
        errors = islice(_validator(place).iter_errors(value), _MOST_FLAWS)
        return [f"{''.join(f'/{part}' for part in each.absolute_path) or '/'}: {_rule(each)}" for each in errors]


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of the contracts."""

    name: str
    method: str
    path: str
    request: Body
    answers: Mapping[str, Body]

    def answer(self, status: int | None) -> tuple[int, Body]:
        """Return the response of a status, by default that of success. UsageError if the contract has none."""
        wanted = next(iter(self.answers)) if status is None else str(status)
        if wanted not in self.answers:
            known = ", ".join(self.answers)
            raise UsageError(f"{self.name} has no answer with status {wanted}; the contract has {known}")
        return int(wanted), self.answers[wanted]


@cache
def operations() -> Mapping[str, Operation]:
    """Return every operation by its name, such as `catalog.services.get`; raises MissingExtra."""
    found = (_operation(name, path, method) for name, path, method in _places())
    return {operation.name: operation for operation in found}


def operation(name: str) -> Operation:
    """Return the operation of this name; raises UsageError."""
    known = operations().get(name)
    if known is None:
        near = get_close_matches(str(name), operations(), 1)
        meant = f"did you mean {near[0]}?" if near else "it is named as the method, catalog.services.get"
        raise UsageError(f"the contracts have no operation {name}; {meant}")
    return known


def _places() -> Iterator[tuple[str, str, str]]:
    for name, tree in _trees().items():
        for path, item in tree.get("paths", {}).items():
            yield from ((name, path, method) for method in item if method in METHODS)


def _operation(file: str, path: str, method: str) -> Operation:
    place = f"{file}#/paths/{_escaped(path)}/{method}"
    raw = _at(place)
    request = _body(f"{place}/requestBody") if "requestBody" in raw else Body({})
    statuses = sorted(raw["responses"], key=lambda status: (status[0] != "2", status))
    return Operation(
        name=raw["operationId"],
        method=method.upper(),
        path=path,
        request=request,
        answers={status: _body(f"{place}/responses/{status}") for status in statuses},
    )


def _body(place: str) -> Body:
    found = _followed(place)
    media_types = _at(found).get("content", {})
    return Body({media_type: f"{found}/content/{_escaped(media_type)}/schema" for media_type in media_types})


def _followed(place: str) -> str:
    """Return the place that a chain of references leads to."""
    while isinstance(reference := _at(place).get("$ref"), str):
        file, _, pointer = reference.partition("#")
        place = f"{file or place.partition('#')[0]}#{pointer}"
    return place


def _at(place: str) -> Any:
    file, _, pointer = place.partition("#")
    node: Any = _trees()[file]
    for part in pointer.split("/")[1:]:
        node = node[part.replace("~1", "/").replace("~0", "~")]
    return node


def _escaped(part: str) -> str:
    return part.replace("~", "~0").replace("/", "~1")


@cache
def _trees() -> Mapping[str, Tree]:
    try:
        import yaml  # noqa: PLC0415 - part of an extra
    except ImportError as error:
        raise MissingExtra(_ADVICE) from error
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    files = sorted(_folder().glob("*.yaml"))
    return {file.name: yaml.load(file.read_bytes(), loader) for file in files}  # noqa: S506 - both loaders are safe


def _folder() -> Path:
    """Return the contracts beside the installed package, or those of the repository."""
    here = Path(__file__)
    installed = here.parents[2] / "ndxp_specs"
    return (installed if installed.is_dir() else here.parents[3] / "specs") / "contracts"


@cache
def _validator(place: str) -> Any:
    try:
        from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # noqa: PLC0415 - it has no types
        from referencing import Registry  # noqa: PLC0415 - part of an extra
        from referencing.jsonschema import DRAFT202012  # noqa: PLC0415 - the same
    except ImportError as error:
        raise MissingExtra(_ADVICE) from error
    resources = [(name, DRAFT202012.create_resource(tree)) for name, tree in _trees().items()]
    registry: Any = Registry().with_resources(resources)
    schema = {"$ref": re.sub(r"[{}]", lambda brace: f"%{ord(brace[0]):X}", place)}
    return Draft202012Validator(schema, registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER)


def _rule(error: Any) -> str:
    """Return the rule that does not hold; what a member has to be is no secret, what it was may be one."""
    if error.validator == "required":
        missing = [name for name in error.validator_value if name not in error.instance]
        return f"required and missing: {', '.join(missing)}"
    return f"{error.validator} {error.validator_value}" if error.validator in _SHOWN else str(error.validator)


_SHOWN: Final = frozenset({"type", "enum", "const", "format", "pattern", "minimum", "maximum"})
