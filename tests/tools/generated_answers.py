"""Documents with answers to them, made from a seed: what fits, and what has one thing wrong."""

import json
from random import Random
from typing import Any, Final

Schema = dict[str, Any]
NAMES: Final = ("ma", "ten", "ngay", "so_luong", "trang_thai", "ghi_chu", "chi_tiet")
WORDS: Final = ("Hà Nội", "a", "", "Đặng Thị Huyền Trân", "2026-11-28", "2026-11-28T08:30:00+07:00", "x@example.vn")
Answer = tuple[int, str, tuple[tuple[str, str], ...], bytes]
_DEEPEST: Final = 3


class Maker:
    """Makes schemas of one version of OpenAPI, and values for them."""

    def __init__(self, seed: int, version: str) -> None:
        self.random = Random(seed)
        self.is_modern = version.startswith("3.1")
        self.components: dict[str, Schema] = {}

    def schema(self, depth: int = 0) -> Schema:
        kinds = ["text", "text", "number", "truth", "list", "object", "object", "choice", "reference", "together"]
        kind = self.random.choice(kinds if depth < _DEEPEST else kinds[:4])
        made: Schema = getattr(self, f"_{kind}")(depth)
        return self._nullable(made) if self.random.random() < 0.15 else made

    def _nullable(self, made: Schema) -> Schema:
        if "type" not in made:
            return made
        return {**made, "type": [made["type"], "null"]} if self.is_modern else {**made, "nullable": True}

    def _text(self, _depth: int) -> Schema:
        further: list[Schema] = [
            {},
            {"minLength": 2},
            {"maxLength": 5},
            {"pattern": "^[A-Za-z ]+$"},
            {"enum": ["open", "closed"]},
            {"format": self.random.choice(["date", "date-time", "uuid", "email", "cccd"])},
        ]
        if self.is_modern:
            further.append({"const": "open"})
        return {"type": "string", **self.random.choice(further)}

    def _number(self, _depth: int) -> Schema:
        low: Schema = {"minimum": 1}
        above: Schema = {"exclusiveMinimum": 0} if self.is_modern else {"minimum": 0, "exclusiveMinimum": True}
        further: list[Schema] = [{}, low, above, {"maximum": 10}, {"multipleOf": 5}, {"enum": [1, 2, 3]}]
        return {"type": self.random.choice(["integer", "number"]), **self.random.choice(further)}

    def _truth(self, _depth: int) -> Schema:
        return {"type": "boolean"}

    def _list(self, depth: int) -> Schema:
        further: list[Schema] = [{}, {"minItems": 1}, {"maxItems": 2}, {"uniqueItems": True}]
        return {"type": "array", "items": self.schema(depth + 1), **self.random.choice(further)}

    def _object(self, depth: int) -> Schema:
        names = self.random.sample(NAMES, self.random.randint(1, 4))
        properties = {name: self._way(self.schema(depth + 1)) for name in names}
        made: Schema = {"type": "object", "properties": properties}
        required = [name for name in names if self.random.random() < 0.5]
        if required:
            made["required"] = required
        if self.random.random() < 0.4:
            made["additionalProperties"] = self.random.choice([False, True, {"type": "string"}])
        return made

    def _way(self, made: Schema) -> Schema:
        if "$ref" in made or self.random.random() > 0.1:
            return made
        return {**made, self.random.choice(["readOnly", "writeOnly"]): True}

    def _choice(self, depth: int) -> Schema:
        return {self.random.choice(["anyOf", "oneOf"]): [self.schema(depth + 1), self.schema(depth + 1)]}

    def _together(self, depth: int) -> Schema:
        return {"allOf": [self._object(depth + 1), self._object(depth + 1)]}

    def _reference(self, depth: int) -> Schema:
        name = f"S{len(self.components)}"
        self.components[name] = {}
        self.components[name] = self.schema(depth + 1)
        return {"$ref": f"#/components/schemas/{name}"}

    def value(self, schema: Schema) -> Any:
        """Return a value that mostly fits."""
        if "$ref" in schema:
            return self.value(self.components[schema["$ref"].rpartition("/")[2]])
        for keyword in ("anyOf", "oneOf"):
            if keyword in schema:
                return self.value(self.random.choice(schema[keyword]))
        if "allOf" in schema:
            return {name: member for part in schema["allOf"] for name, member in self.value(part).items()}
        for keyword in ("const", "enum"):
            if keyword in schema:
                return schema[keyword] if keyword == "const" else self.random.choice(schema[keyword])
        kind = schema["type"] if isinstance(schema["type"], str) else schema["type"][0]
        if (schema.get("nullable") or isinstance(schema["type"], list)) and self.random.random() < 0.3:
            return None
        return getattr(self, f"_value_of_{kind}")(schema)

    def _value_of_string(self, schema: Schema) -> str:
        forms = {
            "date": "2026-11-28",
            "date-time": "2026-11-28T08:30:00Z",
            "uuid": "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
            "email": "a@example.vn",
        }
        return forms.get(schema.get("format", ""), "abc")

    def _value_of_integer(self, _schema: Schema) -> int:
        return 5

    def _value_of_number(self, _schema: Schema) -> float:
        return self.random.choice([5, 5.0, 10])

    def _value_of_boolean(self, _schema: Schema) -> bool:
        return self.random.random() < 0.5

    def _value_of_array(self, schema: Schema) -> list[Any]:
        return [self.value(schema["items"]) for _ in range(self.random.randint(0, 2))]

    def _value_of_object(self, schema: Schema) -> dict[str, Any]:
        required = schema.get("required", ())
        chosen = [name for name in schema["properties"] if name in required or self.random.random() < 0.6]
        return {name: self.value(schema["properties"][name]) for name in chosen}

    def spoilt(self, value: Any) -> Any:
        """Return the value with one thing wrong somewhere."""
        if isinstance(value, dict) and value and self.random.random() < 0.8:
            name = self.random.choice(list(value))
            if self.random.random() < 0.3:
                return {other: member for other, member in value.items() if other != name}
            return {**value, name: self.spoilt(value[name])}
        if isinstance(value, list) and value and self.random.random() < 0.8:
            return [self.spoilt(value[0]), *value[1:]]
        if isinstance(value, dict) and self.random.random() < 0.5:
            return {**value, "khac": self.random.choice([1, "x"])}
        return self.random.choice([None, True, 0, 7, 1.5, *WORDS, [], {}, [1, 1], {"x": 1}])


def document(maker: Maker, version: str) -> dict[str, Any]:
    """Return a document with one operation, whose answers have a status, a media type, headers and a schema."""
    schema = maker.schema()
    answer: dict[str, Any] = {"description": "Dữ liệu", "content": {_media_type(maker): {"schema": schema}}}
    if maker.random.random() < 0.3:
        header = {
            "required": maker.random.random() < 0.7,
            "schema": {"type": maker.random.choice(["integer", "string"])},
        }
        answer["headers"] = {"X-Total": header}
    problem = {"description": "Lỗi", "content": {"application/problem+json": {"schema": {"type": "object"}}}}
    answers = {maker.random.choice(["200", "2XX"]): answer, maker.random.choice(["404", "4XX", "default"]): problem}
    return {
        "openapi": version,
        "info": {"title": "Tra cứu", "version": "1.0.0"},
        "paths": {"/ho/{so}": {"get": {"responses": answers}}},
        "components": {"schemas": maker.components},
    }


def _media_type(maker: Maker) -> str:
    return maker.random.choice(["application/json"] * 17 + ["application/*", "*/*", "application/hal+json"])


def answers(
    maker: Maker, tree: dict[str, Any], count: int
) -> list[tuple[int, str, tuple[tuple[str, str], ...], bytes]]:
    """Return answers to a document: status, media type, headers and body."""
    responses = tree["paths"]["/ho/{so}"]["get"]["responses"]
    answer = next(answer for status, answer in responses.items() if status[0] == "2")
    promised, media = next(iter(answer["content"].items()))
    made = []
    for _ in range(count):
        value = maker.value(media["schema"])
        value = maker.spoilt(value) if maker.random.random() < 0.6 else value
        status = maker.random.choice([200] * 12 + [201, 404, 500, 302])
        usual = "application/json" if "*" in promised else promised
        sent = maker.random.choice([usual] * 22 + ["text/html", "application/vnd.a+json"])
        if status >= 400:
            sent, value = (
                maker.random.choice(["application/problem+json", sent]),
                maker.random.choice([{"title": "x"}, []]),
            )
        total = maker.random.choice(["12", "12", "mười", None])
        headers = (("content-type", sent), *((("x-total", total),) if total else ()))
        body = maker.random.choice([json.dumps(value, ensure_ascii=False).encode()] * 15 + [b"", b"{", b"khong"])
        made.append((status, sent, headers, body))
    return made
