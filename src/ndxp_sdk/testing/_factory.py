"""A hub as its settings want it, and the dialect that fits it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, get_args, get_type_hints

from pydantic import TypeAdapter, ValidationError

from ndxp_sdk._validators import Expected, kind, or_none, unknown
from ndxp_sdk.dialects.adapter import Adapter
from ndxp_sdk.dialects.gateway import Gateway
from ndxp_sdk.dialects.xroad import XRoad
from ndxp_sdk.errors import UsageError
from ndxp_sdk.testing._hub_plugin import Hub, World, maker
from ndxp_sdk.testing._upstreams import Neighbours

if TYPE_CHECKING:
    from ndxp_sdk.dialects.protocol import Dialect

HubProfile: TypeAlias = Literal["xroad-7.7", "xroad-7.8", "ndxp-adapter", "gateway"]


FAULTS: Final = Expected(
    "several names are expected, such as ['provider-500*2']",
    lambda value: isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping),
)
MOMENT_OR_NONE: Final = or_none(
    Expected("a datetime with its tzinfo is expected", lambda value: isinstance(value, datetime))
)


def made(profile: str, settings: Mapping[str, Any]) -> tuple[Hub, Neighbours]:
    """Make a seeded hub with these settings, and whom it reaches; raises UsageError."""
    make = maker()
    seeded = make()
    world = seeded.world
    world.settings = _chosen(world.settings, profile, settings)
    neighbours = Neighbours(world, seeded.upstream)
    world.callbacks = neighbours
    return make(world, neighbours), neighbours


def dialect_of(world: World) -> "Dialect":
    """Return the dialect for a hub of this profile."""
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
    kinds = {name: hint for name, hint in get_type_hints(type(known)).items() if name != "profile"}
    for name, value in settings.items():
        if name not in kinds:
            raise UsageError(unknown(name, kinds, "the hub"))
        if not _fits(kinds[name], value):
            raise UsageError(f"{name} is {kind(value)}, another kind is expected, such as {getattr(known, name)!r}")
    return replace(known, profile=profile, **settings)


def _fits(hint: Any, value: object) -> bool:
    try:
        TypeAdapter(hint).validate_python(value, strict=True)
    except ValidationError:
        return False
    return True


class Apis(Mapping[str, str]):
    """The APIs of a gateway by service, those too that come later: the code of its system and its newest version."""

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
