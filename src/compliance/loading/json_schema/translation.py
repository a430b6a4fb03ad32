"""Schemas of a document, through its references, as one flat set of definitions of JSON Schema 2020-12.

What cannot be read as it was meant is not guessed: the definition gets the keyword `UNDECIDED` in its place, and of a
value that is held against it nothing is said.
"""

from collections import deque
from collections.abc import Callable, Iterator
from typing import Any, Final

from compliance.loading.json_schema.keywords import (
    ASSERTED,
    IN_PLACE,
    LISTED,
    NAMED,
    RANGES,
    TYPES,
    UNREADABLE,
    plain_keywords,
    schema_keywords,
)
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.keywords import KNOWN_DIALECTS
from compliance.model.openapi.node import Node

UNDECIDED: Final = "x-undecided"
_DEEPEST_NESTING: Final = 50
_LONGEST_CHAIN: Final = 500
_OPEN: Final[dict[str, Any]] = {UNDECIDED: True}


class Translation:
    """The definitions of one document, as far as schemas were asked for; each is translated once.

    By the name of a definition `composed` holds the schemas in it that put several demands on one value, and `reached`
    the definitions that it refers to. `is_lenient` tells that some definition takes
    more than is written, so that "none of these" or "one of these only" cannot be said of it.
    """

    def __init__(self, files: DocumentFiles, is_pattern: Callable[[str], bool]) -> None:
        self.definitions: dict[str, Any] = {}
        self.composed: dict[str, list[Any]] = {}
        self.reached: dict[str, set[str]] = {}
        self.is_lenient = False
        self._files = files
        self._is_pattern = is_pattern
        self._is_modern = files.uses_json_schema
        self.is_of_known_dialect = files.root.text("jsonSchemaDialect") in KNOWN_DIALECTS
        self._plain = plain_keywords(is_modern=files.uses_json_schema)
        self._schemas = schema_keywords(is_modern=files.uses_json_schema)
        self._names: dict[int, str] = {}
        self._inline: set[int] = set()
        self._waiting: deque[tuple[str, Node, int]] = deque()
        self._level = 0
        self._current = ""

    def add(self, node: Node) -> str:
        """Translate a schema and all that it reaches; return the name of its definition."""
        self._level = 0
        name = self._name(node)
        while self._waiting:
            self._current, waiting, self._level = self._waiting.popleft()
            self.composed[self._current], self.reached[self._current] = [], set()
            is_readable = self.is_of_known_dialect and self._level < _LONGEST_CHAIN
            self.definitions[self._current] = self._schema(waiting, 0) if is_readable else _OPEN
        return name

    def _name(self, node: Node) -> str:
        key = id(node.raw)
        if key not in self._names:
            self._names[key] = str(len(self._names))
            self._waiting.append((self._names[key], node, self._level + 1))
        return self._names[key]

    def _part(self, node: Node, depth: int) -> Any:
        """Return a schema within another: in its place, or behind a name where it is deep or stands there again."""
        if isinstance(node.raw, bool):
            return node.raw
        if depth >= _DEEPEST_NESTING or id(node.raw) in self._inline or id(node.raw) in self._names:
            return self._to(self._name(node))
        self._inline.add(id(node.raw))
        return self._schema(node, depth)

    def _to(self, name: str) -> dict[str, str]:
        self.reached[self._current].add(name)
        return {"$ref": f"#/$defs/{name}"}

    def _schema(self, node: Node, depth: int) -> Any:
        raw = node.raw
        if isinstance(raw, bool):
            return raw
        if not isinstance(raw, dict) or (self._is_modern and not UNREADABLE.isdisjoint(raw)):
            return _OPEN
        translated: dict[str, Any] = {}
        if "$ref" in raw:
            reference = node.text("$ref")
            target = self._files.resolve(node, reference) if reference is not None else None
            if target is None or not isinstance(target.raw, dict | bool):
                return _OPEN
            translated.update(self._to(self._name(target)))
            if not self._is_modern:
                return translated
        for keyword, value in raw.items():
            if keyword in self._plain:
                translated.update(self._plain_keyword(keyword, value))
            elif keyword in self._schemas and (member := node.get(keyword)) is not None:
                translated.update(self._nested(keyword, member, depth + 1))
        translated.update(self._types(raw))
        return self._finished(translated, node)

    def _plain_keyword(self, keyword: str, value: Any) -> dict[str, Any]:
        if keyword == "required" and isinstance(value, bool) and self._files.is_version_2:
            return {}  # because a parameter is its own schema there
        if not self._plain[keyword](value) or (keyword == "pattern" and not self._is_pattern(value)):
            return _OPEN
        if keyword == "format":
            return {"format": value} if value in ASSERTED else {}
        return {keyword: value}

    def _nested(self, keyword: str, member: Node, depth: int) -> dict[str, Any]:
        if keyword in LISTED:
            parts = [self._part(item, depth) for item in member.items()]
            return {keyword: parts} if parts else _OPEN
        if keyword in NAMED:
            if not isinstance(member.raw, dict):
                return _OPEN
            if keyword == "patternProperties" and not all(map(self._is_pattern, member.raw)):
                return _OPEN
            return {keyword: {name: self._part(part, depth) for name, part in member.members()}}
        return {keyword: self._part(member, depth)} if isinstance(member.raw, dict | bool) else _OPEN

    def _types(self, raw: dict[str, Any]) -> dict[str, Any]:
        stated = raw.get("type")
        if stated is None:
            return {}
        types = [stated] if isinstance(stated, str) else stated if self._is_modern else None
        if not isinstance(types, list) or not types or not all(isinstance(name, str) for name in types):
            return _OPEN
        if not TYPES.issuperset(types):
            return _OPEN
        return {"type": list(dict.fromkeys(types))}

    def _finished(self, translated: dict[str, Any], node: Node) -> dict[str, Any]:
        """Do what concerns several keywords at once."""
        raw = node.raw
        if not self._is_modern:
            _exclusive(translated)
            if "patternProperties" in raw and translated.pop("additionalProperties", None) is not None:
                self.is_lenient = True
        if "discriminator" in raw and "oneOf" in translated:
            # because the discriminator chooses the one, also where the schemas do not exclude each other
            translated.setdefault("allOf", []).append({"anyOf": translated.pop("oneOf")})
        if "required" in translated:
            translated["required"] = list(self._required(node, translated["required"]))
        if (span := RANGES.get(str(raw.get("format")))) is not None and "integer" in translated.get("type", ()):
            translated.setdefault("allOf", []).append({"minimum": span[0], "maximum": span[1]})
        if self._is_nullable(raw):
            self.is_lenient = self.is_lenient or "enum" in raw or not IN_PLACE.isdisjoint(translated)
            translated = _nullable(translated)
        if not IN_PLACE.isdisjoint(translated):
            self.composed[self._current].append(translated)
        return translated

    def _is_nullable(self, raw: dict[str, Any]) -> bool:
        return not self._is_modern and (raw.get("nullable") is True or raw.get("x-nullable") is True)

    def _required(self, node: Node, names: list[str]) -> Iterator[str]:
        """Leave out what only answers have, or only requests: an example does not say which of them it shows."""
        properties = node.get("properties")
        for name in dict.fromkeys(names):
            member = properties.get(name) if properties is not None else None
            target = self._files.follow(member) if member is not None else None
            if any(map(_is_one_way, (member, target))):
                self.is_lenient = True
            else:
                yield name


def _is_one_way(node: Node | None) -> bool:
    return node is not None and bool(node.mapping.get("readOnly") or node.mapping.get("writeOnly"))


def _exclusive(translated: dict[str, Any]) -> None:
    """Turn the limits of 2.0 and 3.0, where `exclusiveMinimum: true` says something of `minimum`."""
    for limit, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        if isinstance(translated.get(exclusive), bool):
            is_exclusive = translated.pop(exclusive)
            if is_exclusive and limit in translated:
                translated[exclusive] = translated.pop(limit)


def _nullable(translated: dict[str, Any]) -> dict[str, Any]:
    """Return the schema that takes `null` too; a list of values takes it even if it does not name it."""
    if not IN_PLACE.isdisjoint(translated):
        return {"anyOf": [{"type": "null"}, translated]}
    if "type" in translated:
        translated["type"] = list(dict.fromkeys((*translated["type"], "null")))
    if "enum" in translated and None not in translated["enum"]:
        translated["enum"] = [*translated["enum"], None]
    return translated
