"""Trees to dataclasses, checked field by field, with errors a person can act on: what, where, and what was expected."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast, get_args

from compliance.loading.errors import NotUnderstood
from compliance.loading.syntax.parsed import Parsed
from compliance.model.location import Location, escape
from compliance.model.text import Message, Value

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from pydantic import TypeAdapter

T = TypeVar("T")
Flaw = tuple[str, Message]
"""A JSON Pointer, and what is wrong there."""
_MOST_NEAR: Final = 50
_TEXT, _OBJECT, _LIST = Message.of('"text"'), "{key: value}", Message.of("[item, item]")
_FORMS: Final[Mapping[str, Value]] = {
    "string": _TEXT,
    "dataclass": _OBJECT,
    "dict": _OBJECT,
    "model": _OBJECT,
    "list": _LIST,
    "tuple": _LIST,
    "bool": "true | false",
    "int": "123",
    "float": "123",
    "finite": "123",
}


@cache
def type_adapter(kind: Any) -> "TypeAdapter[Any]":
    """Return the validator of a dataclass; pydantic is only imported when something is to be validated."""
    from pydantic import TypeAdapter  # noqa: PLC0415 - a tenth of a second that most commands need not wait

    return TypeAdapter(kind)


def validate(kind: type[T], parsed: Parsed) -> T:
    """Validate the tree of a file as a dataclass; raises `NotUnderstood` with every fault found in it."""
    refuse_defects(parsed)
    value, flaws = validated(kind, parsed.tree)
    refuse(parsed, flaws)
    return cast("T", value)


def refuse(parsed: Parsed, flaws: Iterable[Flaw]) -> None:
    """Raise `NotUnderstood` with all flaws of a file, each at its line, if there are any."""
    faults = [(parsed.source.locate(pointer), message) for pointer, message in flaws]
    if faults:
        raise NotUnderstood.of(faults)


def refuse_defects(parsed: Parsed) -> None:
    """Raise `NotUnderstood` with all that is wrong with the text itself, if anything is."""
    uri, defects = parsed.source.uri, parsed.source.defects
    if defects:
        raise NotUnderstood.of(
            [(Location(uri, each.pointer, each.line, each.column), each.message) for each in defects]
        )


def validated(kind: type[T], tree: Any) -> tuple[T | None, list[Flaw]]:
    """Return a tree as a dataclass; None, and every flaw found in it, if it is none."""
    from pydantic import ValidationError  # noqa: PLC0415 - see above

    try:
        anything: Any = kind
        value: T = type_adapter(anything).validate_python(tree)
    except ValidationError as error:
        return None, list(_faults(kind, error.errors(include_url=False, include_input=False), tree))
    return value, []


def empty_field(row: "DataclassInstance") -> str | None:
    """Return the name of the first field of a row that says nothing and has to; None if each says something."""
    needed = (entry.name for entry in fields(row) if entry.default is MISSING)
    return next((name for name in needed if not str(getattr(row, name)).strip()), None)


def _faults(kind: type, errors: Iterable[Mapping[str, Any]], tree: Any) -> Iterator[Flaw]:
    """Yield one fault for each pointer: of a union, pydantic reports every branch that did not fit, outer ones too."""
    faults: dict[str, tuple[Mapping[str, Any], list[str]]] = {}
    above: set[str] = set()
    for error in sorted(errors, key=lambda item: item["type"] == "literal_error"):
        path = _path(error["loc"], tree, is_missing=error["type"].startswith("missing"))
        pointers = list(accumulate((f"/{escape(step)}" for step in path), initial=""))
        faults.setdefault(pointers[-1], (error, path))
        above.update(pointers[:-1])
    innermost = (pointer for pointer in faults if pointer not in above)
    for number, pointer in enumerate(innermost):
        error, path = faults[pointer]
        # because near names are dear, and nobody reads further
        yield pointer, _message(kind if number < _MOST_NEAR else None, error, path)


def _path(steps: tuple[str | int, ...], tree: Any, *, is_missing: bool) -> list[str]:
    """Return the steps that are keys of the tree; pydantic mixes in the names of union branches."""
    path: list[str] = []
    here = tree
    for step in steps:
        is_member = isinstance(here, dict) and step in here
        is_item = isinstance(here, list) and isinstance(step, int) and step < len(here)
        if is_member or is_item:
            here = here[step]
            path.append(str(step))
    return [*path, str(steps[-1])] if is_missing and steps else path


def _message(kind: type | None, error: Mapping[str, Any], path: list[str]) -> Message:
    field = ".".join(path)
    match error["type"]:
        case "missing" | "missing_argument":
            return Message.of("the field {field} is missing", field=field)
        case "union_tag_invalid" | "union_tag_not_found" if path:
            return Message.of("{field} is of a kind that this version does not know", field=field)
        case "unexpected_keyword_argument":
            return _unknown_field(kind, field)
        case "literal_error" | "enum":
            expected = ", ".join(str(error["ctx"]["expected"]).replace("'", "").split(" or "))
            return Message.of("{field} is not one of {expected}", field=field, expected=expected)
        case name if name.startswith("date"):
            return Message.of("{field} is no date; write it as 2026-12-31", field=field)
        case name:
            form = _FORMS.get(name.split("_")[0])
            if form is None:
                return Message.of("{field} has a value that cannot be", field=field or "-")
            if not path:
                outline = _outline(kind) or form
                return Message.of("the file has the wrong form; expected: {expected}", expected=outline)
            return Message.of("{field} has the wrong form; expected: {expected}", field=field, expected=form)


def _outline(kind: Any) -> str | None:
    """Return how a file looks by the fields it has to have; None if it has to have none."""
    item = next(iter(get_args(kind)), kind)
    if not is_dataclass(item):
        return None
    needed = [each.name for each in fields(item) if each.default is MISSING and each.default_factory is MISSING]
    if not needed:
        return None
    outline = f"{{{', '.join(f'{name}: …' for name in needed)}}}"
    return outline if item is kind else f"[{outline}, …]"


def _unknown_field(kind: type | None, field: str) -> Message:
    from difflib import get_close_matches  # noqa: PLC0415 - because most files have no slip

    name = field.rsplit(".", maxsplit=1)[-1]
    fields = _all_fields(kind) if kind else ()
    near = get_close_matches(name, [known for known in fields if known != name], n=1, cutoff=0.75)
    if near:
        return Message.of("the field {field} is not known; did you mean {near}?", field=field, near=near[0])
    return Message.of("the field {field} is not known", field=field)


@cache
def _all_fields(kind: type) -> tuple[str, ...]:
    schema = type_adapter(kind).json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return tuple({name: None for part in parts for name in part.get("properties", {})})
