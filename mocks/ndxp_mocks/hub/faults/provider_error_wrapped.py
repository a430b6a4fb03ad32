"""The provider's gateway puts a code of its own on errors of the service."""

from dataclasses import replace
from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.error_response import ERROR_HEADER
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.fault_codes import SERVER_PROXY, spelled

RULE: Final = "exchange.error_tells_its_origin"
LAYER: Final = "provider-gateway"
MOMENT: Final = "after-send"
STEP: Final = "answered"
DESCRIPTION_VI: Final = "Cổng của bên cung cấp gắn mã lỗi của mình vào lỗi của dịch vụ."


async def strike(exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Answer what the service answered, in the gateway's name."""
    answer = exchange.answer
    if answer is None or answer.status < 400:
        return None
    code = spelled(f"{SERVER_PROXY}.service_failed", exchange.world.settings.profile)
    return replace(answer, headers=(*answer.headers, (ERROR_HEADER, code)))
