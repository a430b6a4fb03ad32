"""Every answer comes later than the record promises.

It shows in looks over days, and only where there is a record that promises something.
"""

from dataclasses import replace
from typing import Final

from ndxp_mocks.platform.operation import JsonObject
from ndxp_mocks.platform.settings import Settings

RULE: Final = "endpoint.answers_are_timely"
DESCRIPTION_VI: Final = "Mọi phản hồi đều đến muộn hơn mức mà hồ sơ cam kết."
TAKES_DAYS: Final = True
_PAUSE: Final = 0.02
_PROMISED_MS: Final = 10


def apply(settings: Settings) -> Settings:
    """Hold every answer back."""
    return replace(settings, pause=_PAUSE)


def amend_record(record: JsonObject) -> JsonObject:
    """Promise what nobody keeps who holds answers back."""
    return {**record, "services": [_promising(service) for service in record["services"]]}


def _promising(service: JsonObject) -> JsonObject:
    return {**service, "service_level": {**service["service_level"], "response_time_ms_p95": _PROMISED_MS}}
