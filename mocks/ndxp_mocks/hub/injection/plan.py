"""Where faults of webhooks and downloads strike. Each takes what is to be done and gives what is done instead."""

from typing import Any, TypeVar

from ndxp_mocks.hub.faults import PlanStep, demands
from ndxp_mocks.hub.injection.exchange import use_up
from ndxp_mocks.hub.state.world import World

Plan = TypeVar("Plan")


def struck(world: World, step: PlanStep, plan: Plan) -> Plan:
    """The plan as the faults of this step leave it."""
    for demand in demands(tuple(world.faults)) if world.faults else ():
        if demand.step == step:
            use_up(world, demand)
            strike: Any = demand.fault.strike  # because a fault of this place takes a plan, not an exchange
            plan = strike(plan, demand.argument)
    return plan
