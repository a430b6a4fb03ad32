"""The record gives an address of the regulation on using data at which nothing stands."""

from typing import Final

from ndxp_mocks.platform.operation import JsonObject

RULE: Final = "record.data_use_regulation_link_answers"
DESCRIPTION_VI: Final = "Hồ sơ nêu địa chỉ của quy chế khai thác, sử dụng dữ liệu nhưng ở đó không có gì."
TAKES_DAYS: Final = True


def amend_record(record: JsonObject) -> JsonObject:
    """Name an address of the platform itself that it does not know."""
    dead = f"{record['services'][0]['base_url']}/quy-che-khai-thac"
    return {**record, "data_use_regulation": {**record["data_use_regulation"], "url": dead}}
