"""A parameter can no longer be sent without a value.

Programs that only name it, as in `?moi`, are refused.

To avoid it, keep `allowEmptyValue`, or let the schema take an empty text.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.disjoint import may_fit
from compliance.model.changes.example import asked
from compliance.model.changes.formats import NEVER_EMPTY
from compliance.model.changes.gathering import shape_of
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.operations import parameter_schema
from compliance.model.changes.pair import ParameterPair
from compliance.model.changes.term import Term
from compliance.model.example import Versions
from compliance.model.openapi.parameter import Parameter


@change(Level.BREAKING, Part.REQUEST)
def empty_value_refused(pair: ParameterPair) -> Iterator[Difference]:
    if pair.older is None or pair.newer is None or pair.is_moved:
        return
    if _allows(pair.older) and not _allows(pair.newer) and _refuses_nothing_sent(pair.newer):
        yield Difference("{operation} no longer takes {name} without a value")


def _allows(parameter: Parameter) -> bool:
    return parameter.place in {"query", "formData"} and parameter.node.mapping.get("allowEmptyValue") is True


def _refuses_nothing_sent(parameter: Parameter) -> bool:
    """Return whether it is certain that the schema of a parameter does not take an empty text."""
    schema = parameter_schema(parameter)
    shape = shape_of(Term((schema,)), parameter.files) if schema is not None else None
    return shape is not None and (not may_fit("", shape) or not shape.formats.isdisjoint(NEVER_EMPTY))


_FLAG = "name: moi, in: query, schema: {type: boolean}"
_TEXT = "name: ten, in: query, schema: {type: string}"
FOUND = {
    "GET /ho no longer takes moi without a value": Versions(asked(f"{_FLAG}, allowEmptyValue: true"), asked(_FLAG))
}
HARMLESS = [
    Versions(asked(_FLAG), asked(f"{_FLAG}, allowEmptyValue: true")),
    Versions(asked(f"{_TEXT}, allowEmptyValue: true"), asked(_TEXT)),
]
