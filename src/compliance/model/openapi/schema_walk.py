"""From a schema to every schema below it, without recursion: cycles and deep nesting are ordinary."""

from collections.abc import Iterator
from typing import Any, Final

from compliance.model.openapi.files import EXAMPLES
from compliance.model.openapi.index import NOTHING, SCHEMAS
from compliance.model.openapi.keywords import LISTED_SCHEMAS, NAMED_SCHEMAS, SINGLE_SCHEMAS
from compliance.model.openapi.node import Node
from compliance.model.openapi.schema import Property, Schema
from compliance.model.openapi.steps import TEXT, Steps
from compliance.model.pattern import late
from compliance.model.text import Message

_NAME: Final = late(r"[A-Za-z0-9_-]+")
_BOOLEAN: Final = frozenset({"additionalProperties", "unevaluatedProperties", "unevaluatedItems"})
_REFERENCES: Final = frozenset({"$ref", "$dynamicRef"})
_HOLDERS: Final = frozenset({"properties", "discriminator", *NAMED_SCHEMAS, *LISTED_SCHEMAS, *SINGLE_SCHEMAS})
_ONE_TYPE: Final = Message.of("a list of types is expected only from version 3.1 on, so the type was not looked at")


class SchemaWalk:
    """Visits schemas and notes them with their properties."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps
        self._files = steps.files
        self._nodes = steps.nodes
        self._is_modern = steps.files.uses_json_schema

    def visit(self, node: Node) -> None:
        """Visit a schema and all below it, also through references."""
        stack, seen = [node], self._steps.seen
        while stack:
            schema = stack.pop()
            raw = schema.raw
            if not isinstance(raw, dict):
                self._check_boolean(schema)
                continue
            if id(raw) in seen:
                continue
            seen.add(id(raw))
            self._nodes.schemas.append(Schema(self._files, schema))
            if not EXAMPLES.isdisjoint(raw):
                self._files.exemplify(schema, schema)
            if not _REFERENCES.isdisjoint(raw):
                stack.extend(self._targets(schema))
            if _is_looked_into(raw) and self._files.written(schema):
                stack.extend(self._below(schema))

    def visit_parameter(self, parameter: Node) -> None:
        """Visit the schema of a parameter or header; in version 2.0 it is its own, which matters with its default."""
        if (schema := parameter.get("schema")) is not None:
            self.visit(schema)
        elif self._files.is_version_2 and parameter.has("default"):
            self._nodes.schemas.append(Schema(self._files, parameter))
            self._files.exemplify(parameter, parameter)

    def _check_boolean(self, node: Node) -> None:
        """Note what is no schema; from version 3.1 on `true` and `false` are."""
        if not isinstance(node.raw, bool) or not (self._is_modern or node.key in _BOOLEAN):
            self._steps.is_object(node, SCHEMAS)

    def _targets(self, schema: Node) -> Iterator[Node]:
        raw = schema.raw
        if "$ref" in raw and self._steps.is_text(Node(schema.uri, raw["$ref"], schema, "$ref"), SCHEMAS):
            target = self._steps.follow(schema, SCHEMAS)
            yield from () if target is None else (target,)
        if self._is_modern and (dynamic := schema.get("$dynamicRef")) is not None:
            target = self._steps.refer(dynamic, str(dynamic.raw), SCHEMAS)
            yield from () if target is None else (target,)

    def _below(self, schema: Node) -> Iterator[Node]:
        raw = schema.raw
        if not isinstance(raw.get("type", ""), str) or "examples" in raw:
            self._check_form(schema)
        if _HOLDERS.isdisjoint(raw):
            return
        yield from self._properties(schema) if "properties" in raw else ()
        for key in NAMED_SCHEMAS:
            if key in raw:
                yield from (node for _, node in self._steps.members(schema, key, SCHEMAS))
        for key in LISTED_SCHEMAS:
            if key in raw:
                yield from self._steps.items(schema, key, SCHEMAS)
        for key in SINGLE_SCHEMAS:
            if key in raw and (single := schema.get(key)) is not None:
                yield single
        if "discriminator" in raw and not self._files.is_version_2:
            yield from self._chosen(schema)

    def _properties(self, schema: Node) -> Iterator[Node]:
        for name, node in self._steps.members(schema, "properties", SCHEMAS):
            if self._is_modern or self._steps.is_object(node, SCHEMAS):
                self._nodes.properties.append(Property(self._files, node, name, schema))
                yield node

    def _check_form(self, schema: Node) -> None:
        """Note keywords of a wrong form that hold no schema."""
        if not isinstance(schema.raw.get("type", ""), str):
            self._check_type(schema)
        if self._is_modern and (examples := schema.get("examples")) is not None:
            self._steps.is_list(examples, SCHEMAS)

    def _check_type(self, schema: Node) -> None:
        """Note a `type` that is neither a name nor, from version 3.1 on, a list of names."""
        stated = schema.get("type")
        if stated is not None and not (self._is_modern and schema.strings("type")):
            is_early = isinstance(stated.raw, list) and not self._is_modern
            self._steps.note(stated, SCHEMAS, _ONE_TYPE if is_early else TEXT)

    def _chosen(self, schema: Node) -> Iterator[Node]:
        """Yield the schemas that a discriminator chooses from: by name, or by a reference (OpenAPI, Discriminator)."""
        holder = schema.get("discriminator")
        if holder is None or not self._steps.is_object(holder, SCHEMAS):
            return
        listed = [node for _, node in self._steps.members(holder, "mapping", SCHEMAS)]
        default = holder.get("defaultMapping")
        for node in (*listed, *([default] if default is not None else ())):
            if self._steps.is_text(node, SCHEMAS) and (target := self._mapped(node)) is not None:
                yield target

    def _mapped(self, node: Node) -> Node | None:
        """Return the schema that a mapping means: the one of that name, else what lies behind the reference."""
        if (named := self._files.component("schemas", node.raw)) is not None:
            return named
        if _NAME.fullmatch(node.raw):
            template = "the discriminator names the schema {name}, which the document does not define"
            self._steps.note(node, NOTHING, Message.of(template, name=node.raw[:200]))
            return None
        return self._steps.refer(node, node.raw, SCHEMAS)


def _is_looked_into(raw: dict[str, Any]) -> bool:
    """Return whether anything is to be seen in a schema; most are the type of one value and nothing else."""
    return not _HOLDERS.isdisjoint(raw) or "examples" in raw or not isinstance(raw.get("type", ""), str)
