"""Requests held to the document: parameters and bodies read as it describes them."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl, unquote

from ndxp_mocks.openapi.dialect import Dialect, Schema
from ndxp_mocks.openapi.endpoint import Body, Endpoint, Media, Parameter
from ndxp_mocks.openapi.media_types import chosen_media, is_form, is_json
from ndxp_mocks.openapi.schema_merge import CHOICES, as_list, flatten
from ndxp_mocks.openapi.schema_validation import SchemaValidator
from ndxp_mocks.openapi.source import Unserved
from ndxp_mocks.platform.misbehaviour import ObservedRequest

_INTEGER: Final = re.compile(r"[-+]?[0-9]{1,300}")
_NUMBER: Final = re.compile(r"[-+]?([0-9]{1,300}(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]{1,4})?")
_DEEP: Final = re.compile(r"\[([^\[\]]*)\]")
_SEPARATORS: Final = {"spaceDelimited": " ", "pipeDelimited": "|", "tabDelimited": "\t"}
_ABSENT: Final = object()


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """Request as it was read: values of parameters by place and name, the body, and its flaws."""

    values: Mapping[tuple[str, str], Any]
    flaws: tuple[str, ...]
    status: int = 400


class RequestValidator:
    """Reads requests to the operations of one document."""

    def __init__(self, dialect: Dialect, validating: SchemaValidator) -> None:
        self._dialect = dialect
        self._validating = validating

    def read(self, endpoint: Endpoint, asked: ObservedRequest, path: Mapping[str, str], body: bytes) -> ReadRequest:
        """Return the request as the document describes it."""
        values: dict[tuple[str, str], Any] = {}
        flaws: list[str] = []
        for parameter in endpoint.parameters:
            value = self._value(parameter, asked, path)
            if value is _ABSENT:
                flaws += [f"{parameter.name}: thiếu"] if parameter.is_required else []
                continue
            values[parameter.place, parameter.name] = value
            flaws += self._validating.flaws(value, parameter.schema, parameter.name)
        if endpoint.body is None:
            return ReadRequest(values, tuple(flaws))
        status, wrong = self._of_body(endpoint.body, asked.header("content-type"), body)
        return ReadRequest(values, (*flaws, *wrong), 400 if flaws else status)

    def _value(self, parameter: Parameter, asked: ObservedRequest, path: Mapping[str, str]) -> Any:
        texts = list(_texts(parameter, asked, path))
        if parameter.media_type is not None and texts:
            return _json_or_text(texts[0])
        if parameter.style == "deepObject":
            pairs = [(name, value) for name, value in asked.query if name.startswith(f"{parameter.name}[")]
            return self.typed(_nested(pairs).get(parameter.name, {}), parameter.schema) if pairs else _ABSENT
        kinds = self.kinds(parameter.schema)
        if "object" in kinds and parameter.place == "query" and parameter.explodes and not texts:
            known = self._flat(parameter.schema).get("properties", {})
            spread = {name: value for name, value in asked.query if name in known}
            return self.typed(spread, parameter.schema) if spread else _ABSENT
        if not texts:
            return _ABSENT
        if "array" in kinds and not (parameter.place == "query" and parameter.explodes):
            return self.typed(_split(texts[0], parameter), parameter.schema)
        if "object" in kinds and "string" not in kinds:
            return self.typed(_paired(_split(texts[0], parameter), parameter), parameter.schema)
        return self.typed(texts if "array" in kinds else texts[0], parameter.schema)

    def typed(self, value: Any, schema: Schema) -> Any:
        """Convert texts to the types that the schema wants; one that is nothing of the kind stays a text."""
        if isinstance(value, dict):
            members = self._flat(schema)
            known, others = members.get("properties", {}), members.get("additionalProperties", True)
            value = _as_list(value) if "array" in self.kinds(schema) and "object" not in self.kinds(schema) else value
            if isinstance(value, dict):
                return {name: self.typed(each, known.get(name, others)) for name, each in value.items()}
        if isinstance(value, list):
            items = self._flat(schema).get("items", True)
            return [self.typed(each, items) for each in value]
        if not isinstance(value, str):
            return value
        found = list(_interpretations(value, self.kinds(schema)))
        return next((each for each in found if self._validating.fits(each, schema)), found[0] if found else value)

    def kinds(self, schema: Schema) -> frozenset[str]:
        """Return the types that a schema allows, those of its alternatives included; None if it allows all."""
        flat = self._flat(schema)
        if "type" in flat:
            return frozenset(as_list(flat["type"]))
        if "enum" in flat:
            return frozenset(_kind_of(value) for value in flat["enum"])
        branches = [branch for choice in flat.get(CHOICES, ()) for each in choice.values() for branch in each]
        return frozenset().union(*(self.kinds(branch) for branch in branches)) or _by_words(flat)

    def _flat(self, schema: Schema) -> dict[str, Any]:
        try:
            return flatten(schema, self._dialect.at)
        except Unserved:
            return {}

    def _of_body(self, documented: Body, sent_as: str | None, body: bytes) -> tuple[int, tuple[str, ...]]:
        if not body:
            return 400, ("nội dung: thiếu",) if documented.is_required else ()
        media = chosen_media(documented.content, sent_as or "application/octet-stream")
        if media is None:
            return 415, ("nội dung: kiểu nội dung không được mô tả",)
        if is_json(sent_as or media.type):
            return self._of_json(media, body)
        if is_form(sent_as or ""):
            return self._of_form(media, body)
        return 400, ()

    def _of_json(self, media: Media, body: bytes) -> tuple[int, tuple[str, ...]]:
        try:
            value = json.loads(body.decode("utf-8"), parse_constant=_no_number)
        except (ValueError, RecursionError):
            return 400, ("nội dung: không phải JSON",)
        return 422, tuple(self._validating.flaws(value, media.schema, "nội dung"))

    def _of_form(self, media: Media, body: bytes) -> tuple[int, tuple[str, ...]]:
        try:
            pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=1000, errors="strict")
        except ValueError:
            return 400, ("nội dung: không phải biểu mẫu",)
        value = self.typed(_nested(pairs), media.schema)
        return 422, tuple(self._validating.flaws(value, media.schema, "nội dung"))


def _texts(parameter: Parameter, asked: ObservedRequest, path: Mapping[str, str]) -> Iterator[str]:
    match parameter.place:
        case "path":
            yield from [_unstyled(path[parameter.name], parameter)] if parameter.name in path else ()
        case "query":
            names = {parameter.name, f"{parameter.name}[]"} if parameter.explodes else {parameter.name}
            yield from (value for name, value in asked.query if name in names)
        case "header":
            yield from (value for name, value in asked.headers if name == parameter.name.lower())
        case _:
            for pair in (asked.header("cookie") or "").split(";"):
                name, _, value = pair.strip().partition("=")
                if name == parameter.name:
                    yield unquote(value)


def _unstyled(text: str, parameter: Parameter) -> str:
    if parameter.style == "label":
        return text.removeprefix(".")
    if parameter.style == "matrix":
        return text.removeprefix(f";{parameter.name}=")
    return text


def _split(text: str, parameter: Parameter) -> list[str]:
    separator = _SEPARATORS.get(parameter.style, ",")
    return text.split(separator) if text else []


def _paired(parts: list[str], parameter: Parameter) -> dict[str, str]:
    """Return the members of an object that was written as one text: `a=1,b=2`, or `a,1,b,2`."""
    if parameter.explodes:
        return {name: value for name, _, value in (part.partition("=") for part in parts)}
    return dict(zip(parts[::2], parts[1::2], strict=False))


def _nested(pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """Read names with brackets as members of members: `a[b]=1` is `{"a": {"b": "1"}}`, `a[]=1` a list."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        first = name.partition("[")[0]
        steps = [first, *_DEEP.findall(name[len(first) :])][:20]
        place: Any = found
        for step, following in zip(steps, [*steps[1:], None], strict=True):
            if following is None:
                _put(place, step, value)
                break
            key = str(len(place)) if step == "" else step
            below = place.get(key)
            place[key] = below if isinstance(below, dict) else {}
            place = place[key]
    return found


def _put(place: dict[str, Any], step: str, value: str) -> None:
    if step == "":
        place[str(len(place))] = value
    elif isinstance(place.get(step), list):
        place[step].append(value)
    else:
        place[step] = [place[step], value] if step in place else value


def _as_list(value: dict[str, Any]) -> Any:
    is_numbered = all(key.isascii() and key.isdigit() for key in value)
    return [value[key] for key in sorted(value, key=int)] if is_numbered else value


def _interpretations(text: str, kinds: frozenset[str]) -> Iterator[Any]:
    if "integer" in kinds and _INTEGER.fullmatch(text):
        yield int(text)
    if "number" in kinds and _NUMBER.fullmatch(text):
        number = int(text) if _INTEGER.fullmatch(text) else float(text)
        # because 1.0 is a whole number too (JSON Schema, 6.1.1), and answers repeat it
        yield int(number) if isinstance(number, float) and number.is_integer() else number
    if "boolean" in kinds and text in {"true", "false"}:
        yield text == "true"
    if "array" in kinds and "string" not in kinds:
        yield [text] if text else []
    yield text


def _kind_of(value: Any) -> str:
    match value:
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "number"
        case None:
            return "null"
    return "array" if isinstance(value, list) else "object" if isinstance(value, dict) else "string"


def _by_words(flat: Mapping[str, Any]) -> frozenset[str]:
    return frozenset({"object"}) if "properties" in flat else frozenset({"array"}) if "items" in flat else frozenset()


def _json_or_text(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _no_number(word: str) -> Any:
    raise ValueError(word)  # because RFC 8259 knows no NaN and no Infinity
