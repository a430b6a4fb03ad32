"""A hub in memory: no socket, and everything that it knows at hand."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self, Unpack
from urllib.parse import urlsplit

import anyio
from anyio.from_thread import BlockingPortal, start_blocking_portal

from ndxp_sdk._async.client import AsyncClient
from ndxp_sdk._client.options import AsyncClientOptions, ClientOptions
from ndxp_sdk._concurrency.fork import begins_anew
from ndxp_sdk._pipeline.retry_policy import Retry
from ndxp_sdk._sync.client import Client
from ndxp_sdk._validators import TEXT, needed
from ndxp_sdk.credentials import ClientSecret
from ndxp_sdk.dialects.xroad import XRoad
from ndxp_sdk.errors import UsageError
from ndxp_sdk.identifiers import ServiceId, SystemId
from ndxp_sdk.models.transactions import Transaction
from ndxp_sdk.secrets import Secret
from ndxp_sdk.testing import _seeding as introducing
from ndxp_sdk.testing._asgi_transport import Memory, live
from ndxp_sdk.testing._factory import FAULTS, MOMENT_OR_NONE, HubProfile, dialect_of, made
from ndxp_sdk.testing._hub_plugin import Hub
from ndxp_sdk.testing._seeding import Document
from ndxp_sdk.testing._upstreams import Neighbours
from ndxp_sdk.testing.clock import HubClock
from ndxp_sdk.testing.faults import HubFaults
from ndxp_sdk.testing.providers import Answers, Endpoint

if TYPE_CHECKING:
    from ndxp_sdk.models.agreements import Agreement

CLIENT: Final = "example-portal"
SYSTEM: Final = "VN/GOV/EXAMPLE/portal"
# Because a test has no time, and a hub in memory is back at once.
QUICK: Final = Retry(first_wait=0.01, longest_wait=0.05, first_rest=0.05, longest_rest=0.2)


class InMemoryHub:
    """A simulated hub for tests: its own APIs held to specs/contracts, the exchange, tokens, message log, faults.

    It is there within a `with` block. A few simulated platforms share services; `VN/GOV/EXAMPLE/portal` may call them
    all, `…/stranger` none, `…/suspended` none for now. `now` makes its time stand still. `settings` are further ones of
    the hub, such as `token_lifetime=60` or `rate_limit=5`. Needs `pip install 'ndxp-sdk[testing]'`.

    with InMemoryHub() as hub:
        households = hub.provide("VN/GOV/G12/register/households", {"GET /v1/households/{code}": {"code": "H1"}})
        answer = hub.client().exchange.call("VN/GOV/G12/register/households", path="/v1/households/H1")
        assert answer.json() == {"code": "H1"}
        assert households.requests[0].headers.get("X-Road-Client") == "VN/GOV/EXAMPLE/portal"

    Raises:
        MissingExtra: the hub is not installed.
        UsageError: no such profile, setting or fault.
    """

    def __init__(
        self,
        profile: HubProfile = "xroad-7.8",
        *,
        faults: Iterable[str] = (),
        now: datetime | None = None,
        **settings: Any,
    ) -> None:
        needed("faults", faults, FAULTS)
        needed("now", now, MOMENT_OR_NONE)
        self._hub: Hub
        self._neighbours: Neighbours
        self._hub, self._neighbours = made(profile, settings)
        self._world = self._hub.world
        self._stack = ExitStack()
        self._portal: BlockingPortal | None = None
        self._own_token_requests = 0
        self.faults: HubFaults = HubFaults(self._world)
        """What goes wrong on purpose."""
        self.clock: HubClock = HubClock(self._world.clock)
        """The hub's time."""
        self.faults.add(*faults)
        if now is not None:
            self.clock.freeze(now)
        begins_anew(self)

    def begin_anew(self) -> None:
        """Be over; after a fork the thread of the hub is not here, and nobody may wait for its end."""
        self._portal, self._of_parent, self._stack = None, self._stack, ExitStack()

    @property
    def url(self) -> str:
        """The base URL, which nothing but the clients of this hub can reach."""
        return self._world.url

    @property
    def services(self) -> tuple[ServiceId, ...]:
        """All services, in the order in which they came."""
        return tuple(ServiceId.from_slash(row["id"]) for row in self._world.services)

    @property
    def message_log(self) -> tuple[Transaction, ...]:
        """The exchanges so far, one record for each side, in the order in which they ended."""
        return tuple(Transaction.model_validate(row) for row in self._world.records)

    @property
    def token_requests(self) -> int:
        """The number of token requests so far, apart from those that `provide` and `grant` needed."""
        return self._world.token_requests - self._own_token_requests

    def client(self, who: str = CLIENT, **settings: Unpack[ClientOptions]) -> Client:
        """Return a client of this hub, closed with it. `who` is an OAuth client, or a system: a new one is registered.

        It has a client secret, the dialect of the hub's profile and short waits between tries; `settings` replace them.
        """
        client = Client(self.url, **self._settings(who, settings))
        self._stack.callback(client.close)
        return client

    def async_client(self, who: str = CLIENT, **settings: Unpack[AsyncClientOptions]) -> AsyncClient:
        """Return an AsyncClient of this hub; it holds nothing that would have to be closed."""
        return AsyncClient(self.url, **self._settings(who, settings))

    def provide(
        self,
        service: ServiceId | str,
        answers: Answers,
        *,
        specification: Document | None = None,
        version: str = "1.0.0",
        consumers: Iterable[SystemId | str] = (SYSTEM,),
    ) -> Endpoint:
        """Let a service answer so. A new one is published with its specification, and its consumers may call it.

        hub.provide("VN/GOV/G12/register/households", {
            "GET /v1/households/{code}": {"code": "H1"},
            "GET /v1/households/H9": (404, {"title": "no such household"}),
            "POST /v1/households": ProviderAnswer.json({"code": "H2"}, status=201),
            "PUT /v1/households/{code}": lambda request: request.json(),
        })

        The first key that fits a request answers it. Without a specification one is made of the methods and paths of
        the answers. All of it goes through the hub's own API, so catalogue, events and access rights tell of it too.

        Raises:
            UsageError: no request fits a key, an answer may mean two things, or the service has another version.
        """
        known, endpoint = introducing.service_of(service), Endpoint(answers)
        rows = [row for row in self._world.versions if row["service_id"] == known.slash]
        introducing.check(rows, specification, version, consumers, (SYSTEM,))
        for address in (each for row in rows for each in row["base_urls"]):
            self._neighbours.provide(address, endpoint)
        if not rows:
            address = f"https://provided-{len(self.services)}.example"
            self._neighbours.provide(address, endpoint)
            document = introducing.document_of(answers, specification, version)
            with self._manager(known.system) as provider:
                introducing.published(provider, known, version, address, document)
            for consumer in consumers:
                self.grant(consumer, known)
        return endpoint

    def grant(self, consumer: SystemId | str, service: ServiceId | str) -> "Agreement":
        """Let a system call a service: an agreement on its newest version, with an active purpose."""
        system, known = introducing.system_of(consumer), introducing.service_of(service)
        with self._manager(known.system) as provider, self._manager(system) as asking:
            version = str(provider.catalog.services.get(known).latest_version)
            return introducing.granted(asking, provider, system, known, version)

    def receive(
        self,
        address: str,
        answers: Answers,
        *,
        system: SystemId | str = SYSTEM,
        requests_of: ServiceId | str | None = None,
    ) -> Endpoint:
        """Take what the hub pushes to an address of a system: events of subscriptions, reports of interactions.

        With `requests_of` the hub also hands over here what consumers ask of this service asynchronously.
        """
        endpoint = Endpoint(answers)
        if not str(address).startswith(("http://", "https://")):
            raise UsageError(f"{address!r} is no address to push to, such as https://portal.example/events")
        self._neighbours.receive(address, endpoint)
        hosts = self._world.callback_hosts.setdefault(introducing.system_of(system).slash, set())
        hosts.add(urlsplit(address).hostname or "")
        if requests_of is not None:
            self._world.provider_callbacks[introducing.service_of(requests_of).slash] = address
        return endpoint

    def __enter__(self) -> Self:
        self._portal = self._stack.enter_context(start_blocking_portal())
        ending = anyio.Event()
        living = self._portal.start_task_soon(live, self._hub, ending)
        self._stack.callback(living.result)
        self._stack.callback(self._portal.call, ending.set)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._portal = None
        self._stack.close()

    def __repr__(self) -> str:
        return f"InMemoryHub({self._world.settings.profile}, {len(self.services)} services)"

    def _settings(self, who: str, given: Any) -> dict[str, Any]:
        if self._portal is None:
            raise UsageError("the hub is not there yet, or not any more: with InMemoryHub() as hub: …")
        row = self._row(who)
        credential = ClientSecret(row["id"], Secret(row["secret"]))
        named = {"client": row["system_id"], "credential": credential, "dialect": dialect_of(self._world)}
        return {**named, "retry": QUICK, "transport": Memory(self._hub, self._portal), **given}

    def _row(self, who: str) -> dict[str, Any]:
        needed("who", who, TEXT)
        client_id = introducing.registered(self._world, SystemId.parse(who)) if set("/:") & set(who) else who
        row = self._world.clients.find(client_id)
        if row is None:
            known = ", ".join(str(each["id"]) for each in self._world.clients)
            raise UsageError(f"the hub has no client {who}; name a system such as {SYSTEM}, or one of: {known}")
        return row

    @contextmanager
    def _manager(self, system: SystemId) -> Iterator[Client]:
        """Open a client for the catalogue, whatever the profile of the exchange; its token requests do not count."""
        before = self.token_requests
        try:
            yield self.client(system.slash, dialect=XRoad())
        finally:
            self._own_token_requests += self.token_requests - before
