"""The catalogue hands out a document that is not the one that the platform serves."""

import json

from ndxp_mocks.hub.domain.catalog.service_endpoints import SPECIFICATION, parse_document
from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.platform.document_edits import with_another_version


def inject(found: bytes, _argument: str | None) -> bytes:
    """Hand out another version of it, written as JSON, which is YAML too; what is no OpenAPI document stays."""
    try:
        document = parse_document("application/yaml", found)
    except ValueError:
        return found
    is_versioned = isinstance(document, dict) and isinstance(document.get("info"), dict)
    return json.dumps(with_another_version(document), ensure_ascii=False).encode() if is_versioned else found


FAULT = Fault(
    SPECIFICATION,
    inject,
    vi="Danh mục cung cấp một tài liệu khác với tài liệu mà nền tảng đang cung cấp.",
    rule="exchange.hub_document_is_the_served_one",
)
