"""Upstreams of the hub: own services and receivers in memory, the simulated platforms, and no others."""

from urllib.parse import urlsplit

from ndxp_sdk.testing._hub_plugin import Pair, Provided, Upstream, World
from ndxp_sdk.testing.providers import Endpoint, ProviderAnswer, request_of


class Neighbours:
    """Everything that is reached in memory, by its origin or, where several share one, by its whole address."""

    def __init__(self, world: World, platforms: Upstream) -> None:
        self._world = world
        self._platforms = platforms
        self._receivers: dict[str, Endpoint] = {}
        self._providers: dict[str, tuple[str, Endpoint]] = {}

    def receive(self, address: str, endpoint: Endpoint) -> None:
        """Reach it at this very address."""
        self._receivers[address.partition("?")[0]] = endpoint

    def provide(self, base_url: str, endpoint: Endpoint) -> None:
        """Reach it at and below this address; the request tells the path below."""
        origin, path = _split(base_url)
        self._providers[origin] = (path.rstrip("/"), endpoint)

    async def send(self, method: str, url: str, headers: tuple[Pair, ...], body: bytes) -> Provided:
        """Send one request and return its response."""
        origin, path = _split(url)
        if endpoint := self._receivers.get(f"{origin}{path}"):
            return await endpoint.answer(request_of(method, url, headers, body))
        if provided := self._providers.get(origin):
            return await provided[1].answer(request_of(method, url, headers, body, provided[0]))
        if urlsplit(url).netloc in self._world.platforms:
            return await self._platforms.send(method, url, headers, body)
        # because a test must not reach a host by mistake
        return ProviderAnswer.json({"title": f"{origin} is not in memory: hub.provide() or hub.receive() it"}, 502)


def _split(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}", parts.path
