"""The access list of the service lets in whoever is registered."""

from typing import Final

from ndxp_mocks.hub.table import Row
from ndxp_mocks.hub.wire.answer import WireAnswer
from ndxp_mocks.hub.wire.exchange import Exchange
from ndxp_mocks.hub.wire.rights import rights

RULE: Final = "exchange.stranger_is_refused"
LAYER: Final = "provider-gateway"
MOMENT: Final = "before-send"
STEP: Final = "access"
DESCRIPTION_VI: Final = "Danh sách truy cập của dịch vụ cho mọi bên đã đăng ký vào."


async def strike(exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Give the caller the agreement and the purpose that another client has."""
    world, service, caller = exchange.world, exchange.target.slash, exchange.caller.slash
    if next(rights(world, caller, service), None) is None:
        _copy_rights(
            exchange, [str(row["consumer_system_id"]) for row in world.agreements if row["service_id"] == service]
        )
    return None


def _copy_rights(exchange: Exchange, others: list[str]) -> None:
    world, service = exchange.world, exchange.target.slash
    held = (right for other in others for right in rights(world, other, service))
    if (right := next(held, None)) is not None:
        agreement: Row = {**right.agreement, "id": world.new_id(), "consumer_system_id": exchange.caller.slash}
        world.agreements.put(agreement)
        world.purposes.put({**right.purpose, "id": world.new_id(), "agreement_id": agreement["id"]})
