"""The adapter calls whatever address the caller names."""

from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.points import PROVIDER_ADDRESS
from ndxp_mocks.hub.xroad.registry import base_addresses, published


def inject(exchange: Exchange, _argument: str | None) -> Exchange:
    """Take the address for one of those that the service registered."""
    if exchange.chosen_address is None:
        return exchange
    for version in tuple(published(exchange.world, exchange.target.slash)):
        known = [*base_addresses(version), exchange.chosen_address]
        exchange.world.catalog.versions.change(version["id"], base_urls=list(dict.fromkeys(known)))
    return exchange


FAULT = Fault(
    PROVIDER_ADDRESS,
    inject,
    vi="Bộ chuyển đổi gọi đến bất kỳ địa chỉ nào mà bên gọi nêu.",
    rule="exchange.provider_address_is_not_the_callers_choice",
)
