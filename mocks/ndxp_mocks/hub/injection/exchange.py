"""Where faults strike: every step of a call passes here before its own work."""

from ndxp_mocks.hub.faults import Demand, Step, demands
from ndxp_mocks.hub.state.world import World
from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.exchange import Exchange


async def struck(exchange: Exchange, step: Step) -> WireAnswer | None:
    """The answer that a fault of this step gives instead, null where none does. It may raise, too."""
    if not exchange.world.faults:
        return None
    for demand in demands(tuple(exchange.world.faults)):
        if demand.step == step:
            use_up(exchange.world, demand)
            answer = await demand.fault.strike(exchange, demand.argument)
            if answer is not None:
                return answer
    return None


def use_up(world: World, demand: Demand) -> None:
    """Count one strike."""
    rest = demand.rest
    if rest != demand.written:
        world.faults.discard(demand.written)
        world.faults |= {rest} if rest else set()
