"""Values for the parameters of a read: such as are known to exist, as a document gives, or as its schema lets one make.

What is made up is never a number of a person: a text that follows a pattern is left to who knows one.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from compliance.model.dataclass import dataclass
from compliance.model.openapi.parameter import Parameter
from compliance.model.openapi.schema import Schema

_OF_FORMAT: Final[Mapping[str, str]] = {
    "date": "2026-01-05",
    "date-time": "2026-01-05T08:00:00+07:00",
    "uuid": "00000000-0000-4000-8000-000000000000",
}
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class SampleValue:
    """A value as text. `is_invented` says that nobody gave it: that there is nothing for it shows nothing.

    `items` are those of a list, empty for a single value; `text` then holds them all, as a header does.
    """

    text: str
    is_invented: bool = False
    items: tuple[str, ...] = ()


def sample_value(parameter: Parameter, known: Mapping[str, Any]) -> SampleValue | None:
    """Return the best value of a parameter, None if there is none; `known` are values by name that are said to exist.

    A part of a path stands for one thing, so that none is made up for it.
    """
    given = next(filter(None, map(_text, (known.get(parameter.name), *_given(parameter)))), None)
    if given is not None:
        return SampleValue(given)
    if (items := next(filter(None, map(_items, _given_lists(parameter))), None)) is not None:
        return SampleValue(",".join(items), items=items)
    made = _made(parameter.schema) if parameter.place != "path" else None
    return None if made is None else SampleValue(made, is_invented=True)


def _given(parameter: Parameter) -> Iterator[Any]:
    yield parameter.example()
    listed = parameter.node.get("examples")
    for _, member in listed.members() if listed is not None else ():
        target = parameter.files.follow(member)
        yield target.mapping.get("value") if target is not None else None
    for keyword in ("examples", "enum"):
        values = parameter.schema.keyword(keyword)
        yield from values if isinstance(values, list) else ()
    yield parameter.schema.keyword("const")


def _given_lists(parameter: Parameter) -> Iterator[Any]:
    schema = parameter.files.follow(parameter.schema.node)
    for node in (parameter.node, schema):
        for key in ("example", "x-example", "default"):
            yield node.mapping.get(key) if node is not None else None
    yield from _given(parameter)


def _items(value: Any) -> tuple[str, ...] | None:
    """Return the items of a list as text, None for what is none, holds nothing or more than single values."""
    items = [_text(item) for item in value] if isinstance(value, list) else []
    return tuple(item for item in items if item is not None) if items and None not in items else None


def _text(value: Any) -> str | None:
    """Return a single value as text for an address, None for what is none or would have to be written out."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, str | int | float) and value != "" else None


def _made(schema: Schema) -> str | None:
    types, form = schema.types(), schema.keyword("format")
    if "integer" in types or "number" in types:
        return str(_number(schema))
    if "boolean" in types:
        return "false"
    if types != {"string"} or schema.keyword("pattern") is not None:
        return None
    if isinstance(form, str) and form:
        return _OF_FORMAT.get(form)
    return _word(schema)


def _number(schema: Schema) -> int:
    """Return a small whole number within the bounds."""
    least, most = (_bound(schema, name) for name in ("minimum", "maximum"))
    if schema.keyword("exclusiveMinimum") is True and least is not None:
        least += 1
    if least is None and isinstance(above := schema.keyword("exclusiveMinimum"), int) and not isinstance(above, bool):
        least = above + 1
    value = 1 if least is None or least <= 1 else least
    return value if most is None or value <= most else most


def _bound(schema: Schema, name: str) -> int | None:
    value = schema.keyword(name)
    return (
        int(value) if isinstance(value, int | float) and not isinstance(value, bool) and value == value // 1 else None
    )


def _word(schema: Schema) -> str | None:
    least, most = (_bound(schema, name) for name in ("minLength", "maxLength"))
    length = max(least or 0, 1)
    if length > _LONGEST or (most is not None and most < length):
        return None
    return "a" * length
