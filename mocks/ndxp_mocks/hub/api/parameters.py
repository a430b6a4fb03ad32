"""Parameters typed and held to the contract."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import parse_qsl

from starlette.datastructures import Headers

from ndxp_mocks.hub.contract.operations import ContractOperation, Parameter
from ndxp_mocks.hub.contract.schemas import Flaw
from ndxp_mocks.hub.http.messages import HubProblem

PRECONDITION: Final = "If-Match"
_INTEGER: Final = re.compile(r"-?[0-9]{1,18}")
_NUMBER: Final = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,18})?")
_TYPED: Final[Mapping[str, Callable[[str], Any]]] = {
    "integer": lambda text: int(text) if _INTEGER.fullmatch(text) else text,
    "number": lambda text: float(text) if _NUMBER.fullmatch(text) else text,
    "boolean": lambda text: {"true": True, "false": False}.get(text, text),
}


def path_values(operation: ContractOperation, given: Mapping[str, str]) -> dict[str, Any]:
    """Return the values in the path. Raises HubProblem 400 if one does not follow the contract."""
    return _checked(operation, "path", {name: [value] for name, value in given.items()})


def query_values(operation: ContractOperation, query: bytes) -> dict[str, Any]:
    """Return the documented part of the query, with defaults.

    Raises HubProblem 400 if it does not follow the contract.
    """
    given: dict[str, list[str]] = {}
    try:
        pairs = parse_qsl(query.decode("ascii"), keep_blank_values=True, errors="strict")
    except (UnicodeDecodeError, ValueError):
        raise HubProblem(400, "request-invalid", "the query is not percent-encoded UTF-8") from None
    for name, value in pairs:
        given.setdefault(name, []).append(value)
    return _checked(operation, "query", given)


def check_headers(operation: ContractOperation, headers: Headers) -> None:
    """Raise HubProblem 400 if a header does not follow the contract; a missing If-Match is for another check."""
    given = {each.name: headers.getlist(each.name) for each in operation.parameters if each.place == "header"}
    _checked(operation, "header", {name: values for name, values in given.items() if values})


def _checked(operation: ContractOperation, place: str, given: Mapping[str, list[str]]) -> dict[str, Any]:
    parameters = [each for each in operation.parameters if each.place == place]
    found = {each.name: _typed(each, given[each.name]) for each in parameters if each.name in given}
    flaws = [flaw for each in parameters for flaw in _flaws(each, found)]
    if flaws:
        told = f"{flaws[0].pointer}: {flaws[0].detail}"
        raise HubProblem(400, "request-invalid", told, errors=[flaw.as_row() for flaw in flaws])
    defaults = {each.name: each.schema.written["default"] for each in parameters if "default" in each.schema.written}
    return {**defaults, **found}


def _typed(parameter: Parameter, texts: list[str]) -> Any:
    types = parameter.schema.types()
    if "array" in types:
        return texts
    if len(texts) > 1:
        return texts  # because a list is no text, the contract refuses it
    if parameter.schema.written.get("format") == "uuid":
        return texts[0].lower()  # because case does not count in a UUID (RFC 9562 §4)
    known = next((_TYPED[name] for name in types if name in _TYPED), str)
    return known(texts[0])


def _flaws(parameter: Parameter, found: Mapping[str, Any]) -> Iterator[Flaw]:
    place = f"#{parameter.place}/{parameter.name}"
    if parameter.name in found:
        if isinstance(found[parameter.name], list) and "array" not in parameter.schema.types():
            yield Flaw(place, "repeated", "one value is expected")
            return
        yield from parameter.schema.flaws(found[parameter.name], place)
    elif parameter.is_required and parameter.name != PRECONDITION:
        yield Flaw(place, "missing", "required and missing")
