"""Find the hub for tests by an entry point, because this package knows no mock by name."""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, MutableMapping
from functools import cache
from importlib.metadata import entry_points
from typing import Any, Final, Protocol, TypeAlias, cast

from ndxp_sdk.errors import MissingExtra

HUBS: Final = "ndxp_sdk.hubs"
FAULTS: Final = "ndxp_sdk.hub_faults"
_ADVICE: Final = "the hub for tests needs an extra: pip install 'ndxp-sdk[testing]'"

Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
Row: TypeAlias = dict[str, Any]
Pair: TypeAlias = tuple[str, str]


class Clock(Protocol):
    """The time of a hub, in seconds since 1970; `frozen` where it stands still."""

    skew: float
    frozen: float | None

    def now(self) -> float:
        """Return the present time."""
        ...

    def advance(self, seconds: float) -> None:
        """Move on."""
        ...


class Table(Protocol):
    """Rows in the shape of specs/contracts, each with its `id`."""

    def __iter__(self) -> Iterator[Row]: ...

    def find(self, key: str) -> Row | None:
        """Return the row of this id."""
        ...

    def put(self, row: Row) -> Row:
        """Keep a row."""
        ...


class World(Protocol):
    """The state of a hub, as far as the kit looks at it."""

    settings: Any
    clock: Clock
    faults: set[str]
    organizations: Table
    systems: Table
    services: Table
    versions: Table
    clients: Table
    records: Table
    token_requests: int
    url: str
    platforms: Mapping[str, object]
    callbacks: Any
    callback_hosts: dict[str, set[str]]
    provider_callbacks: dict[str, str]


class Provided(Protocol):
    """An answer of a provider."""

    @property
    def status(self) -> int:
        """The HTTP status."""
        ...

    @property
    def headers(self) -> tuple[Pair, ...]:
        """The header fields, in order."""
        ...

    @property
    def body(self) -> bytes:
        """The whole body."""
        ...


class Upstream(Protocol):
    """The way in which a hub reaches providers and those who want to be called back."""

    async def send(self, method: str, url: str, headers: tuple[Pair, ...], body: bytes) -> Provided:
        """Send one request and return its response."""
        ...


class Hub(Protocol):
    """An ASGI application with its state."""

    @property
    def world(self) -> World:
        """Its state."""
        ...

    @property
    def upstream(self) -> Upstream:
        """Its way to reach others."""
        ...

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Handle one request, or the lifespan of the application."""
        ...


class Maker(Protocol):
    """The entry point: it makes a seeded hub, or one for a given state."""

    def __call__(self, world: World | None = None, upstream: Upstream | None = None) -> Hub:
        """Make a hub."""
        ...


def maker() -> Maker:
    """Return the hub of the first package that offers one; raises MissingExtra."""
    return cast("Maker", _loaded(HUBS))


def check_faults(written: Iterable[str]) -> None:
    """Raise what the hub raises for a fault that it does not know."""
    _loaded(FAULTS)(written)


@cache
def _loaded(group: str) -> Any:
    found = next(iter(sorted(entry_points(group=group))), None)
    if found is None:
        raise MissingExtra(_ADVICE)
    try:
        return found.load()
    except ImportError as error:
        raise MissingExtra(f"{_ADVICE} ({error.name or error} is missing)") from error
