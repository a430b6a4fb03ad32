"""Schemas of every keyword, deep, endless and in Vietnamese, each of which permits something; made from a seed."""

from typing import Any, Final

from tools.generated_answers import Maker, Schema

NAMES: Final = (
    *("ma_ho_so", "ten", "ngay_cap", "so_luong", "trang_thai", "ghi_chu", "chi_tiet", "ho_ten", "ngay_sinh", "so_cccd"),
    *("co_quan", "dia_chi", "email", "soDienThoai", "thời_hạn", "số tiền", "tổng", "tỷ-lệ", "tên đầy đủ", "Địa chỉ"),
    *("citizenId", "fullName", "status", "created_at", "amount", "url", "version", "type", "count", "@id", "$loai"),
)
FORMATS: Final = ("date", "date-time", "uuid", "email", "uri", "hostname", "ipv4", "ipv6", "byte", "time", "duration")
PATTERNS: Final = (r"^[A-Z]{2}\d{4}$", r"^(\d{3}\.){2}[GH]\d{2}$", "^[a-zà-ỹđ ]{1,20}$", r"^\d{5}(-\d{3})?$")
_DEEPEST: Final = 3
_SIMPLE: Final = ("text", "text", "number", "truth")
_OLD: Final = (*_SIMPLE, "list", "rows", "object", "object", "together", "map", "reference", "tree")
_NEWER: Final = (*_OLD, "choice", "discriminated", "without")
_NEWEST: Final = (*_NEWER, "constant", "tuple", "patterned", "conditional")


class Shapes(Maker):
    """Makes schemas of one version of OpenAPI."""

    def __init__(self, seed: int, version: str) -> None:
        super().__init__(seed, version)
        self.is_modern = version.startswith(("3.1", "3.2"))
        self.is_old = version == "2.0"
        self._shapes = _OLD if self.is_old else _NEWEST if self.is_modern else _NEWER

    def named(self, name: str, schema: Schema) -> Schema:
        """Keep a schema under a name, and return a reference to it."""
        self.components[name] = schema
        return {"$ref": f"#/{'definitions' if self.is_old else 'components/schemas'}/{name}"}

    def schema(self, depth: int = 0) -> Schema:
        shape = self.random.choice(self._shapes if depth < _DEEPEST else _SIMPLE)
        made: Schema = getattr(self, f"_{shape}")(depth)
        return self._nullable(made) if self.random.random() < 0.15 else made

    def object_of(self, names: list[str], depth: int = 1) -> Schema:
        """Return an object with these members, some of them required."""
        made: Schema = {"type": "object", "properties": {name: self._way(self.schema(depth + 1)) for name in names}}
        required = [name for name in names if self.random.random() < 0.5]
        return {**made, "required": required} if required else made

    def _nullable(self, made: Schema) -> Schema:
        if "$ref" in made or "enum" in made:
            return made
        if self.is_old:
            return {**made, "x-nullable": True}
        if self.is_modern and self.random.random() < 0.5:
            return {"anyOf": [made, {"type": "null"}]}
        return super()._nullable(made)

    def _text(self, _depth: int) -> Schema:
        further: list[Schema] = [
            {"minLength": 2, "maxLength": 9},
            {"maxLength": 300, "description": "Nội dung"},
            {"pattern": self.random.choice(PATTERNS)},
            {"enum": ["mới", "đang xử lý", "xong"]},
            {"format": self.random.choice(FORMATS)},
            {"example": "Thửa đất số 12"},
        ]
        return {"type": "string", **self.random.choice(further)}

    def _number(self, _depth: int) -> Schema:
        whole = {"type": "integer", "format": self.random.choice(["int32", "int64"])}
        above: Schema = {"exclusiveMinimum": 5} if self.is_modern else {"minimum": 5, "exclusiveMinimum": True}
        further: list[Schema] = [
            {**whole, "minimum": -3, "maximum": 3},
            {**whole, **above, "maximum": 12, "multipleOf": 4},
            {"type": "number", "format": "double", "multipleOf": 0.5, "maximum": 10},
            {**whole, "enum": [1, 2, 3]},
            whole,
        ]
        return self.random.choice(further)

    def _constant(self, _depth: int) -> Schema:
        return {"const": self.random.choice(["cố định", 7, True])}

    def _list(self, depth: int) -> Schema:
        further: list[Schema] = [{}, {"minItems": 1}, {"maxItems": 2}, {"minItems": 2, "maxItems": 3}]
        return {"type": "array", "items": self.schema(depth + 1), **self.random.choice(further)}

    def _rows(self, _depth: int) -> Schema:
        cell = self.random.choice([{"type": "number"}, {"type": "string", "maxLength": 9}])
        return {"type": "array", "items": {"type": "array", "items": cell, "minItems": 2, "maxItems": 2}}

    def _tuple(self, depth: int) -> Schema:
        return {"type": "array", "prefixItems": [self.schema(depth + 1), {"type": "integer"}], "items": False}

    def _object(self, depth: int) -> Schema:
        closed: Schema = {"additionalProperties": False} if self.random.random() < 0.3 else {}
        return {**self.object_of(self.random.sample(NAMES, self.random.randint(1, 5)), depth), **closed}

    def _map(self, depth: int) -> Schema:
        return {"type": "object", "additionalProperties": self.schema(depth + 1)}

    def _patterned(self, depth: int) -> Schema:
        some = {"^x-": self.schema(depth + 1), "^[A-Z]{2}$": {"type": "integer"}}
        return {"type": "object", "patternProperties": some, "additionalProperties": False, "minProperties": 1}

    def _together(self, depth: int) -> Schema:
        names = self.random.sample(NAMES, 6)  # no name twice, because two schemas of one name may contradict each other
        base, name = self.object_of(names[4:], depth + 1), f"Chung{len(self.components)}"
        return {
            "allOf": [
                self.named(name, base),
                {"allOf": [self.object_of(names[at : at + 2], depth + 1) for at in (0, 2)]},
            ]
        }

    def _choice(self, depth: int) -> Schema:
        return {"anyOf": [self.schema(depth + 1), {"allOf": [self.schema(depth + 1)]}]}

    def _without(self, _depth: int) -> Schema:
        return {"type": "string", "minLength": 1, "not": {"enum": ["Mẫu"]}}

    def _discriminated(self, depth: int) -> Schema:
        members = [self.object_of(self.random.sample(NAMES, 2), depth + 1) for _ in range(2)]
        kinds = [f"CaNhan{len(self.components)}", f"ToChuc{len(self.components)}"]
        told = {"propertyName": "loai", "mapping": {"ca-nhan": f"#/components/schemas/{kinds[0]}"}}
        made = zip(kinds, members, ("ca-nhan", kinds[1]), strict=True)
        return {"oneOf": [self.named(kind, _with_kind(*each)) for kind, *each in made], "discriminator": told}

    def _conditional(self, _depth: int) -> Schema:
        properties: dict[str, Any] = {"co_han": {"type": "boolean"}, "den_ngay": {"type": "string", "format": "date"}}
        then = {"properties": {"co_han": {"const": True}}, "required": ["co_han"]}
        return {"type": "object", "properties": properties, "if": then, "then": {"required": ["den_ngay"]}}

    def _tree(self, depth: int) -> Schema:
        name = f"Nhanh{len(self.components)}"
        again = self.named(name, {})
        ten = self.schema(depth + 2)
        inner = {"ten": ten, "cap_duoi": {"type": "array", "items": again}, "cap_tren": again}
        return self.named(name, {"type": "object", "properties": inner, "required": ["ten"]})

    def _reference(self, depth: int) -> Schema:
        name = f"KieuSo{len(self.components)}"
        self.named(name, {})
        return self.named(name, self.schema(depth + 1))


def _with_kind(made: Schema, kind: str) -> Schema:
    told = {"type": "string", "enum": [kind]}
    return {**made, "properties": {**made["properties"], "loai": told}, "required": [*made.get("required", ()), "loai"]}
