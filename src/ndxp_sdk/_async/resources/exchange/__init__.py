"""Calls of providers' services."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar, Unpack

from ndxp_sdk._async.streaming import AsyncStreamedResponse
from ndxp_sdk._concurrency.lazy import lazy_property
from ndxp_sdk._operations.exchange.call import (
    ExchangeOptions,
    caller,
    metaservice,
    prepare_exchange,
    refusal,
    service_id,
)
from ndxp_sdk._operations.parse import read
from ndxp_sdk._pipeline.call import Call
from ndxp_sdk._pipeline.call_result import CallResult
from ndxp_sdk._redaction.arguments import built_unseen
from ndxp_sdk.exchange_response import ExchangeResponse
from ndxp_sdk.identifiers import MemberId, ServiceId, SystemId

if TYPE_CHECKING:
    from ndxp_sdk._async.resources.exchange.events import AsyncEvents
    from ndxp_sdk._async.resources.exchange.interactions import AsyncInteractions
    from ndxp_sdk._async.resources.exchange.subscriptions import AsyncSubscriptions
    from ndxp_sdk._async.resources.exchange.transfers import AsyncTransfers
    from ndxp_sdk._async.sender import AsyncSender
    from ndxp_sdk._operations.exchange.evidence import MessageLeg
    from ndxp_sdk.metaservices import ClientRow, MethodRow
    from ndxp_sdk.models.contents import Content

T = TypeVar("T")


class AsyncExchange:
    """Calls of providers' services, in the dialect of the client, and what the security servers tell of them."""

    def __init__(self, client: "AsyncSender") -> None:
        self._client = client

    @lazy_property
    def interactions(self) -> "AsyncInteractions":
        """The asynchronous requests."""
        from ndxp_sdk._async.resources.exchange.interactions import AsyncInteractions

        return AsyncInteractions(self._client)

    @lazy_property
    def events(self) -> "AsyncEvents":
        """The events to publish."""
        from ndxp_sdk._async.resources.exchange.events import AsyncEvents

        return AsyncEvents(self._client)

    @lazy_property
    def subscriptions(self) -> "AsyncSubscriptions":
        """The subscriptions to events."""
        from ndxp_sdk._async.resources.exchange.subscriptions import AsyncSubscriptions

        return AsyncSubscriptions(self._client)

    @lazy_property
    def transfers(self) -> "AsyncTransfers":
        """The transfers: bulk sets of files."""
        from ndxp_sdk._async.resources.exchange.transfers import AsyncTransfers

        return AsyncTransfers(self._client)

    async def call(
        self,
        service: ServiceId | SystemId | str,
        method: str = "GET",
        path: str = "",
        **options: Unpack[ExchangeOptions],
    ) -> ExchangeResponse:
        """Call a service and give the provider's own answer, whatever its status.

        What gateways report is raised. `path` goes onto the wire as it is: percent-encode it, or write braces and give
        their `values`, which are then never logged.

        A 429 of the provider is an answer of its own: it is given back at once, and `raise_for_status` makes it an
        error with `retry_after`. A 429 of something in between (in X-Road one without the fields that a security server
        sets, elsewhere the fault of a gateway or adapter, a page, an empty body) is repeated, a change too, no earlier
        than Retry-After asks and as far as `Retry` allows; then it is raised as QuotaExceeded.

            exchange.call("VN/GOV/G12/dkkd/enterprises", "GET", "/v1/enterprises/{code}", values={"code": "0106001236"})
        """
        return (await self._called(service, method, path, options))[0]

    @asynccontextmanager
    async def stream(
        self,
        service: ServiceId | SystemId | str,
        method: str = "GET",
        path: str = "",
        **options: Unpack[ExchangeOptions],
    ) -> AsyncIterator[AsyncStreamedResponse]:
        """Call a service as `call`, for a `with` block in which the body is read as it comes.

        The total time of the client ends with the header; each piece of the body has the time for one read. Refusals of
        the provider itself are raised as ProviderError.
        """
        plan, prepared = built_unseen(prepare_exchange, self._client.config, service, method, path, options=options)
        done = await self._client.perform(replace(prepared, is_stream=True))
        answer = done.answer
        if not isinstance(answer, AsyncStreamedResponse):
            raise refusal(plan, done.quotable)
        try:
            yield answer
        finally:
            await answer.aclose()

    async def list_clients(self, instance: str | None = None) -> "tuple[ClientRow, ...]":
        """Return the members and systems of an instance, by default that of the own security server. X-Road only.

        `GET /listClients`
        """
        from ndxp_sdk.metaservices import list_clients  # because it brings pydantic

        return await self._open(list_clients(instance))

    async def list_methods(self, system: SystemId | str) -> "tuple[MethodRow, ...]":
        """Return all REST services of a system. X-Road only.

        `GET /r1/{instance}/{member_class}/{member_code}/{subsystem_code}/listMethods`
        """
        return await self._methods("listMethods", system)

    async def allowed_methods(self, system: SystemId | str) -> "tuple[MethodRow, ...]":
        """Return the REST services of a system that the own system may call. X-Road only.

        `GET /r1/{instance}/{member_class}/{member_code}/{subsystem_code}/allowedMethods`
        """
        return await self._methods("allowedMethods", system)

    async def openapi(self, service: ServiceId | str) -> ExchangeResponse:
        """Return the OpenAPI document of a service as its security server holds it, with addresses reduced to paths.

        Its media type is that of the origin or text/plain (PR-MREST 4). X-Road only.

        `GET /r1/{instance}/{member_class}/{member_code}/{subsystem_code}/getOpenAPI`
        """
        known = service_id(service)
        meta = metaservice(self._client.config, known.system, "getOpenAPI")
        answer = await self.call(meta, query={"serviceCode": known.service_code})
        return answer.raise_for_status()

    async def asic(
        self,
        message_id: str,
        client: SystemId | MemberId | str | None = None,
        *,
        leg: "MessageLeg | None" = None,
        unique: bool = False,
        force: bool = False,
    ) -> "Content":
        """Return the signed messages with this X-Road-Id, ASiC-E containers in a ZIP; with `unique` the only one.

        `client` is by default the own system. `force` gives also what bears no timestamp yet. X-Road only.

        `GET /asic` Raises NotFound, IdentityError, EvidenceFailure (code `evidence-pending`).
        """
        from ndxp_sdk._operations.exchange.evidence import asic  # because it brings pydantic

        asker = caller(client, self._client.config)
        return await self._open(asic(message_id, asker, leg, unique=unique, force=force))

    async def verification_conf(self) -> "Content":
        """Return the configuration that is needed to verify containers, a ZIP. X-Road only.

        `GET /verificationconf`
        """
        from ndxp_sdk._operations.exchange.evidence import verification_conf  # because it brings pydantic

        return await self._open(verification_conf())

    async def _open(self, call: Call[T]) -> T:
        return read(call, await self._client.perform(self._client.config.prepare_open(call)))

    async def _methods(self, name: str, system: SystemId | str) -> "tuple[MethodRow, ...]":
        from ndxp_sdk.metaservices import methods_of  # because it brings pydantic

        response, done = await self._called(metaservice(self._client.config, system, name), "GET", "", {})
        response.raise_for_status()
        return read(Call("exchange.call", "GET", "", lambda answer: methods_of(answer.content)), done)

    async def _called(
        self, service: ServiceId | SystemId | str, method: str, path: str, options: ExchangeOptions
    ) -> tuple[ExchangeResponse, CallResult]:
        plan, prepared = built_unseen(prepare_exchange, self._client.config, service, method, path, options=options)
        done = await self._client.perform(prepared)
        return ExchangeResponse.of(plan, done.answer, done), done
