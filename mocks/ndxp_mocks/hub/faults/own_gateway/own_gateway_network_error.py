"""The consumer's gateway cannot connect to the provider's gateway."""

from typing import NoReturn

from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.points import SEND


def inject(exchange: Exchange, _argument: str | None) -> NoReturn:
    """Fail with the code of X-Road for it."""
    host = exchange.target.parts[2].lower()
    raise XRoadError("network_error", f"Could not connect to any target host ([https://{host}.invalid:5500/])")


FAULT = Fault(SEND, inject, vi="Cổng kết nối của bên khai thác không kết nối được đến cổng của bên cung cấp.")
