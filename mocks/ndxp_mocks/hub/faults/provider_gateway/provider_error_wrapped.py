"""The provider's gateway puts a code of its own on errors of the service."""

from dataclasses import replace

from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.hub.xroad.error_response import ERROR_HEADER
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.fault_codes import SERVER_PROXY, code_in_profile
from ndxp_mocks.hub.xroad.points import ANSWERED


def inject(exchange: Exchange, _argument: str | None) -> Exchange:
    """Answer what the service answered, in the gateway's name."""
    answer = exchange.answer
    if answer is None or answer.status < 400:
        return exchange
    code = code_in_profile(f"{SERVER_PROXY}.service_failed", exchange.world.settings.profile)
    exchange.answer = replace(answer, headers=(*answer.headers, (ERROR_HEADER, code)))
    return exchange


FAULT = Fault(
    ANSWERED,
    inject,
    vi="Cổng của bên cung cấp gắn mã lỗi của mình vào lỗi của dịch vụ.",
    rule="exchange.error_tells_its_origin",
)
