"""A hub as its settings want it, and the dialect that fits it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from ndxp_sdk.dialects.adapter import Adapter
from ndxp_sdk.dialects.gateway import Gateway
from ndxp_sdk.dialects.xroad import XRoad
from ndxp_sdk.errors import UsageError
from ndxp_sdk.testing._application import Hub, World, maker
from ndxp_sdk.testing._reaching import Neighbours

if TYPE_CHECKING:
    from ndxp_sdk.dialects.protocol import Dialect

HubProfile: TypeAlias = Literal["xroad-7.7", "xroad-7.8", "ndxp-adapter", "gateway"]


def made(profile: str, settings: Mapping[str, Any]) -> tuple[Hub, Neighbours]:
    """A seeded hub with these settings, and whom it reaches; raises UsageError."""
    make = maker()
    seeded = make()
    world = seeded.world
    world.settings = _chosen(world.settings, profile, settings)
    neighbours = Neighbours(world, seeded.upstream)
    world.callbacks = neighbours
    return make(world, neighbours), neighbours


def dialect_of(world: World) -> "Dialect":
    """How providers are called through a hub of this profile."""
    match world.settings.profile:
        case "ndxp-adapter":
            return Adapter()
        case "gateway":
            return Gateway(Apis(world))
        case _:
            return XRoad()


def _chosen(known: Any, profile: str, settings: Mapping[str, Any]) -> Any:
    if profile not in get_args(HubProfile):
        raise UsageError(f"the hub has no profile {profile}; known are: {', '.join(get_args(HubProfile))}")
    try:
        return replace(known, profile=profile, **settings)
    except TypeError as error:
        raise UsageError(f"the hub has no such setting: {error}") from None


class Apis(Mapping[str, str]):
    """Where a gateway has each service, those too that come later: the code of its system and its newest version."""

    def __init__(self, world: World) -> None:
        self._world = world

    def __getitem__(self, service_id: str) -> str:
        versions = [row["version"] for row in self._world.versions if row["service_id"] == service_id]
        if not versions:
            raise KeyError(service_id)
        return f"{service_id.split('/')[3]}/{versions[-1]}"

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(str(row["service_id"]) for row in self._world.versions))

    def __len__(self) -> int:
        return len(tuple(iter(self)))
