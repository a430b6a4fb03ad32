"""The message by which a platform tells of a change: its schema, and the call at the side of the receiver."""

from ndxp_mocks.platform.entity import Entity
from ndxp_mocks.platform.openapi_components import LEGAL_BASIS, error_references, reference
from ndxp_mocks.platform.operation import JsonObject, Rows
from ndxp_mocks.platform.property_types import schema_of


def name(entity: Entity) -> str:
    """Return the name of the schema of the message."""
    return f"{entity.name}Notice"


def schema(entity: Entity, rows: Rows) -> JsonObject:
    """Return the message: only what changed and when, so that whoever reads it has to ask for the rest."""
    changed_at = {"type": "string", "format": "date-time", "description": "Thời điểm thay đổi, có múi giờ."}
    subject = {**schema_of(entity.key), "examples": [rows[0][entity.identifier]]}
    return {
        "type": "object",
        "description": f"Thông báo: một {entity.title} đã thay đổi.",
        "required": ["changed_at", "subject"],
        "properties": {"changed_at": changed_at, "subject": subject},
    }


def receiving_operation(entity: Entity) -> JsonObject:
    """Return the path item that the receiver offers."""
    content = {"application/json": {"schema": reference(name(entity))}}
    basis = {"x-legal-basis": LEGAL_BASIS} if entity.key.personal else {}
    operation = {
        "operationId": f"notify{entity.name}",
        "summary": f"Thông báo {entity.title} thay đổi",
        "description": "Nền tảng gọi địa chỉ đã đăng ký; bên nhận trả lời 204 khi đã nhận.",
        **basis,
        "requestBody": {"required": True, "description": "Nội dung thông báo.", "content": content},
        "responses": {"204": {"description": "Đã nhận thông báo."}, **error_references((400, 500))},
    }
    return {"post": operation}
