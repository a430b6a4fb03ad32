"""Injection of the faults that are on."""

from collections.abc import Callable, Iterator

from ndxp_mocks.hub.injection.known import Demand, demands
from ndxp_mocks.hub.injection.point import Point, Subject
from ndxp_mocks.hub.state.world import World


def inject(world: World, point: Point[Subject], subject: Subject) -> Subject:
    """Return the subject as the faults that are on at this point leave it."""
    for change in injections(world, point):
        subject = change(subject)
    return subject


def injections(world: World, point: Point[Subject]) -> Iterator[Callable[[Subject], Subject]]:
    """Yield what each fault does that is on at this point; one that is taken counts as having struck."""
    for demand in demands(tuple(world.faults)) if world.faults else ():
        if demand.point == point:
            _use_up(world, demand)
            yield _bound(demand)


def _bound(demand: Demand) -> Callable[[Subject], Subject]:
    return lambda subject: demand.fault.declared.inject(subject, demand.argument)


def _use_up(world: World, demand: Demand) -> None:
    rest = demand.rest
    if rest != demand.written:
        world.faults.discard(demand.written)
        world.faults |= {rest} if rest else set()
