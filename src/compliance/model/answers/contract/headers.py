"""Headers of an answer beside those that its document promises."""

from collections.abc import Iterable, Iterator, Sequence
from json import JSONDecodeError
from typing import Any, Final

from compliance.model.answers.answered import Answered, as_json
from compliance.model.answers.contract.promise import PromisedAnswer, PromisedHeader
from compliance.model.answers.deviation import Deviation, Part
from compliance.model.instances import Fault, Instances, Undecided
from compliance.model.pattern import late

_WHOLE: Final = late(r"-?(0|[1-9][0-9]{0,30})")
_NUMBER: Final = late(r"-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?")
_TRUTHS: Final = {"true": True, "false": False}
_READABLE: Final = frozenset({"integer", "number", "boolean"})
_SINGLE: Final = frozenset({"string", "null", *_READABLE})
_LIST: Final = ("array", ["array"])


def header_deviations(answered: Answered, answer: PromisedAnswer, instances: Instances) -> Iterator[Deviation]:
    """Yield the headers that are promised and do not come, and those whose value does not fit its schema."""
    came: dict[str, list[str]] = {}
    for name, value in answered.headers:
        came.setdefault(name, []).append(value)
    for header in answer.headers:
        values = came.get(header.name, [])
        if not values and header.is_required:
            yield Deviation(Part.HEADERS, "missing", words={"header": header.name})
        if header.is_json:
            yield from _misfits_of_json(header, values[0], instances) if len(values) == 1 else ()
            continue
        if values:
            yield from _misfits(header, values, instances)
            yield from _misfits_of_a_list(header, values, instances)


def _misfits(header: PromisedHeader, values: Sequence[str], instances: Instances) -> Iterator[Deviation]:
    """Yield the first way in which a value does not fit; what is no single value may be written in many ways.

    Fields of one name are one value with commas between (RFC 9110, 5.3), which is no number; a text may have some.
    """
    schema = header.schema
    types = schema.types() if schema is not None else frozenset()
    if schema is None or not types or not types <= _SINGLE or schema.items is not None:
        return
    if len(values) > 1 and not types <= _READABLE:
        return
    yield from _first(header, instances.of_answers(schema)(_read(", ".join(values), types), None))


def _misfits_of_a_list(header: PromisedHeader, values: Sequence[str], instances: Instances) -> Iterator[Deviation]:
    """Yield the first way in which a list does not fit (RFC 9110, 5.3; OpenAPI 3, style `simple`).

    A list of texts is left aside: they may hold commas themselves, as days do.
    """
    schema = header.schema
    items = schema.items if schema is not None and schema.keyword("type") in _LIST else None
    types = items.types() if items is not None else frozenset()
    is_separated_otherwise = schema is not None and schema.node.text("collectionFormat") not in {None, "csv"}
    if schema is None or not types or not types <= _READABLE or is_separated_otherwise:
        return
    read = [_read(each.strip(), types) for value in values for each in value.split(",") if each.strip()]
    yield from _first(header, instances.of_answers(schema)(read, None))


def _misfits_of_json(header: PromisedHeader, value: str, instances: Instances) -> Iterator[Deviation]:
    """Yield the first way in which a value that is to be JSON is none, or does not fit (OpenAPI 3, Header Object)."""
    schema = header.schema
    if schema is None or not value.isascii():
        return
    try:
        faults = instances.of_answers(schema)(as_json(value), None)
    except JSONDecodeError:
        yield Deviation(Part.HEADERS, "json", words={"header": header.name})
        return
    except (ValueError, RecursionError):
        return
    first = _decided(faults)
    if first is not None and first.path:
        yield Deviation(Part.HEADERS, "member", words={"header": header.name, "member": first.keyword})
    elif first is not None:
        yield _deviation(header, first)


def _first(header: PromisedHeader, faults: Iterable[Fault | Undecided]) -> Iterator[Deviation]:
    """Yield the first fault of a value, nothing if it fits or that cannot be told."""
    if (first := _decided(faults)) is not None:
        yield _deviation(header, first)


def _decided(faults: Iterable[Fault | Undecided]) -> Fault | None:
    return next((said for said in faults if not isinstance(said, Undecided)), None)


def _deviation(header: PromisedHeader, fault: Fault) -> Deviation:
    return Deviation(Part.HEADERS, fault.keyword, words={"header": header.name, **fault.words})


def _read(value: str, types: frozenset[str]) -> Any:
    """Return what a text means under these types, itself if it means nothing else (RFC 6570, as style `simple`)."""
    if "integer" in types and _WHOLE.fullmatch(value):
        return int(value)
    if "number" in types and _NUMBER.fullmatch(value):
        return float(value)
    if "boolean" in types and value in _TRUTHS:
        return _TRUTHS[value]
    return value
