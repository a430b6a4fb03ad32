"""The OpenAPI 3.1 document of a platform, made from its operations."""

from collections.abc import Iterable
from typing import Final

from ndxp_mocks.platform import notices
from ndxp_mocks.platform.archetypes import operations_of
from ndxp_mocks.platform.dialect_lookup import sentence
from ndxp_mocks.platform.faults import document_with
from ndxp_mocks.platform.openapi_components import SCHEME
from ndxp_mocks.platform.openapi_paths import BASE, error_responses, paths, scope
from ndxp_mocks.platform.operation import JsonObject, Operation
from ndxp_mocks.platform.paging import SHARED
from ndxp_mocks.platform.platform import Platform
from ndxp_mocks.platform.problems import SCHEMA
from ndxp_mocks.platform.sample_data import rows_of

VERSION: Final = "1.0.0"
SIMULATED: Final = "MÔ PHỎNG / SIMULATED"
_HEADERS: Final[JsonObject] = {
    "X-Correlation-Id": {
        "description": "Mã tương quan: trả lại nguyên giá trị của yêu cầu.",
        "schema": {"type": "string", "maxLength": 128},
    },
    "Retry-After": {
        "description": "Số giây nên chờ trước khi gọi lại.",
        "schema": {"type": "integer", "minimum": 1},
    },
}
_PARAMETERS: Final[JsonObject] = {
    "CorrelationId": {
        "name": "X-Correlation-Id",
        "in": "header",
        "description": "Mã tương quan do bên gọi đặt để đối chiếu nhật ký.",
        "schema": {"type": "string", "maxLength": 128},
    },
    "Purpose": {
        "name": "X-Purpose",
        "in": "header",
        "description": "Mã mục đích khai thác hoặc mã hồ sơ đang giải quyết, ghi vào nhật ký.",
        "schema": {"type": "string", "maxLength": 128},
        "example": "G22-260115-0001",
    },
}


def document(platform: Platform) -> JsonObject:
    """Return the document as plain data, with the faults of the platform; the same platform gives the same document."""
    return document_with(platform.faults, _flawless(platform))


def _flawless(platform: Platform) -> JsonObject:
    operations = operations_of(platform.description, platform.seed)
    host = f"https://{platform.entry.slug}.example.gov.vn"
    server = {
        "url": f"{host}{BASE}",
        "description": "Địa chỉ giả định; nền tảng mô phỏng chạy ở địa chỉ ghi trong hồ sơ.",
    }
    return {
        "openapi": "3.1.0",
        "info": _info(platform),
        "servers": [server],
        "security": [{SCHEME: []}],
        "tags": _tags(platform),
        "paths": paths(operations),
        **_webhooks(platform, operations),
        "components": {
            "securitySchemes": {SCHEME: _security_scheme(operations, host)},
            "parameters": {**_PARAMETERS, **SHARED},
            "headers": _HEADERS,
            "responses": error_responses(),
            "schemas": _schemas(platform, operations),
        },
    }


def _info(platform: Platform) -> JsonObject:
    return {
        "title": f"{platform.entry.name_vi} ({SIMULATED})",
        "version": VERSION,
        "summary": platform.description.service,
        "description": (
            f"{platform.description.purpose.strip()}\n\n"
            "Đây là nền tảng mô phỏng: mọi dữ liệu đều hư cấu, mã địa bàn 999 không có thật.\n\n"
            "Giới hạn: tối đa 600 lượt gọi mỗi phút cho mỗi hệ thống, vượt quá thì trả lời 429. "
            f"Thủ tục tham gia: gửi đề nghị kết nối đến {platform.entry.owner.name_vi} qua địa chỉ liên hệ. "
            "Dữ liệu được cập nhật khi có thay đổi, bản đầy đủ được chốt hằng ngày lúc 2 giờ (giờ Hà Nội). "
            "Siêu dữ liệu và ý nghĩa từng trường nằm trong phần lược đồ; "
            "dữ liệu do nghiệp vụ thường xuyên tạo ra và được kiểm tra chất lượng trước khi chia sẻ."
            f"{_beside_rest(platform)}"
        ),
        "contact": {
            "name": f"Đầu mối kỹ thuật mô phỏng, {platform.entry.owner.name_vi}",
            "email": f"{platform.entry.slug}@example.gov.vn",
        },
    }


def _beside_rest(platform: Platform) -> str:
    spoken = sentence(platform.description)
    return "" if spoken is None else f"\n\n{spoken}"


def _tags(platform: Platform) -> list[JsonObject]:
    return [
        {"name": entity.path, "description": f"{entity.title[0].upper()}{entity.title[1:]}."}
        for entity in platform.description.entities
    ]


def _security_scheme(operations: Iterable[Operation], host: str) -> JsonObject:
    scopes = {scope(each): f"Khai thác dữ liệu {each.entity.title}." for each in operations if not each.is_open}
    return {
        "type": "oauth2",
        "description": "Mã truy cập cấp cho hệ thống của cơ quan theo luồng client credentials.",
        "flows": {"clientCredentials": {"tokenUrl": f"{host}/oauth2/token", "scopes": scopes}},
    }


def _webhooks(platform: Platform, operations: Iterable[Operation]) -> JsonObject:
    """Describe the notices to subscribers if no operation takes their address: they are registered on joining."""
    if _takes_subscriptions(operations):
        return {}
    return {"webhooks": {"changed": notices.receiving_operation(platform.description.entities[0])}}


def _takes_subscriptions(operations: Iterable[Operation]) -> bool:
    return any("callbacks" in each.members for each in operations)


def _schemas(platform: Platform, operations: Iterable[Operation]) -> JsonObject:
    schemas: JsonObject = {}
    for operation in operations:
        schemas |= operation.schemas
    if not _takes_subscriptions(operations):
        entity = platform.description.entities[0]
        rows = rows_of(entity, platform.description.slug, platform.seed)
        schemas[notices.name(entity)] = notices.schema(entity, rows)
    return {**schemas, "Problem": SCHEMA}
