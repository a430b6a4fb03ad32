"""Schemas of a document, through its references, as one flat set of definitions of JSON Schema 2020-12.

What cannot be read as it was meant is not guessed: the definition gets the keyword `UNDECIDED` in its place, and of a
value that is held against it nothing is said.
"""

from collections import deque
from collections.abc import Callable, Iterator
from typing import Any, Final

from compliance.loading.json_schema.choices import chosen
from compliance.loading.json_schema.definitions import Definitions
from compliance.loading.json_schema.keywords import (
    ASSERTED,
    ASSERTED_IN_ANSWERS,
    IN_PLACE,
    LISTED,
    NAMED,
    RANGES,
    TYPES,
    plain_keywords,
    schema_keywords,
)
from compliance.loading.json_schema.one_way import is_one_way, names_one_way
from compliance.loading.json_schema.scopes import NOWHERE, Scope, ScopeNeededError, Scopes
from compliance.loading.json_schema.versions import exclusive, is_of_known_dialect, nullable
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.keywords import KNOWN_DIALECTS
from compliance.model.openapi.node import Node

UNDECIDED: Final = "x-undecided"
_DEEPEST_NESTING: Final = 50
_LONGEST_CHAIN: Final = 500
_OPEN: Final[dict[str, Any]] = {UNDECIDED: True}


class Translation(Definitions):
    """The definitions of one document, as far as schemas were asked for; each is translated once.

    Of an example nobody says whether it is one of a request or of an answer; `is_of_answers` says so of values.
    """

    def __init__(self, files: DocumentFiles, is_pattern: Callable[[str], bool], *, is_of_answers: bool = False) -> None:
        super().__init__()
        self._files = files
        self._is_pattern = is_pattern
        self._is_of_answers = is_of_answers
        self._asserted = ASSERTED_IN_ANSWERS if is_of_answers else ASSERTED
        self._is_modern = files.uses_json_schema
        self.is_of_known_dialect = files.root.text("jsonSchemaDialect") in KNOWN_DIALECTS
        self._plain = plain_keywords(is_modern=files.uses_json_schema)
        self._schemas = schema_keywords(is_modern=files.uses_json_schema)
        self._names: dict[tuple[int, Scope], str] = {}
        self._inline: set[tuple[int, Scope]] = set()
        self._waiting: deque[tuple[str, Node, int, Scope]] = deque()
        self._level = 0
        self._current = ""
        self._scopes: Scopes | None = None
        self._scope = NOWHERE

    def add(self, node: Node) -> str:
        """Translate a schema and all that it reaches; return the name of its definition."""
        first = len(self._names)
        try:
            return self._add(node)
        except ScopeNeededError:
            # because few documents need them: what was translated before means the same wherever it is reached from
            self._scopes = Scopes(self._files)
            self._forget_from(first)
            return self._add(node)

    def _forget_from(self, first: int) -> None:
        self._waiting.clear()
        self._names = {key: name for key, name in self._names.items() if int(name) < first}
        for made in (self.definitions, self.composed, self.reached):
            for name in [name for name in made if int(name) >= first]:
                del made[name]

    def _add(self, node: Node) -> str:
        self._level, self._scope = 0, NOWHERE
        name = self._name(node)
        while self._waiting:
            self._current, waiting, self._level, self._scope = self._waiting.popleft()
            self.composed[self._current], self.reached[self._current] = [], set()
            is_readable = self.is_of_known_dialect and self._level < _LONGEST_CHAIN
            self.definitions[self._current] = self._schema(waiting, 0) if is_readable else _OPEN
        return name

    def _name(self, node: Node) -> str:
        scope = self._scope if self._scopes is None else self._scopes.entered(node, self._scope)
        key = id(node.raw), scope
        if key not in self._names:
            self._names[key] = str(len(self._names))
            self._waiting.append((self._names[key], node, self._level + 1, scope))
        return self._names[key]

    def _part(self, node: Node, depth: int) -> Any:
        """Return a schema within another: in its place, or behind a name where it is deep or stands there again."""
        if isinstance(node.raw, bool):
            return node.raw
        key = id(node.raw), self._scope
        if depth >= _DEEPEST_NESTING or key in self._inline or key in self._names or self._enters(node.raw):
            return self._to(self._name(node))
        self._inline.add(key)
        return self._schema(node, depth)

    def _enters(self, raw: Any) -> bool:
        """Return whether a schema within another begins a resource of its own, where that matters."""
        return self._scopes is not None and isinstance(raw, dict) and "$id" in raw

    def _to(self, name: str) -> dict[str, str]:
        self.reached[self._current].add(name)
        return {"$ref": f"#/$defs/{name}"}

    def _schema(self, node: Node, depth: int) -> Any:
        raw = node.raw
        if isinstance(raw, bool):
            return raw
        if not isinstance(raw, dict) or (self._is_modern and not is_of_known_dialect(raw)):
            return _OPEN
        translated: dict[str, Any] = {}
        if "$ref" in raw:
            reference = node.text("$ref")
            translated.update(self._behind(self._files.resolve(node, reference) if reference is not None else None))
            if not self._is_modern:
                return translated
        translated.update(self._keywords(node, depth))
        return self._finished(translated, node)

    def _behind(self, target: Node | None) -> dict[str, Any]:
        """Return what a reference to a schema says."""
        return _OPEN if target is None or not isinstance(target.raw, dict | bool) else self._to(self._name(target))

    def _keywords(self, node: Node, depth: int) -> dict[str, Any]:
        translated: dict[str, Any] = {}
        for keyword, value in node.raw.items():
            if keyword in self._plain:
                translated.update(self._plain_keyword(keyword, value))
            elif keyword in self._schemas and (member := node.get(keyword)) is not None:
                translated.update(self._nested(keyword, member, depth + 1))
        if self._is_modern and "$dynamicRef" in node.raw:
            translated.setdefault("allOf", []).append(self._behind(self._dynamic_target(node)))
        return translated | self._types(node.raw)

    def _dynamic_target(self, node: Node) -> Node | None:
        if self._scopes is not None:
            return self._scopes.target(node, self._scope)
        target, reference = self._files.dynamic_target(node), node.text("$dynamicRef")
        if target is None and reference is not None and self._files.resolve(node, reference) is not None:
            raise ScopeNeededError
        return target

    def _plain_keyword(self, keyword: str, value: Any) -> dict[str, Any]:
        if keyword == "required" and isinstance(value, bool) and self._files.is_version_2:
            return {}  # because a parameter is its own schema there
        if not self._plain[keyword](value) or (keyword == "pattern" and not self._is_pattern(value)):
            return _OPEN
        if keyword == "format":
            return {"format": value} if value in self._asserted else {}
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
            return {keyword: dict(self._named(keyword, member, depth))}
        return {keyword: self._part(member, depth)} if isinstance(member.raw, dict | bool) else _OPEN

    def _named(self, keyword: str, member: Node, depth: int) -> Iterator[tuple[str, Any]]:
        for name, part in member.members():
            is_of_answers = self._is_of_answers and keyword == "properties"
            is_forbidden = is_of_answers and is_one_way(self._files, part, "writeOnly")
            yield name, False if is_forbidden else self._part(part, depth)

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
            exclusive(translated)
            if "patternProperties" in raw and translated.pop("additionalProperties", None) is not None:
                self.is_lenient = True
        if "discriminator" in raw and "oneOf" in translated:
            # because the discriminator chooses the one, also where the schemas do not exclude each other
            translated.setdefault("allOf", []).append({"anyOf": chosen(self._files, node, translated.pop("oneOf"))})
        if "required" in translated:
            translated["required"] = list(self._required(node, translated["required"]))
        span = None if self._is_of_answers else RANGES.get(str(raw.get("format")))
        if span is not None and "integer" in translated.get("type", ()):
            translated.setdefault("allOf", []).append({"minimum": span[0], "maximum": span[1]})
        if self._is_nullable(raw):
            self.is_lenient = self.is_lenient or "enum" in raw or not IN_PLACE.isdisjoint(translated)
            translated = nullable(translated)
        if not IN_PLACE.isdisjoint(translated):
            self.composed[self._current].append(translated)
        return translated

    def _is_nullable(self, raw: dict[str, Any]) -> bool:
        return not self._is_modern and (raw.get("nullable") is True or raw.get("x-nullable") is True)

    def _required(self, node: Node, names: list[str]) -> Iterator[str]:
        """Leave out what only answers have, or only requests: an example does not say which of them it shows."""
        only = ("writeOnly",) if self._is_of_answers else ("readOnly", "writeOnly")
        for name in dict.fromkeys(names):
            if names_one_way(self._files, node, name, *only):
                self.is_lenient = True
            else:
                yield name
