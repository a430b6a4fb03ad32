"""Requests held to the document: the part of JSON Schema that our own documents use."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final
from urllib.parse import urlsplit

from ndxp_mocks.platform.operation import JsonObject, Operation

_INTEGER: Final = re.compile(r"-?[0-9]{1,18}")


def flaws_of_body(operation: Operation, body: Any) -> Iterator[str]:
    """Yield the flaws of a parsed JSON body, one sentence each."""
    if operation.body is not None:
        yield from flaws(body, operation.body, "nội dung")


def flaws_of_parameters(operation: Operation, place: str, given: Mapping[str, Any]) -> Iterator[str]:
    """Yield the flaws of the parameters of one place (path, query)."""
    for parameter in operation.parameters:
        if parameter["in"] != place:
            continue
        name = parameter["name"]
        if name in given:
            yield from flaws(given[name], parameter["schema"], name)
        elif parameter.get("required"):
            yield f"{name}: thiếu"


def query_of(operation: Operation, given: Mapping[str, str]) -> dict[str, Any]:
    """Return the documented part of a query, whole numbers read where the document wants them."""
    wanted = {each["name"]: each["schema"]["type"] for each in operation.parameters if each["in"] == "query"}
    return {name: _number_or_text(given[name], kind) for name, kind in wanted.items() if name in given}


def _number_or_text(value: str, kind: str) -> int | str:
    return int(value) if kind == "integer" and _INTEGER.fullmatch(value) else value


def flaws(value: Any, schema: JsonObject, at: str) -> Iterator[str]:
    """Yield every breach of the schema, without the value itself."""
    match schema.get("type"):
        case "object":
            yield from _flaws_of_object(value, schema, at)
        case "string":
            yield from _flaws_of_text(value, schema, at)
        case "integer":
            yield from _flaws_of_integer(value, schema, at)


def _flaws_of_object(value: Any, schema: JsonObject, at: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{at}: phải là đối tượng JSON"
        return
    known = schema["properties"]
    yield from (f"{at}: thiếu {name}" for name in schema.get("required", ()) if name not in value)
    if not value.keys() <= known.keys():
        yield f"{at}: có trường không được mô tả"
    for name in known.keys() & value.keys():
        yield from flaws(value[name], known[name], f"{at}/{name}")


def _flaws_of_text(value: Any, schema: JsonObject, at: str) -> Iterator[str]:
    if not isinstance(value, str):
        yield f"{at}: phải là chuỗi ký tự"
        return
    if not _is_utf_8(value):
        yield f"{at}: có ký tự không viết được bằng UTF-8"
        return
    if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", 10_000):
        yield f"{at}: độ dài không phù hợp"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{at}: không đúng mẫu"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: không thuộc danh sách giá trị"
    if "format" in schema and not _FORMATS[schema["format"]](value):
        yield f"{at}: không đúng định dạng {schema['format']}"


def _flaws_of_integer(value: Any, schema: JsonObject, at: str) -> Iterator[str]:
    if not isinstance(value, int) or isinstance(value, bool):
        yield f"{at}: phải là số nguyên"
    elif not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        yield f"{at}: ngoài khoảng cho phép"


def _is_utf_8(value: str) -> bool:
    # Because JSON may escape half of a surrogate pair (RFC 8259, 8.2), which no answer could repeat.
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _is_moment(value: str) -> bool:
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_address(value: str) -> bool:
    if not value.startswith("https://") or not value.isprintable() or " " in value:
        return False
    try:
        parts = urlsplit(value)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:  # of the port, or of the brackets of an IPv6 address
        return False


_FORMATS: Final[Mapping[str, Callable[[str], bool]]] = {
    "date": _is_date,
    "date-time": _is_moment,
    "uri": _is_address,
}
