"""Headers of an answer beside those that its document promises."""

from collections.abc import Iterator
from typing import Any, Final

from compliance.model.answers.answered import Answered
from compliance.model.answers.contract.promise import PromisedAnswer, PromisedHeader
from compliance.model.answers.deviation import Deviation, Part
from compliance.model.instances import Instances, Undecided
from compliance.model.pattern import late

_WHOLE: Final = late(r"-?(0|[1-9][0-9]{0,30})")
_NUMBER: Final = late(r"-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?")
_TRUTHS: Final = {"true": True, "false": False}
_SINGLE: Final = frozenset({"string", "integer", "number", "boolean", "null"})


def header_deviations(answered: Answered, answer: PromisedAnswer, instances: Instances) -> Iterator[Deviation]:
    """Yield the headers that are promised and do not come, and those whose value does not fit its schema."""
    for header in answer.headers:
        values = [value for name, value in answered.headers if name == header.name]
        if not values and header.is_required:
            yield Deviation(Part.HEADERS, "missing", words={"header": header.name})
        if len(values) == 1:
            yield from _misfits(header, values[0], instances)


def _misfits(header: PromisedHeader, value: str, instances: Instances) -> Iterator[Deviation]:
    """Yield the first way in which a value does not fit; what is no single value may be written in many ways."""
    schema = header.schema
    types = schema.types() if schema is not None else frozenset()
    if schema is None or not types or not types <= _SINGLE or schema.items is not None:
        return
    for said in instances.of_answers(schema)(_read(value, types), None):
        if not isinstance(said, Undecided):
            yield Deviation(Part.HEADERS, said.keyword, words={"header": header.name, **said.words})
            return


def _read(value: str, types: frozenset[str]) -> Any:
    """Return what a text means under these types, itself if it means nothing else (RFC 6570, as style `simple`)."""
    if "integer" in types and _WHOLE.fullmatch(value):
        return int(value)
    if "number" in types and _NUMBER.fullmatch(value):
        return float(value)
    if "boolean" in types and value in _TRUTHS:
        return _TRUTHS[value]
    return value
