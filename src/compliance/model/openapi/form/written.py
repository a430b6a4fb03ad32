"""What the specification demands of single objects beyond the form of their fields."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from compliance.model.openapi.form.forms import COMPONENT_NAME, HEADER_NAME
from compliance.model.openapi.form.written_parameters import (
    Told,
    both,
    described,
    excluded,
    neither,
    parameter,
    required_in_path,
    same_header,
)
from compliance.model.text import Message, shown

Written = Callable[[Any, int], Iterable[Told]]

_JOINED: Final = frozenset({"$ref", "allOf", "anyOf", "oneOf", "if"})
_UNNAMED: Final = "`discriminator` names {name}, which has to stand under `properties` and `required`"
_UNSURE: Final = "{name} may be absent, so `discriminator` needs `defaultMapping`"
_FIXED_METHODS: Final = frozenset({"GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY"})


def _header_names(raw: Any, version: int) -> Iterator[Told]:
    headers, seen = raw.get("headers"), dict[str, str]()
    for name in headers if isinstance(headers, dict) else ():
        if version >= 32 and not HEADER_NAME.fullmatch(name):
            yield ("headers", name), Message.of("{name} cannot be the name of a header", name=shown(name))
        other = seen.setdefault(name.lower(), name)
        if other != name:
            yield ("headers", name), same_header(name, other)


def _is_reference(name: str, holder: dict[str, Any]) -> bool:
    """Return whether a member of a map is a reference in place of the map, which is told by itself."""
    return name == "$ref" and isinstance(holder[name], str)


def _media_ranges(raw: Any, version: int) -> Iterator[Told]:
    content = raw.get("content")
    for name in content if version >= 30 and isinstance(content, dict) else ():
        if "/" not in name and not name.startswith("x-") and not _is_reference(name, content):
            template = "{name} is no media type, such as application/json"
            yield ("content", name), Message.of(template, name=shown(name))


def _response(raw: Any, version: int) -> Iterator[Told]:
    yield from _header_names(raw, version)
    yield from _media_ranges(raw, version)


def _media_type(raw: Any, version: int) -> Iterator[Told]:
    yield from excluded(raw, "example", "examples")
    yield from _encodings(raw, version)


def _encodings(raw: Any, version: int) -> Iterator[Told]:
    for name in ("prefixEncoding", "itemEncoding") if version >= 32 else ():
        yield from excluded(raw, "encoding", name)
    yield from _header_names(raw, version)


def _example(raw: Any, _version: int) -> Iterator[Told]:
    for other in ("externalValue", "dataValue", "serializedValue"):
        yield from excluded(raw, "value", other)
    yield from excluded(raw, "serializedValue", "externalValue")


def _link(raw: Any, _version: int) -> Iterator[Told]:
    yield from neither(raw, "operationRef", "operationId")
    yield from excluded(raw, "operationRef", "operationId")


def _license(raw: Any, _version: int) -> Iterator[Told]:
    yield from excluded(raw, "identifier", "url")


def _variable(raw: Any, version: int) -> Iterator[Told]:
    listed, default = raw.get("enum"), raw.get("default")
    if version >= 31 and isinstance(listed, list) and listed and "default" in raw and default not in listed:
        yield ("default",), Message.of("the default is none of the values that `enum` allows")


def _http(raw: Any, _version: int) -> Iterator[Told]:
    if "bearerFormat" in raw and str(raw.get("scheme")).lower() != "bearer":
        yield ("bearerFormat",), Message.of("`bearerFormat` has a meaning only where `scheme` is bearer")


def _components(raw: Any, _version: int) -> Iterator[Told]:
    for kind, listed in raw.items():
        for name in listed if isinstance(listed, dict) and not kind.startswith("x-") else ():
            if not (COMPONENT_NAME.fullmatch(name) or _is_reference(name, listed)):
                template = "the name {name} may hold only letters without accents, digits, -, . and _"
                yield (kind, name), Message.of(template, name=shown(name))


def _path_item(raw: Any, version: int) -> Iterator[Told]:
    further = raw.get("additionalOperations")
    for name in further if version >= 32 and isinstance(further, dict) else ():
        if name in _FIXED_METHODS or not HEADER_NAME.fullmatch(name):
            template = "{name} cannot stand under `additionalOperations`; it takes methods without a field of their own"
            yield ("additionalOperations", name), Message.of(template, name=shown(name))


def _responses(raw: Any, _version: int) -> Iterator[Told]:
    if not any(not name.startswith("x-") for name in raw):
        yield (), Message.of("at least one answer is required here")


def _chooser(raw: Any, version: int) -> Iterator[Told]:
    """Yield the member by which a discriminator chooses, if nothing makes sure that it comes."""
    told = raw["discriminator"]
    name = told.get("propertyName") if isinstance(told, dict) else told
    if not isinstance(name, str) or not _JOINED.isdisjoint(raw) or (version > 20 and "defaultMapping" in told):
        return
    properties, required = raw.get("properties"), raw.get("required")
    is_here = isinstance(properties, dict) and name in properties
    if (is_here or version == 20) and not (is_here and isinstance(required, list) and name in required):
        yield ("discriminator",), Message.of(_UNSURE if version > 20 else _UNNAMED, name=shown(name))


def _schema_2(raw: Any, version: int) -> Iterable[Told]:
    return _chooser(raw, version) if "discriminator" in raw else ()


def _schema(raw: Any, version: int) -> Iterable[Told]:
    if version >= 32 and "discriminator" in raw:
        return _chooser(raw, version)
    if version != 30 or ("readOnly" not in raw and raw.get("type") != "array"):
        return ()  # because most are schemas, and of these most are neither
    return _schema_of_3_0(raw)


def _schema_of_3_0(raw: Any) -> Iterator[Told]:
    if raw.get("type") == "array" and "items" not in raw:
        yield (), Message.of("`items` is required beside `type: array`")
    if raw.get("readOnly") is True and raw.get("writeOnly") is True:
        yield ("writeOnly",), both("readOnly", "writeOnly")


def _parameter_2(raw: Any, version: int) -> Iterator[Told]:
    yield from required_in_path(raw)
    yield from _items(raw, version)


def _items(raw: Any, _version: int) -> Iterator[Told]:
    if raw.get("type") == "array" and "items" not in raw:
        yield (), Message.of("`items` is required beside `type: array`")


def _xml(raw: Any, _version: int) -> Iterator[Told]:
    yield from excluded(raw, "nodeType", "attribute")
    yield from excluded(raw, "nodeType", "wrapped")


def _document(raw: Any, version: int) -> Iterator[Told]:
    if version >= 31 and not {"paths", "components", "webhooks"} & raw.keys():
        yield (), Message.of("at least one of `paths`, `components` and `webhooks` is required here")
    yield from _tags(raw.get("tags"), version)


def _tags(tags: Any, version: int) -> Iterator[Told]:
    parents: dict[str, Any] = {}
    for index, tag in enumerate(tags if isinstance(tags, list) else ()):
        name = tag.get("name") if isinstance(tag, dict) else None
        if not isinstance(name, str):
            continue
        if name in parents:
            yield ("tags", index, "name"), Message.of("the tag {name} is declared twice", name=shown(name))
        parents[name] = (index, tag.get("parent"))
    in_circles = _in_circles({name: parent for name, (_, parent) in parents.items()}) if version >= 32 else set[str]()
    for name, (index, parent) in parents.items() if version >= 32 else ():
        if isinstance(parent, str) and (parent not in parents or name in in_circles):
            template = "the parent {parent} is no tag of the document, or the tag itself stands below it"
            yield ("tags", index, "parent"), Message.of(template, parent=shown(parent))


def _in_circles(parents: Mapping[str, Any]) -> set[str]:
    """Return the tags that stand below themselves; each is passed once, because chains of them may be long."""
    met: dict[str, int] = {}
    found: set[str] = set()
    for number, name in enumerate(parents):
        way: list[str] = []
        here: Any = name
        while isinstance(here, str) and here in parents and here not in met:
            met[here] = number
            way.append(here)
            here = parents[here]
        if isinstance(here, str) and met.get(here) == number:
            found.update(way[way.index(here) :])
    return found


def _server(raw: Any, version: int) -> Iterator[Told]:
    from compliance.model.openapi.form.written_addresses import server  # noqa: PLC0415 - because many name none

    return server(raw, version)


def _callback(raw: Any, version: int) -> Iterator[Told]:
    from compliance.model.openapi.form.written_addresses import callback  # noqa: PLC0415 - because few have any

    return callback(raw, version)


OF_VERSION_3: Final[Mapping[str, Written]] = {
    "OpenAPI": _document,
    "License": _license,
    "Server": _server,
    "ServerVariable": _variable,
    "Callback": _callback,
    "Components": _components,
    "PathItem": _path_item,
    "Parameter": parameter,
    "Header": described,
    "RequestBody": _media_ranges,
    "MediaType": _media_type,
    "Encoding": _encodings,
    "Responses": _responses,
    "Response": _response,
    "Example": _example,
    "Link": _link,
    "Schema": _schema,
    "SecurityScheme http": _http,
    "XML": _xml,
}
OF_VERSION_2: Final[Mapping[str, Written]] = {
    "Schema": _schema_2,
    "OpenAPI": _document,
    "Responses": _responses,
    "Parameter": _parameter_2,
    "Header": _items,
    "Items": _items,
}
