"""What the specification demands of parameters and headers beyond the form of their fields."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any, Final

from compliance.model.openapi.form.forms import HEADER_NAME
from compliance.model.text import Message, shown

Told = tuple[tuple[str | int, ...], Message]
"""Steps from the object to what is at fault, and what is wrong with it."""
_STYLES: Final = {
    "path": ("matrix", "label", "simple"),
    "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "header": ("simple",),
    "cookie": ("form",),
}
_OF_SCHEMA: Final = ("style", "explode", "allowReserved")
_LONGEST: Final = 60


def both(first: str, second: str) -> Message:
    return Message.of("`{first}` and `{second}` exclude each other", first=first, second=second)


def same_header(name: str, other: str) -> Message:
    template = "the headers {name} and {other} are the same one: in their names case does not count"
    return Message.of(template, name=shown(name), other=shown(other))


def excluded(raw: Any, *names: str) -> Iterator[Told]:
    """Yield the fields of which only one may stand in an object."""
    for first, second in combinations([name for name in names if name in raw], 2):
        yield (second,), both(first, second)


def neither(raw: Any, first: str, second: str) -> Iterator[Told]:
    if first not in raw and second not in raw:
        yield (), Message.of("either `{first}` or `{second}` is required here", first=first, second=second)


def _not_with(raw: Any, holder: str, names: tuple[str, ...]) -> Iterator[Told]:
    for name in names if holder in raw else ():
        if name in raw:
            yield (name,), both(holder, name)


def described(raw: Any, version: int) -> Iterator[Told]:
    yield from neither(raw, "schema", "content")
    yield from excluded(raw, "schema", "content")
    names = _OF_SCHEMA if version >= 32 else (*_OF_SCHEMA, "example", "examples")
    yield from _not_with(raw, "content", names) if "schema" not in raw else ()
    yield from excluded(raw, "example", "examples")


def parameter(raw: Any, version: int) -> Iterator[Told]:
    where = str(raw.get("in"))
    if version < 31 or "content" not in raw:
        yield from required_in_path(raw)
    if where == "querystring" and ("content" not in raw or "schema" in raw):
        yield (), Message.of("a parameter in `querystring` is described by `content`")
        return
    yield from described(raw, version)
    style = raw.get("style")
    allowed = (*_STYLES.get(str(where), ()), *(("cookie",) if where == "cookie" and version >= 32 else ()))
    if isinstance(style, str) and allowed and style not in allowed and "content" not in raw:
        template = "the style {found} is none of a parameter in `{place}`; it may be {expected}"
        yield ("style",), Message.of(template, found=style[:_LONGEST], place=str(where), expected=", ".join(allowed))
    if version >= 31 and where in _STYLES:
        yield from _of_queries(raw, version, style)
    if version >= 32:
        yield from _name(raw)


def required_in_path(raw: Any) -> Iterator[Told]:
    if raw.get("in") == "path" and raw.get("name") == "":
        yield ("name",), Message.of("a parameter in `path` needs a name")
    if raw.get("in") == "path" and raw.get("required") is not True:
        step = ("required",) if "required" in raw else ()
        yield step, Message.of("a parameter in `path` needs `required: true`")


def _of_queries(raw: Any, version: int, style: Any) -> Iterator[Told]:
    template = "`{name}` has no meaning for a parameter in `{place}`"
    where = str(raw["in"])
    if "allowEmptyValue" in raw and where != "query":
        yield ("allowEmptyValue",), Message.of(template, name="allowEmptyValue", place=where)
    takes_reserved = {"query", "path"} if version >= 32 else {"query"}
    is_form = version >= 32 and where == "cookie" and style in (None, "form")
    if "allowReserved" in raw and "content" not in raw and where not in takes_reserved and not is_form:
        yield ("allowReserved",), Message.of(template, name="allowReserved", place=where)


def _name(raw: Any) -> Iterator[Told]:
    name = raw.get("name")
    if isinstance(name, str) and raw.get("in") == "path" and not {"{", "}"}.isdisjoint(name):
        yield ("name",), Message.of("the name of a parameter in `path` has no braces")
    if isinstance(name, str) and raw.get("in") == "header" and not HEADER_NAME.fullmatch(name):
        yield ("name",), Message.of("{name} cannot be the name of a header", name=name[:_LONGEST])
