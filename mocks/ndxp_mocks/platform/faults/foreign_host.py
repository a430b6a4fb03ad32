"""The platform is called by a name that is not under gov.vn.

It shows where the platform is called by a name that leads to the loopback.
"""

from typing import Final

from ndxp_mocks.platform.document_edits import replace_at, reword
from ndxp_mocks.platform.operation import JsonObject

RULE: Final = "endpoint.host_is_under_gov_vn"
NEEDS_A_NAME: Final = True
DESCRIPTION_VI: Final = "Nền tảng dùng một tên miền không thuộc gov.vn."


def amend_record(record: JsonObject) -> JsonObject:
    """Give the service its name elsewhere; the address without TLS still leads there from the old one."""
    home, abroad = (f"https://{record['slug']}.example.{suffix}" for suffix in ("gov.vn", "vn"))
    return replace_at(record, ("services",), reword(record["services"], home, abroad))


def amend_document(document: JsonObject) -> JsonObject:
    """Say so in the document too."""
    return replace_at(document, ("servers",), reword(document["servers"], ".example.gov.vn", ".example.vn"))
