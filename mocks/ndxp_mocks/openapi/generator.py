"""Values that a schema permits: the same seed draws the same ones."""

from collections.abc import Iterator
from random import Random
from typing import Any, Final

from ndxp_mocks.openapi.dialect import Dialect, Schema
from ndxp_mocks.openapi.numbers import numbers
from ndxp_mocks.openapi.object_members import MOST, member_of, more_names
from ndxp_mocks.openapi.schema_merge import CHOICES, NEGATED, flatten, merge
from ndxp_mocks.openapi.schema_validation import SchemaValidator
from ndxp_mocks.openapi.source import Unserved
from ndxp_mocks.openapi.strings import candidates
from ndxp_mocks.openapi.value_draw import ValueDraw, kind_of
from ndxp_mocks.openapi.value_shapes import written

_ATTEMPTS: Final = 6
_STEPS: Final = 4000
_FULL_DEPTH: Final = 4
_DEEPEST: Final = 30
_FULL_VALUES: Final = 250
_FEW: Final = 2


class ValueGenerator:
    """Draws values for the schemas of one document."""

    def __init__(self, dialect: Dialect, validating: SchemaValidator, seed: int) -> None:
        self._dialect = dialect
        self._validating = validating
        self._seed = seed

    def value(self, schema: Schema, key: str, name: str = "", index: int = 0) -> Any:
        """Return a value that the schema permits, the `index`-th of those of the key.

        Raises Unserved if none is found.
        """
        failed: Unserved | None = None
        for attempt in range(_ATTEMPTS):
            random = Random(f"{self._seed}/{key}/{index}/{attempt}")
            drawing = ValueDraw(random, index, attempt == 0 and index == 0, is_strict=attempt > 0)
            try:
                found = self._drawn(schema, name, drawing, 0)
            except Unserved as error:
                failed = error
                continue
            if self._validating.fits(found, schema):
                return found
        raise failed or Unserved("schema_nothing_satisfies")

    def _drawn(self, schema: Schema, name: str, drawing: ValueDraw, depth: int) -> Any:
        drawing.steps += 1
        drawing.values += 1
        if drawing.steps > _STEPS or depth > _DEEPEST:
            raise Unserved("schema_without_end")
        address = schema.get("$ref") if isinstance(schema, dict) else None
        if address is None:
            return self._of_flat(flatten(schema, self._dialect.at), name, drawing, depth)
        if drawing.open.count(address) > _FEW:
            raise Unserved("schema_without_end")
        drawing.open.append(address)
        try:
            return self._of_flat(flatten(schema, self._dialect.at), name, drawing, depth)
        finally:
            drawing.open.pop()

    def _of_flat(self, flat: dict[str, Any], name: str, drawing: ValueDraw, depth: int) -> Any:
        ready = self._stated(flat, drawing)
        if ready is not None:
            return ready[0]
        choices = flat.get(CHOICES)
        if choices:
            return self._chosen(flat, choices, name, drawing, depth)
        if "if" in flat:
            return self._conditional(flat, name, drawing, depth)
        return self._ofkind_of(kind_of(flat, name), flat, name, drawing, depth)

    def _stated(self, flat: dict[str, Any], drawing: ValueDraw) -> tuple[Any] | None:
        """Return a value that the document writes down: a constant, one of a list, or an example that is one."""
        if "const" in flat:
            return (flat["const"],)
        if "enum" in flat:
            allowed = [value for value in flat["enum"] if self._fits_flat(value, flat)]
            if not allowed:
                raise Unserved("schema_nothing_satisfies")
            told = [value for value in allowed if value is not None] or allowed
            return (told[0] if drawing.prefers_examples else drawing.random.choice(told),)
        if drawing.prefers_examples:
            examples = flat.get("examples")
            written = [flat["example"]] if "example" in flat else examples if isinstance(examples, list) else []
            return next(((value,) for value in written if value is not None and self._fits_flat(value, flat)), None)
        return None

    def _fits_flat(self, value: Any, flat: dict[str, Any]) -> bool:
        held = {key: each for key, each in flat.items() if key not in {CHOICES, NEGATED}}
        parts = [*flat.get(CHOICES, ()), *({"not": each} for each in flat.get(NEGATED, ()))]
        return self._validating.fits(value, {**held, "allOf": parts} if parts else held)

    def _chosen(
        self, flat: dict[str, Any], choices: list[dict[str, list[Schema]]], name: str, drawing: ValueDraw, depth: int
    ) -> Any:
        """Of each list one schema: the first where nothing else is wanted, another in another attempt."""
        rest = {**flat, CHOICES: choices[1:]}
        ((word, branches),) = choices[0].items()
        start = 0 if drawing.prefers_examples else drawing.random.randrange(len(branches))
        failed: Unserved | None = None
        for branch in (*branches[start:], *branches[:start]):
            if isinstance(branch, dict) and branch.get("type") == "null":
                continue
            try:
                found = merge(flatten(branch, self._dialect.at), rest)
                value = self._discriminated(self._of_flat(found, name, drawing, depth + 1), flat, branch)
            except Unserved as error:
                failed = error
                continue
            if word == "anyOf" or not drawing.is_strict or self._validating.fits(value, {word: branches}):
                return value
        if {"type": "null"} in branches:
            return None
        raise failed or Unserved("schema_nothing_satisfies")

    def _discriminated(self, value: Any, flat: dict[str, Any], branch: Schema) -> Any:
        """Return the value with the name of the schema that it follows (OpenAPI 3.1, 4.8.25)."""
        told = flat.get("discriminator")
        address = branch.get("$ref") if isinstance(branch, dict) else None
        if not isinstance(told, dict) or not isinstance(value, dict) or address is None:
            return value
        component = address.rpartition("/")[2]
        mapping = told.get("mapping")
        listed = mapping.items() if isinstance(mapping, dict) else ()
        named = next((each for each, target in listed if str(target).rpartition("/")[2] == component), component)
        key = told.get("propertyName")
        amended = {**value, key: named}
        return amended if isinstance(key, str) and self._validating.fits(amended, branch) else value

    def _conditional(self, flat: dict[str, Any], name: str, drawing: ValueDraw, depth: int) -> Any:
        rest = {key: value for key, value in flat.items() if key not in {"if", "then", "else"}}
        kept = (flat["if"], flat.get("then", True))
        otherwise = ({"not": flat["if"]}, flat.get("else", True))
        for parts in (kept, otherwise):
            try:
                found = rest
                for part in parts:
                    found = merge(found, flatten(part, self._dialect.at))
                return self._of_flat(found, name, drawing, depth + 1)
            except Unserved:
                continue
        raise Unserved("schema_nothing_satisfies")

    def _ofkind_of(self, kind: str, flat: dict[str, Any], name: str, drawing: ValueDraw, depth: int) -> Any:
        match kind:
            case "object":
                return self._object(flat, drawing, depth)
            case "array":
                return self._array(flat, name, drawing, depth)
            case "integer" | "number":
                return self._first_fit(numbers(flat, kind, name, drawing.random, drawing.index), flat)
            case "boolean":
                return drawing.random.random() < 0.5
            case "null":
                return None
        return self._first_fit(candidates(flat, name, drawing.random, drawing.index), flat)

    def _first_fit(self, values: Iterator[Any], flat: dict[str, Any]) -> Any:
        for value in values:
            if self._fits_flat(value, flat):
                return value
        raise Unserved("schema_nothing_satisfies")

    def _object(self, flat: dict[str, Any], drawing: ValueDraw, depth: int) -> dict[str, Any]:
        properties: dict[str, Schema] = flat.get("properties", {})
        required = dict.fromkeys(flat.get("required", ()))
        is_full = depth < _FULL_DEPTH and drawing.values < _FULL_VALUES and len(drawing.open) == len(set(drawing.open))
        most = flat.get("maxProperties", len(properties) + len(required))
        found: dict[str, Any] = {}
        for name in required:
            found[name] = self._drawn(member_of(flat, name), name, drawing, depth + 1)
        for name, schema in properties.items() if is_full else ():
            if name in required or len(found) >= most:
                continue
            try:
                found[name] = self._drawn(schema, name, drawing, depth + 1)
            except Unserved:
                continue
        self._fill(found, flat, drawing, depth)
        return {name: found[name] for name in (*properties, *found) if name in found}

    def _fill(self, found: dict[str, Any], flat: dict[str, Any], drawing: ValueDraw, depth: int) -> None:
        """Add what `dependentRequired` and `minProperties` demand, or what only `additionalProperties` describes."""
        for name, needed in flat.get("dependentRequired", {}).items():
            for each in needed if name in found else ():
                if each not in found:
                    found[each] = self._drawn(member_of(flat, each), each, drawing, depth + 1)
        shown = 1 if isinstance(flat.get("additionalProperties"), dict) and not flat.get("properties") else 0
        least = min(max(flat.get("minProperties", 0), shown), MOST)
        names = (name for name in more_names(flat, drawing.random, self._validating.fits) if name not in found)
        while len(found) < least and flat.get("maxProperties", least) > len(found):
            name = next(names)
            found[name] = self._drawn(member_of(flat, name), name, drawing, depth + 1)

    def _array(self, flat: dict[str, Any], name: str, drawing: ValueDraw, depth: int) -> list[Any]:
        first: list[Schema] = flat.get("prefixItems", [])
        items: Schema = flat.get("items", True)
        least = min(int(flat.get("minItems", 0)), MOST)
        wished = 1 if depth else _FEW
        most = min(int(flat.get("maxItems", MOST)), max(least, wished, len(first)))
        found: list[Any] = []
        for number in range(most):
            schema = first[number] if number < len(first) else items
            if number == 0 and isinstance(flat.get("contains"), dict):
                schema = {"allOf": [schema, flat["contains"]]}
            try:
                self._append(found, schema, name, drawing, depth, is_unique=flat.get("uniqueItems") is True)
            except Unserved:
                if len(found) < least:
                    raise
                break
        return found

    def _append(
        self, found: list[Any], schema: Schema, name: str, drawing: ValueDraw, depth: int, *, is_unique: bool
    ) -> None:
        before = (drawing.index, drawing.prefers_examples)
        for step in range(_ATTEMPTS):
            drawing.index = before[0] + len(found) + step
            drawing.prefers_examples = before[1] and not found
            value = self._drawn(schema, _singular(name), drawing, depth + 1)
            drawing.index, drawing.prefers_examples = before
            if not is_unique or written(value) not in map(written, found):
                found.append(value)
                return
        raise Unserved("schema_nothing_satisfies")


def _singular(name: str) -> str:
    return name[:-1] if name.endswith("s") and not name.endswith("ss") else name
