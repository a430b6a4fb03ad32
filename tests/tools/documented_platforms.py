"""Documents of ten made-up platforms, each of another shape, made from a seed.

They differ in version, in what a caller has to show, in how lists are paged, in the form of errors and in media types;
their schemas are those of `tools.documented_shapes`. A platform that keeps to one of them breaks no rule on endpoints.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from tools.documented_shapes import NAMES, Schema, Shapes

KEY: Final = {"type": "apiKey", "in": "header", "name": "X-Khoa"}
_FLOW: Final = {"tokenUrl": "https://id.example.gov.vn/token", "scopes": {"doc": "Đọc", "ghi": "Ghi"}}
_OLD_OAUTH: Final = {"type": "oauth2", "flow": "application", **_FLOW}
_OAUTH: Final = {"type": "oauth2", "flows": {"clientCredentials": _FLOW}}
_OPENID: Final = {"type": "openIdConnect", "openIdConnectUrl": "https://id.example.gov.vn/.well-known"}
_BEARER: Final = {"type": "http", "scheme": "bearer"}
_BASIC: Final = {"type": "http", "scheme": "basic"}
_PROBLEM: Final = "application/problem+json"
_CODED: Final[Mapping[str, Schema]] = {
    "ma": {"type": "string", "x-key": True},
    "cap_nhat_luc": {"type": "string", "format": "date-time"},
    "noi_dang_ky": {"type": "string", "x-code-list": {"name": "administrative-units"}},
    "ma_tinh": {"type": "string"},
    "ma_xa": {"type": "string", "maxLength": 5},
    "ma_co_quan": {"type": "string"},
    "don_vi": {"type": "string", "x-code-list": {"name": "Mã định danh điện tử"}},
}
_PERSONAL: Final[Mapping[str, Schema]] = {
    "so_cccd": {"type": "string", "pattern": "^[0-9]{12}$", "x-personal-data": "basic"},
    "ho_ten": {"type": "string", "x-personal-data": "basic"},
}


@dataclass(frozen=True, slots=True)
class Kind:
    """What tells one of the documents from the others. `security` are the alternatives of every operation."""

    version: str
    schemes: Mapping[str, Any]
    security: tuple[Mapping[str, list[str]], ...]
    paging: str
    errors: str = _PROBLEM
    media_type: str = "application/json"
    base: str = "/v1"


KINDS: Final[Mapping[str, Kind]] = {
    "bearer": Kind("3.0.3", {"token": _BEARER}, ({"token": []},), "cursor"),
    "key-in-a-header": Kind("3.1.0", {"khoa": KEY}, ({"khoa": []},), "page", "application/json", base="/api/hộ-tịch"),
    "password": Kind("2.0", {"mat-khau": {"type": "basic"}}, ({"mat-khau": []},), "offset", "application/json"),
    "oauth2": Kind(
        "3.0.0", {"cap-quyen": _OAUTH}, ({"cap-quyen": ["doc"]},), "link", media_type="application/hal+json"
    ),
    "openid": Kind("3.1.1", {"dinh-danh": _OPENID}, ({"dinh-danh": ["doc"]},), "after", "application/json", base=""),
    "oauth2-of-old": Kind("2.0", {"cap-quyen": _OLD_OAUTH}, ({"cap-quyen": ["doc"]},), "page"),
    "key-in-the-query": Kind(
        "3.0.4", {"khoa": {**KEY, "in": "query", "name": "khoa"}}, ({"khoa": []},), "size", base="/a/b"
    ),
    "session": Kind(
        "3.1.0", {"phien": {**KEY, "in": "cookie", "name": "phien"}}, ({"phien": []},), "cursor", "application/json"
    ),
    "two-at-once": Kind("3.0.2", {"token": _BEARER, "khoa": KEY}, ({"token": [], "khoa": []},), "offset"),
    "certificate-or-password": Kind(
        "3.2.0", {"tls": {"type": "mutualTLS"}, "mk": _BASIC}, ({"tls": []}, {"mk": []}), "page"
    ),
}


def document(name: str, seed: int = 0) -> dict[str, Any]:
    """Return the document of a kind; other seeds give other schemas."""
    return _Writing(len(KINDS) * seed + list(KINDS).index(name), KINDS[name]).document()


class _Writing:
    """Writes one document."""

    def __init__(self, seed: int, kind: Kind) -> None:
        self._kind = kind
        self._shapes = Shapes(seed, kind.version)
        self._is_old = kind.version == "2.0"

    def document(self) -> dict[str, Any]:
        paths = self._paths()
        security = [dict(each) for each in self._kind.security]
        shared = {"info": {"title": "Nền tảng mô phỏng", "version": "1.0.0"}, "paths": paths, "security": security}
        if self._is_old:
            old = {"swagger": "2.0", "basePath": self._kind.base, "produces": [self._kind.media_type]}
            named = {"definitions": self._shapes.components, "securityDefinitions": self._kind.schemes}
            return {**old, **shared, **named}
        host = {"url": f"https://{{may}}.example.gov.vn{self._kind.base}", "variables": {"may": {"default": "api"}}}
        components = {"schemas": self._shapes.components, "securitySchemes": self._kind.schemes}
        more = {"webhooks": {"thayDoi": {"post": self._event()}}} if self._shapes.is_modern else {}
        return {"openapi": self._kind.version, **shared, "servers": [host], "components": components, **more}

    def _paths(self) -> dict[str, Any]:
        key = self._parameter("ma", "path", {"type": "string", "pattern": "^HS-[0-9]{4}$"}, example="HS-0001")
        return {
            "/ho-so": {"get": self._list(), "post": self._creation()},
            "/ho-so/{ma}": {"parameters": [key], "get": self._single(), "delete": self._deletion()},
            "/ho-so/{ma}/lịch-sử": {"parameters": [key], "get": self._history()},
            "/tra-cuu": {"get": self._search(), "head": self._search()},
            "/thay-doi": {"get": self._changes()},
            "/danh-muc": {"get": self._open()},
            "/ban-in/{ma}": {"parameters": [key], "get": self._print()},
            "/noi-khac": {"get": self._elsewhere()},
        }

    def _parameter(self, name: str, place: str, schema: Schema, **more: Any) -> dict[str, Any]:
        given = {"name": name, "in": place, "required": place == "path", **more}
        if not self._is_old:
            return {**given, "schema": schema}
        example = given.pop("example", None)
        return {**given, **schema, **({"x-example": example} if example is not None else {})}

    def _answer(self, schema: Schema, *media_types: str, headers: Mapping[str, Schema] | None = None) -> dict[str, Any]:
        answer: dict[str, Any] = {"description": "Có dữ liệu"}
        if headers and self._is_old:
            answer["headers"] = headers
        elif headers:
            answer["headers"] = {name: {"required": True, "schema": each} for name, each in headers.items()}
        if self._is_old:
            return {**answer, "schema": schema}
        return {**answer, "content": {name: {"schema": schema} for name in media_types or (self._kind.media_type,)}}

    def _operation(self, answers: Mapping[str, Any], **more: Any) -> dict[str, Any]:
        refusals = {status: self._refusal() for status in ("400", "401", "403", "404")}
        return {"summary": "Thao tác mô phỏng", "responses": {**answers, **refusals}, **more}

    def _refusal(self) -> dict[str, Any]:
        texts = {name: {"type": "string"} for name in ("type", "title", "detail")}
        form = {"type": "object", "properties": {**texts, "status": {"type": "integer"}}, "required": ["title"]}
        if self._kind.errors != _PROBLEM:
            inner = {"code": {"type": "string"}, "message": {"type": "string"}}
            form = {"type": "object", "properties": {"error": {"type": "object", "properties": inner}}}
        error = self._shapes.named("Loi", form)
        if self._is_old:
            return {"description": "Từ chối", "schema": error}
        return {"description": "Từ chối", "content": {self._kind.errors: {"schema": error}}}

    def _record(self, name: str, more: Mapping[str, Schema]) -> Schema:
        """Return a record with a key, a time of its last change, codes of places and agencies, and more."""
        made = self._shapes.object_of(self._shapes.random.sample(NAMES[5:], 6))
        properties = {**made["properties"], **_CODED, **more, "lop": self._shapes.schema()}
        return self._shapes.named(name, {**made, "properties": properties, "required": ["ma", "cap_nhat_luc"]})

    def _again(self, name: str) -> Schema:
        return self._shapes.named(name, self._shapes.components[name])

    def _paged(self, record: Schema) -> tuple[list[dict[str, Any]], Schema, dict[str, Schema]]:
        """Return what asks for a page, the page itself, and the headers that come with it."""
        whole, text = {"type": "integer", "minimum": 0}, {"type": "string"}
        size = self._parameter("limit", "query", {"type": "integer", "minimum": 1, "maximum": 50, "default": 10})
        items: dict[str, Schema] = {"items": {"type": "array", "items": record}, "total": whole}
        match self._kind.paging:
            case "cursor":
                position, items["next_cursor"] = self._parameter("cursor", "query", text), self._absent(text)
            case "after":
                position, items["has_more"] = self._parameter("starting_after", "query", text), {"type": "boolean"}
            case "page":
                start = {"type": "integer", "minimum": 1, "default": 1}
                position, items["pages"] = self._parameter("page", "query", start), whole
            case "size":
                return [size], {"type": "array", "items": record}, {"X-Total-Count": whole}
            case _:
                position = self._parameter("offset", "query", {**whole, "default": 0})
        linked = {"Link": text} if self._kind.paging == "link" else {}
        page: Schema = {"type": "object", "properties": items, "required": list(items)}
        return [position, size], page, linked

    def _absent(self, schema: Schema) -> Schema:
        """Return a schema that permits null besides."""
        if self._shapes.is_modern:
            return {**schema, "type": [schema["type"], "null"]}
        return {**schema, "x-nullable" if self._is_old else "nullable": True}

    def _list(self) -> dict[str, Any]:
        parameters, page, headers = self._paged(self._record("HoSo", _PERSONAL))
        answer = self._answer(self._shapes.named("TrangHoSo", page), headers=headers)
        return self._operation({"200": answer}, parameters=parameters)

    def _changes(self) -> dict[str, Any]:
        parameters, page, headers = self._paged(self._record("ThayDoi", {}))
        since = self._parameter("updated_since", "query", {"type": "string", "format": "date-time"})
        opened = {"security": [], "x-sharing-form": "open", "x-function": "changes-since"}
        return self._operation({"200": self._answer(page, headers=headers)}, parameters=[since, *parameters], **opened)

    def _creation(self) -> dict[str, Any]:
        record = self._again("HoSo")
        answers = {"201": self._answer(record, headers={"Location": {"type": "string", "format": "uri"}})}
        if self._is_old:
            return self._operation(
                answers, parameters=[{"name": "b", "in": "body", "required": True, "schema": record}]
            )
        body = {"required": True, "content": {"application/json": {"schema": record}, "text/xml": {"schema": record}}}
        called = {"thongBao": {"{$request.body#/url}": {"post": self._event()}}}
        return self._operation(answers, requestBody=body, callbacks=called)

    def _event(self) -> dict[str, Any]:
        body = {"content": {"application/json": {"schema": self._shapes.schema()}}}
        return {"requestBody": body, "responses": {"204": {"description": "Đã nhận"}}}

    def _single(self) -> dict[str, Any]:
        record = self._again("HoSo")
        headers: dict[str, Schema] = {
            "X-Phien-Ban": {"type": "integer", "minimum": 3},
            "X-Trang-Thai": {"type": "string", "enum": ["du", "thieu"]},
            "Last-Modified": {"type": "string"},
        }
        return self._operation({"200": self._answer(record, headers=headers)})

    def _deletion(self) -> dict[str, Any]:
        return self._operation({"204": {"description": "Đã xóa"}})

    def _history(self) -> dict[str, Any]:
        at = self._parameter("as_of", "query", {"type": "string", "format": "date"})
        schema = {"type": "array", "minItems": 1, "items": self._shapes.schema()}
        answer = (
            self._answer(schema) if self._is_old else self._answer(schema, self._kind.media_type, "application/xml")
        )
        return self._operation({"2XX" if not self._is_old else "200": answer}, parameters=[at])

    def _search(self) -> dict[str, Any]:
        listed: Schema = {"type": "array", "items": {"type": "string", "enum": ["a", "b"]}, "minItems": 1}
        parameters = [
            self._parameter("tinh", "query", {"type": "string", "enum": ["01", "79"]}) | {"required": True},
            self._parameter("nam", "query", {"type": "integer", "minimum": 1990, "maximum": 2030}) | {"required": True},
            self._parameter("ngay", "query", {"type": "string", "format": "date"}) | {"required": True},
            self._parameter("con", "query", {"type": "boolean"}) | {"required": True},
            self._parameter("ten", "query", {"type": "string", "minLength": 1, "maxLength": 40}),
            self._parameter("loai", "query", listed),
            self._parameter("X-Ly-Do", "header", {"type": "string", "minLength": 3}, example="kiem tra"),
        ]
        return self._operation({"200": self._answer(self._shapes.schema())}, parameters=parameters)

    def _open(self) -> dict[str, Any]:
        schema = {"type": "object", "properties": {"muc": {"type": "array", "items": self._shapes.schema()}}}
        answers = {"200": self._answer(schema, "application/json", "text/csv", "text/html")}
        return self._operation(answers, security=[], **{"x-sharing-form": "open"})

    def _print(self) -> dict[str, Any]:
        file = {"type": "file"} if self._is_old else {"type": "string", "format": "binary"}
        answer = self._answer(file, "application/pdf", "image/png")
        more = {"produces": ["application/pdf", _PROBLEM]} if self._is_old else {}
        return self._operation({"200": answer}, **more)

    def _elsewhere(self) -> dict[str, Any]:
        answers = {"200": self._answer({"type": "string"})}
        if self._is_old:
            return self._operation(answers, deprecated=True)
        return self._operation(answers, servers=[{"url": "https://khac.example.gov.vn"}])
