"""The id that a call carries among its own parameters, as `MaYeuCau` is, where its dialect has no place for one."""

from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import quote
from uuid import uuid4

from compliance.model.dataclass import replace
from compliance.model.openapi.correlation import is_id_of_message
from compliance.model.openapi.document import Document
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.parameter import Parameter
from compliance.probes.sample_requests import Sample, without

_LENGTH: Final = 36
_NARROWING: Final = ("enum", "pattern", "const")


def fresh_ids(document: Document) -> Mapping[str, str]:
    """Return a value for each parameter of a document that is such an id: any new one will do."""
    named = (each.name for operation in document.nodes.operations for each in _ids(operation))
    return {name: str(uuid4()) for name in dict.fromkeys(named)}


def with_request_id(sample: Sample) -> tuple[Sample, str | None]:
    """Return a read with an id of its own, and the id; the read as it is and None if its operation takes none."""
    parameter = next(_ids(sample.operation), None)
    if parameter is None:
        return sample, None
    request_id, bare = str(uuid4()), without(sample, parameter.name)
    name, sign = quote(parameter.name), "&" if "?" in bare.path else "?"
    path, shown = f"{bare.path}{sign}{name}={request_id}", f"{bare.shown}{sign}{name}=…"
    return replace(bare, path=path, shown=shown), request_id


def _ids(operation: Operation) -> Iterator[Parameter]:
    for parameter in operation.parameters():
        if parameter.place == "query" and is_id_of_message(parameter.name) and _takes_a_new_one(parameter):
            yield parameter


def _takes_a_new_one(parameter: Parameter) -> bool:
    """Return whether its schema lets a UUID pass as text."""
    schema = parameter.schema
    types, longest = schema.types() - {"null"}, schema.keyword("maxLength")
    is_text = not types or types == {"string"}
    is_long_enough = not isinstance(longest, int) or longest >= _LENGTH
    return is_text and is_long_enough and all(schema.keyword(name) is None for name in _NARROWING)
