"""The record registers a technical document at an address at which nothing stands."""

from typing import Final

from ndxp_mocks.platform.operation import JsonObject

RULE: Final = "record.technical_document_links_answer"
DESCRIPTION_VI: Final = "Hồ sơ đăng ký tài liệu kỹ thuật ở một địa chỉ nhưng ở đó không có gì."
TAKES_DAYS: Final = True


def amend_record(record: JsonObject) -> JsonObject:
    """Name an address of the platform itself that it does not know."""
    first, *others = record["services"]
    dead = f"{first['base_url']}/tai-lieu-ky-thuat"
    entries = [{**entry, "description_url": dead} for entry in first["registration"]]
    return {**record, "services": [{**first, "registration": entries}, *others]}
