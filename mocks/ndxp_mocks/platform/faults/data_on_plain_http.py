"""Plain HTTP answers operations with data instead of leading to https.

A caller without TLS needs no token either, except where the data is about people: there the rule on personal data would
break as well.
"""

from dataclasses import replace
from typing import Final

from ndxp_mocks.platform.entity import Description
from ndxp_mocks.platform.settings import Settings

RULE: Final = "endpoint.plain_http_serves_no_data"
DESCRIPTION_VI: Final = "Cổng HTTP không mã hóa trả dữ liệu thay vì chuyển hướng sang https."


def apply(settings: Settings) -> Settings:
    """Let the listener without TLS answer by itself."""
    return replace(settings, plain_http="answers")


def shows_on(description: Description) -> bool:
    """Return whether the platform has data that is not open to everybody, and none of it is about people."""
    return description.guards_no_people
