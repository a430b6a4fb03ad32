"""The adapter calls whatever address the caller names."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.registry import base_addresses, published

RULE: Final = "exchange.provider_address_is_not_the_callers_choice"
LAYER: Final = "own-gateway"
MOMENT: Final = "before-send"
STEP: Final = "provider-address"
DESCRIPTION_VI: Final = "Bộ kết nối gọi đến bất kỳ địa chỉ nào mà bên gọi nêu."


async def strike(exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Take the address for one of those that the service registered."""
    if exchange.chosen_address is None:
        return None
    for version in tuple(published(exchange.world, exchange.target.slash)):
        known = [*base_addresses(version), exchange.chosen_address]
        exchange.world.versions.change(version["id"], base_urls=list(dict.fromkeys(known)))
    return None
