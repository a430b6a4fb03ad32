"""A list or an object in a parameter is written in another way.

What programs send is read as something else, or refused.

To avoid it, keep `style` and `explode`, or `collectionFormat`, as they are.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.changes.change import Level
from compliance.model.changes.example import asked
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import ParameterPair
from compliance.model.changes.serialisation import inner_forms, is_textual, serialisation
from compliance.model.example import Versions
from compliance.model.openapi.parameter import Parameter

_PARTS: Final = frozenset({"array", "object"})


@change(Level.BREAKING)
def parameter_written_otherwise(pair: ParameterPair) -> Iterator[Difference]:
    if pair.older is None or pair.newer is None or pair.is_moved:
        return
    old, new = serialisation(pair.older), serialisation(pair.newer)
    is_media_type = old[0] != new[0] and not (is_textual(pair.older) and is_textual(pair.newer))
    has_parts = all(_PARTS & each.schema.types() for each in (pair.older, pair.newer))
    if is_media_type or (old != new and has_parts):
        yield Difference(
            "{name} of {operation} is written as {new}, before it was {old}", old=_written(old), new=_written(new)
        )
    elif old[0] != new[0] and {old[0], new[0]} & {"matrix", "label"}:
        yield Difference("{name} of {operation} is written as {new}, before it was {old}", old=old[0], new=new[0])
    elif (inner := (inner_forms(pair.older), inner_forms(pair.newer)))[0] != inner[1] and all(inner):
        template = "the lists within {name} of {operation} are written as {new}, before they were {old}"
        yield Difference(template, old=", ".join(inner[0]), new=", ".join(inner[1]))
    elif _reserves(pair.newer) and not _reserves(pair.older):
        yield Difference("{operation} no longer takes reserved characters as they are in {name}")


def _written(serialised: tuple[str, bool]) -> str:
    return f"{serialised[0]} (explode)" if serialised[1] else serialised[0]


def _reserves(parameter: Parameter) -> bool:
    return parameter.place == "query" and parameter.node.mapping.get("allowReserved") is not True


_LIST = "name: ma, in: query, schema: {type: array, items: {type: string}}"
_TEXT = "name: ma, in: query, schema: {type: string}"
FOUND = {
    "ma of GET /ho is written as form, before it was form (explode)": Versions(
        asked(_LIST), asked(f"{_LIST}, explode: false")
    ),
    "ma of GET /ho is written as spaceDelimited, before it was form": Versions(
        asked(f"{_LIST}, explode: false"), asked(f"{_LIST}, explode: false, style: spaceDelimited")
    ),
    "ma of GET /ho is written as application/json, before it was form (explode)": Versions(
        asked(_TEXT), asked("name: ma, in: query, content: {application/json: {schema: {type: string}}}")
    ),
    "GET /ho no longer takes reserved characters as they are in ma": Versions(
        asked(f"{_TEXT}, allowReserved: true"), asked(_TEXT)
    ),
}
HARMLESS = [
    Versions(asked(_LIST), asked(f"{_LIST}, style: form, explode: true")),
    Versions(asked(_TEXT), asked(f"{_TEXT}, explode: false")),
    Versions(asked(_TEXT), asked(f"{_TEXT}, allowReserved: true")),
]
