"""Used `jti`, so that no assertion and no proof counts twice."""

from itertools import takewhile

from ndxp_mocks.hub.state.world import World


def is_used(world: World, owner: str, jti: str) -> bool:
    """Return whether this owner (a client, or a key of a proof) has used the id, as far as it still matters."""
    return world.identity.used_ids.get(_name(owner, jti), 0.0) > world.clock.now()


def use(world: World, owner: str, jti: str, until: float) -> None:
    """Remember the id until this moment, in seconds since 1970, and forget the oldest whose time is over."""
    now, used = world.clock.now(), world.identity.used_ids
    for name in [name for name, _ in takewhile(lambda each: each[1] <= now, used.items())]:
        del used[name]
    used[_name(owner, jti)] = until


def _name(owner: str, jti: str) -> str:
    return f"{len(owner)} {owner} {jti}"
